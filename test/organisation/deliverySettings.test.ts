import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mailOf, smsOf } from '../../src/organisation/deliverySettings';
import { serveSettings } from '../../src/organisation/settings';

type Env = Record<string, string | undefined>;

const production = {
  ORGANISATION: 'derby',
  CLIENT_ID: '11111111-2222-4333-8444-555555555555',
  TENANT_ID: '99999999-2222-4333-8444-555555555555',
  BOT_TYPE: 'UserAssignedMsi',
  DESK_CHANNEL: '19:abc@thread.tacv2',
};
const smtp = { SMTP_URL: 'smtp://relay.example.org', MAIL_FROM: 'help@example.org' };
const azure = {
  SMS_ENDPOINT: 'https://ours.communication.azure.com',
  SMS_KEY: Buffer.from('canary-key-of-the-resource').toString('base64'),
  SMS_FROM: '+441510000000',
};
const gateway = { SMS_GATEWAY_URL: 'https://sms.example.org/send', SMS_GATEWAY_TOKEN: 'canary' };

const read = (env: Env) => serveSettings({ ...production, ...env }, ['derby']);
const problems = (env: Env) => {
  const found = read(env);
  return found.ok ? [] : found.problems;
};
const ways = (env: Env) => {
  const found = read(env);
  return found.ok ? { mail: mailOf(found.settings), sms: smsOf(found.settings) } : found.problems;
};

it.each([{}, { SMTP_URL: '', MAIL_FROM: ' ', SMS_KEY: '' }])(
  'sends nothing unless told: %j',
  (env) => {
    expect(ways(env)).toEqual({ mail: undefined, sms: undefined });
  },
);

it.each([
  ['smtp://relay.example.org', { port: 587, implicitTls: false, plain: false }],
  ['smtp://relay.example.org:25/', { port: 25, implicitTls: false, plain: false }],
  ['smtps://relay.example.org', { port: 465, implicitTls: true, plain: false }],
  ['smtp://localhost:2525', { host: 'localhost', port: 2525, plain: true }],
  ['smtp://[::1]:2525', { host: '::1', plain: true }],
  ['smtps://127.0.0.1', { implicitTls: true, plain: false }],
  ['smtp://bot:p%40ss%2F1@relay.example.org', { user: 'bot', password: 'p@ss/1' }],
])('reads %s', (url, server) => {
  const mail = { kind: 'smtp', from: 'help@example.org', ...server };
  expect(ways({ ...smtp, SMTP_URL: url })).toMatchObject({ mail });
});

it('takes a mailbox, a resource of Azure and a gateway', () => {
  expect(ways({ MAIL_MAILBOX: 'help@example.org', ...azure })).toEqual({
    mail: { kind: 'graph', mailbox: 'help@example.org' },
    sms: {
      kind: 'azure',
      endpoint: azure.SMS_ENDPOINT,
      key: azure.SMS_KEY,
      from: '+441510000000',
    },
  });
  expect(ways(gateway)).toMatchObject({
    sms: { kind: 'gateway', url: 'https://sms.example.org/send', token: 'canary' },
  });
});

it.each([
  ['SMTP_URL', 'relay.example.org'],
  ['SMTP_URL', 'https://relay.example.org'],
  ['SMTP_URL', 'smtp://'],
  ['SMTP_URL', 'smtp://relay.example.org/?tls.rejectUnauthorized=false'],
  ['SMTP_URL', 'smtp://relay.example.org/canary'],
  ['SMTP_URL', 'smtp://:canary@relay.example.org'],
  ['SMTP_URL', 'smtp://bot:%canary@relay.example.org'],
  ['MAIL_FROM', 'Help <canary@example.org>'],
  ['MAIL_FROM', 'a@example.org, canary@example.org'],
])('refuses the mail setting %s=%s, names it and repeats nothing', (name, value) => {
  const found = problems({ ...smtp, [name]: value });
  expect(found).toEqual([expect.stringMatching(`^${name} must be`)]);
  expect(found.join()).not.toContain('canary');
});

it.each([
  'http://169.254.169.254/canary',
  'https://169.254.169.254/canary',
  'https://2130706433/',
  'https://[::ffff:127.0.0.1]/',
  'https://localhost./',
  'https://localhost/',
  'http://127.0.0.1/',
  'file:///canary',
  'https://sms.example@127.0.0.1/',
  'https://bot:canary@sms.example.org/',
  'canary',
])('refuses to send text messages to %s', (url) => {
  for (const [name, rest] of [
    ['SMS_GATEWAY_URL', gateway],
    ['SMS_ENDPOINT', azure],
  ] as const) {
    const found = problems({ ...rest, [name]: url });
    expect(found).toEqual([expect.stringMatching(`^${name} must`)]);
    expect(found.join()).not.toContain('canary');
  }
});

it.each([
  ['SMS_KEY', 'not base64!'],
  ['SMS_FROM', '07400123456789'],
  ['SMS_FROM', 'Much too long a name'],
])('refuses %s=%s', (name, value) => {
  expect(problems({ ...azure, [name]: value })).toEqual([
    expect.stringMatching(`^${name} must be`),
  ]);
});

it.each([
  ['SMTP_URL', smtp],
  ['MAIL_FROM', smtp],
  ['SMS_ENDPOINT', azure],
  ['SMS_KEY', azure],
  ['SMS_FROM', azure],
  ['SMS_GATEWAY_URL', gateway],
  ['SMS_GATEWAY_TOKEN', gateway],
])('names %s when it alone is missing', (name, complete) => {
  expect(problems({ ...complete, [name]: ' ' })).toEqual([
    expect.stringMatching(`^${name} is missing`),
  ]);
});

it.each([
  [{ ...smtp, MAIL_MAILBOX: 'help@example.org' }, 'SMTP_URL and MAIL_MAILBOX'],
  [{ MAIL_FROM: 'help@example.org', MAIL_MAILBOX: 'help@example.org' }, 'MAIL_FROM belongs'],
  [{ ...azure, ...gateway }, 'SMS_ENDPOINT and SMS_GATEWAY_URL'],
])('does not choose between two ways: %j', (env, start) => {
  expect(problems(env)).toEqual([expect.stringMatching(`^${start}`)]);
});

it('names everything at once', () => {
  const found = problems({ CLIENT_ID: '', SMTP_URL: 'x', SMS_KEY: azure.SMS_KEY });
  expect(found.map((p) => p.split(' ')[0]).sort()).toEqual([
    'CLIENT_ID',
    'MAIL_FROM',
    'SMS_ENDPOINT',
    'SMS_FROM',
    'SMTP_URL',
  ]);
});

it('is off in the example, which documents all', () => {
  const example = readFileSync(join(__dirname, '../../.env.example'), 'utf8');
  for (const name of [...Object.keys({ ...smtp, ...azure, ...gateway }), 'MAIL_MAILBOX'])
    expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
});
