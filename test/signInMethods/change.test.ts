import {
  brokenRule,
  emailOf,
  isDone,
  phoneOf,
  ruleReasons,
  type Change,
  type RuleReason,
} from '../../src/signInMethods/change';
import {
  defaultMethods,
  phoneTypes,
  possibleDefaults,
  type DefaultMethod,
  type Method,
  type PhoneType,
  type Registration,
} from '../../src/signInMethods/method';
import { authenticator, email, password, phone, registered } from '../support/directory';

const mobile = phone('mobile', '+44 7400123456');
const alternate = phone('alternateMobile', '+44 7400123457');
const office = phone('office', '+44 2079460958');
const address = email('alex@example.org');

const setDefault = (to: DefaultMethod): Change => ({ operation: 'change-default', to });
const addPhone = (phoneType: PhoneType, number: string, replaces?: string): Change => ({
  operation: 'add-phone',
  phoneType,
  number,
  ...(replaces === undefined ? {} : { replaces }),
});
const addEmail = (to: string, replaces?: string): Change => ({
  operation: 'add-email',
  address: to,
  ...(replaces === undefined ? {} : { replaces }),
});

const allowed: [string, Change, Registration][] = [
  ['the app as the default', setDefault('push'), registered([authenticator, mobile], 'sms')],
  ['a first default', setDefault('sms'), registered([mobile])],
  ['the first phone', addPhone('mobile', '+44 7400123456'), registered([password])],
  [
    'another number for the mobile phone',
    addPhone('mobile', '+44 7400999999', '+44 7400123456'),
    registered([mobile]),
  ],
  ['an alternate phone', addPhone('alternateMobile', '+44 7400123457'), registered([mobile])],
  ['an office phone without a mobile', addPhone('office', '+44 2079460958'), registered([])],
  [
    'another extension of the office phone',
    addPhone('office', '+44 2079460958x2', '+44 2079460958'),
    registered([office]),
  ],
  ['the first address', addEmail('alex@example.org'), registered([mobile])],
  ['another address', addEmail('alex@example.net', 'alex@example.org'), registered([address])],
];

const broken: [RuleReason, string, Change, Registration][] = [
  [
    'default-not-registered',
    'the app without the app',
    setDefault('push'),
    registered([mobile], 'sms'),
  ],
  [
    'default-not-registered',
    'a text message to an alternate phone',
    setDefault('sms'),
    registered([alternate]),
  ],
  ['default-not-registered', 'anything with e-mail only', setDefault('sms'), registered([address])],
  [
    'default-already',
    'the default once more',
    setDefault('sms'),
    registered([mobile, authenticator], 'sms'),
  ],
  [
    'mobile-first',
    'an alternate phone without a mobile',
    addPhone('alternateMobile', '+44 7400123457'),
    registered([office]),
  ],
  [
    'same-number',
    'the same mobile number',
    addPhone('mobile', '+44 7400123456', '+44 7400123456'),
    registered([mobile]),
  ],
  [
    'same-number',
    'a number that was kept with spaces',
    addPhone('mobile', '+44 7400123456', '+44 7400123456'),
    registered([phone('mobile', '+44 7400 123 456')]),
  ],
  [
    'same-number',
    'the mobile number as the alternate one',
    addPhone('alternateMobile', '+44 7400123456'),
    registered([mobile]),
  ],
  [
    'changed-meanwhile',
    'a first phone where one has appeared',
    addPhone('mobile', '+44 7400999999'),
    registered([mobile]),
  ],
  [
    'changed-meanwhile',
    'replacing a phone that has gone',
    addPhone('mobile', '+44 7400999999', '+44 7400123456'),
    registered([]),
  ],
  [
    'changed-meanwhile',
    'replacing a phone of another type',
    addPhone('mobile', '+44 7400999999', '+44 2079460958'),
    registered([mobile, office]),
  ],
  [
    'same-address',
    'the same address in capitals',
    addEmail('ALEX@example.org', 'alex@example.org'),
    registered([address]),
  ],
  [
    'changed-meanwhile',
    'a first address where one has appeared',
    addEmail('alex@example.net'),
    registered([address]),
  ],
  [
    'changed-meanwhile',
    'replacing an address that has gone',
    addEmail('alex@example.net', 'alex@example.org'),
    registered([mobile]),
  ],
];

