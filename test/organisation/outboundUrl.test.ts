import { checkUrl, hostsOf } from '../../src/organisation/outboundUrl';

const allowed = { hosts: ['desk.example', 'gateway.example'] };

it.each([
  'https://desk.example',
  'https://desk.example:8443/rest?x=1',
  'HTTPS://DESK.EXAMPLE/rest',
  'https://ｄesk.example/',
])('takes %s', (address) => {
  expect(checkUrl(address, allowed)).toMatchObject({ ok: true });
});

it.each([
  ['desk.example', 'not-a-url'],
  ['', 'not-a-url'],
  ['http://desk.example/', 'not-https'],
  ['file:///etc/passwd', 'not-https'],
  ['ftp://desk.example/', 'not-https'],
  ['javascript:alert(1)', 'not-https'],
  ['https://desk.example@127.0.0.1/', 'credentials-in-url'],
  ['https://name:secret@desk.example/', 'credentials-in-url'],
  ['https://desk.example.evil.test/', 'host-not-allowed'],
  ['https://evil.test/?desk.example', 'host-not-allowed'],
  ['https://notdesk.example/', 'host-not-allowed'],
])('refuses %s: %s', (address, reason) => {
  expect(checkUrl(address, allowed)).toEqual({ ok: false, reason });
});

it.each([
  'https://169.254.169.254/latest/meta-data',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://127.1/',
  'https://0177.0.0.1/',
  'https://127。0。0。1/',
  'https://8.8.8.8/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::1]/',
  'https://[2606:4700::1111]/',
  'https://localhost/',
  'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
  'https://localhost./',
  'https://desk.localhost/',
  'https://desk.example./',
  'https://desk/',
])('refuses %s, though it be the very host that the settings name', (address) => {
  expect(checkUrl(address, { hosts: hostsOf(address) })).toEqual({
    ok: false,
    reason: 'not-a-full-host-name',
  });
});

describe('where the other side is a simulation', () => {
  const simulation = { hosts: ['127.0.0.1', 'localhost', 'desk.example'], simulation: true };

  it.each(['http://127.0.0.1:8025/', 'http://localhost/', 'https://localhost:8443/'])(
    'takes %s',
    (address) => {
      expect(checkUrl(address, simulation)).toMatchObject({ ok: true });
    },
  );

  it.each([
    ['http://desk.example/', 'not-https'],
    ['http://10.0.0.5/', 'not-https'],
    ['https://10.0.0.5/', 'not-a-full-host-name'],
    ['http://127.0.0.2/', 'not-https'],
    ['http://[::1]/', 'host-not-allowed'],
    ['http://u:p@127.0.0.1/', 'credentials-in-url'],
  ])('still refuses %s: %s', (address, reason) => {
    expect(checkUrl(address, simulation)).toEqual({ ok: false, reason });
  });
});
