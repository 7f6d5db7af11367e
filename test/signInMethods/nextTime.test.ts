import { defaultMethods, type Method } from '../../src/signInMethods/method';
import { dependsOnTelephone, nextTime, type NextTime } from '../../src/signInMethods/nextTime';
import { authenticator, email, password, phone, registered } from '../support/directory';

const mobile = phone('mobile', '+44 7400123456');
const alternate = phone('alternateMobile', '+44 7400123457');
const office = phone('office', '+44 2079460958');
const passkey: Method = { id: 'key-1', kind: 'passkey' };
const hello: Method = { id: 'hello-1', kind: 'windowsHello' };
const platform: Method = { id: 'platform-1', kind: 'platformCredential' };
const software: Method = { id: 'soft-1', kind: 'softwareToken' };
const hardware: Method = { id: 'hard-1', kind: 'hardwareToken' };
const external: Method = { id: 'external-1', kind: 'external' };
const qrCode: Method = { id: 'qr-1', kind: 'qrCode' };
const unknown: Method = { id: 'new-1', kind: 'unknown', type: 'newKindOfMethod' };
const pass = (usable: boolean): Method => ({ id: 'pass-1', kind: 'temporaryAccessPass', usable });
const everything = [
  mobile,
  alternate,
  office,
  email('alex@example.org'),
  authenticator,
  passkey,
  hello,
  software,
  external,
  password,
];

describe('the next sign-in, where the system prefers the strongest method,', () => {
  it.each<[string, Method[], Extract<NextTime, { kind: 'system-preferred' }>['asked']]>([
    [
      'a usable Temporary Access Pass before all',
      [...everything, pass(true)],
      'temporaryAccessPass',
    ],
    ['no Temporary Access Pass that ran out', [...everything, pass(false)], 'passkey'],
    ['a passkey', [mobile, authenticator, passkey], 'passkey'],
    ['Windows Hello as a passkey', [mobile, authenticator, hello], 'passkey'],
    ['a platform credential as a passkey', [authenticator, platform], 'passkey'],
    ['the app before an external method', [mobile, external, authenticator], 'push'],
    ['an external method before codes', [mobile, software, external], 'external'],
    ['a software token before the telephone', [mobile, software], 'oath'],
    ['a hardware token before the telephone', [mobile, hardware], 'oath'],
    ['a text message before a call', [office, alternate, mobile], 'sms'],
    ['the office telephone where nothing else is there', [office, password], 'voiceOffice'],
  ])('asks for %s', (_what, methods, asked) => {
    expect(nextTime(registered(methods, undefined, true))).toEqual({
      kind: 'system-preferred',
      asked,
      ignoresDefault: false,
    });
  });

  it.each([
    ['passes over a weaker default', [mobile, authenticator], 'sms', 'push', true],
    ['agrees with a default that is the strongest', [mobile, authenticator], 'push', 'push', false],
    ['passes over the app for a passkey', [authenticator, passkey], 'push', 'passkey', true],
  ] as const)('%s', (_what, methods, preferred, asked, ignoresDefault) => {
    expect(nextTime(registered(methods, preferred, true))).toEqual({
      kind: 'system-preferred',
      asked,
      ignoresDefault,
    });
  });
});

describe('the next sign-in, where the person chooses,', () => {
  it.each(defaultMethods)('asks for the default %s', (preferred) => {
    expect(nextTime(registered(everything, preferred))).toEqual({
      kind: 'default',
      asked: preferred,
    });
  });

  it.each([
    [
      'a default that nothing backs any more',
      registered([authenticator, passkey], 'sms'),
      'passkey',
    ],
    ['no default at all', registered([mobile, authenticator]), 'push'],
    ['only telephones and no default', registered([office, alternate]), 'voiceAlternateMobile'],
  ])('asks for the strongest method with %s', (_what, registration, asked) => {
    expect(nextTime(registration)).toEqual({ kind: 'first-registered', asked });
  });
});

describe('the next sign-in of somebody who has nothing to be asked for', () => {
  it.each<[string, Method[]]>([
    ['nothing', []],
    ['a password', [password]],
    ['an address for resetting the password', [password, email('alex@example.org')]],
    ['a Temporary Access Pass that ran out', [password, pass(false)]],
    ['a QR code', [password, qrCode]],
    ['a kind that is not known yet', [password, unknown]],
  ])('says that nothing is registered: %s', (_what, methods) => {
    for (const systemPreferred of [true, false])
      expect(nextTime(registered(methods, 'sms', systemPreferred))).toEqual({
        kind: 'nothing-registered',
      });
  });
});

describe('depending on the telephone', () => {
  it.each<[boolean, string, Method[]]>([
    [true, 'one mobile phone', [mobile, password]],
    [true, 'all three telephones', [mobile, alternate, office, password]],
    [true, 'a telephone beside an e-mail address', [mobile, email('alex@example.org'), password]],
    [true, 'a telephone beside a Temporary Access Pass', [mobile, pass(true), password]],
    [false, 'a telephone beside the app', [mobile, authenticator, password]],
    [false, 'a telephone beside a passkey', [mobile, passkey]],
    [false, 'a telephone beside a hardware token', [mobile, hardware]],
    [false, 'a password only', [password]],
    [false, 'nothing', []],
  ])('is %s with %s', (depends, _what, methods) => {
    expect(dependsOnTelephone(methods)).toBe(depends);
  });
});