describe('the rules', () => {
  it.each(allowed)('allow %s', (_what, change, registration) => {
    expect(brokenRule(change, registration)).toBeUndefined();
  });

  it.each(broken)('refuse as %s: %s', (reason, _what, change, registration) => {
    expect(brokenRule(change, registration)).toBe(reason);
  });

  it.each(ruleReasons)('have a case for %s', (reason) => {
    expect(broken.map(([each]) => each)).toContain(reason);
  });
});

describe('a change', () => {
  it.each<[boolean, string, Change, Registration]>([
    [true, 'the default is the one wanted', setDefault('sms'), registered([mobile], 'sms')],
    [false, 'the default is another', setDefault('sms'), registered([mobile], 'voiceMobile')],
    [false, 'there is no default', setDefault('sms'), registered([mobile])],
    [true, 'the phone has the number', addPhone('mobile', '+44 7400123456'), registered([mobile])],
    [
      true,
      'the number is kept with spaces',
      addPhone('mobile', '+44 7400123456'),
      registered([phone('mobile', '+44 7400 123456')]),
    ],
    [
      false,
      'the phone has its old number',
      addPhone('mobile', '+44 7400999999'),
      registered([mobile]),
    ],
    [
      false,
      'only another type has the number',
      addPhone('mobile', '+44 7400123457'),
      registered([alternate]),
    ],
    [
      false,
      'the phone has another extension',
      addPhone('office', '+44 2079460958x2'),
      registered([office]),
    ],
    [true, 'the address is there', addEmail('alex@example.org'), registered([address])],
    [true, 'the address is there in capitals', addEmail('ALEX@example.org'), registered([address])],
    [false, 'the address is another', addEmail('alex@example.net'), registered([address])],
    [false, 'there is no address', addEmail('alex@example.org'), registered([mobile])],
  ])('is done: %s, when %s', (done, _what, change, registration) => {
    expect(isDone(change, registration)).toBe(done);
  });

  it('that is done is a change no more', () => {
    for (const [, change, registration] of allowed)
      expect(isDone(change, registration)).toBe(false);
  });
});

describe('what can be the default', () => {
  it.each<[string, Method[], DefaultMethod[]]>([
    ['the app', [authenticator], ['push', 'oath']],
    ['a software token', [{ id: 's', kind: 'softwareToken' }], ['oath']],
    ['a hardware token', [{ id: 'h', kind: 'hardwareToken' }], ['oath']],
    ['a mobile phone', [mobile], ['sms', 'voiceMobile']],
    ['an alternate phone', [alternate], ['voiceAlternateMobile']],
    ['an office phone', [office], ['voiceOffice']],
    ['everything', [office, alternate, mobile, authenticator], [...defaultMethods]],
    ['an e-mail address', [address], []],
    ['a passkey', [{ id: 'p', kind: 'passkey' }], []],
    ['Windows Hello', [{ id: 'w', kind: 'windowsHello' }], []],
    ['a Temporary Access Pass', [{ id: 't', kind: 'temporaryAccessPass', usable: true }], []],
    ['a password', [password], []],
  ])('with %s', (_what, methods, defaults) => {
    expect(possibleDefaults(methods)).toEqual(defaults);
  });
});

describe('a method of a kind', () => {
  it('is found by its type, and the e-mail address by being one', () => {
    const all = [password, address, office, mobile, alternate];
    expect(phoneTypes.map((type) => phoneOf(all, type))).toEqual([mobile, alternate, office]);
    expect(emailOf(all)).toEqual(address);
  });

  it('is missing where it is missing', () => {
    expect(phoneOf([alternate, address], 'mobile')).toBeUndefined();
    expect(emailOf([alternate, mobile])).toBeUndefined();
  });
});
