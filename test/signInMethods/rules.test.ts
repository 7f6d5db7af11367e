import {
  brokenRule,
  isDone,
  ruleReasons,
  type Change,
  type RuleReason,
} from '../../src/signInMethods/change';
import type { Registration } from '../../src/signInMethods/method';
import {
  address,
  addEmail,
  addPhone,
  alternate,
  hardwareToken,
  mobile,
  office,
  pass,
  passkey,
  removal,
  removeById,
  removeEmail,
  removePhone,
  replaceEmail,
  replacePhone,
  secondApp,
  setDefault,
  softwareToken,
  spaced,
} from '../support/changes';
import { authenticator, password, phone, registered } from '../support/directory';

const allowed: [string, Change, Registration][] = [
  ['the app as the default', setDefault('push'), registered([authenticator, mobile], 'sms')],
  ['a first default', setDefault('sms'), registered([mobile])],
  ['the first phone', addPhone('mobile', '+44 7400123456'), registered([password])],
  [
    'another number for the mobile phone',
    replacePhone('mobile', '+44 7400999999', '+44 7400123456'),
    registered([mobile]),
  ],
  ['an alternate phone', addPhone('alternateMobile', '+44 7400123457'), registered([mobile])],
  ['an office phone without a mobile', addPhone('office', '+44 2079460958'), registered([])],
  [
    'another extension of the office phone',
    replacePhone('office', '+44 2079460958x2', '+44 2079460958'),
    registered([office]),
  ],
  ['the first address', addEmail('alex@example.org'), registered([mobile])],
  ['another address', replaceEmail('alex@example.net', 'alex@example.org'), registered([address])],
  [
    'another address in place of one that was shown in capitals',
    replaceEmail('alex@example.net', 'ALEX@example.org'),
    registered([address]),
  ],
  ['a phone with an app left', removal.mobile, registered([mobile, authenticator], 'push')],
  ['a phone that was kept with spaces', removal.mobile, registered([spaced, authenticator])],
  ['a mobile phone with an office phone left', removal.mobile, registered([mobile, office])],
  ['an alternate phone', removal.alternate, registered([mobile, alternate], 'sms')],
  ['an address, whatever else there is', removeEmail('alex@example.org'), registered([address])],
  ['an address in capitals', removeEmail('ALEX@example.org'), registered([address, mobile])],
  ['an app with a passkey left', removal.app, registered([authenticator, passkey])],
  [
    'an app whose codes a software token makes as well',
    removal.app,
    registered([authenticator, softwareToken], 'oath'),
  ],
  ['one of two apps', removal.app, registered([authenticator, secondApp], 'push')],
  ['a passkey with a phone left', removal.passkey, registered([passkey, mobile], 'sms')],
  ['one of two passkeys', removal.passkey, registered([passkey, { ...passkey, id: 'passkey-2' }])],
  [
    'a software token with a hardware token left',
    removal.softwareToken,
    registered([softwareToken, hardwareToken], 'oath'),
  ],
  [
    'an app of somebody whose alternate phone stands alone already',
    removal.app,
    registered([authenticator, alternate]),
  ],
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
    replacePhone('mobile', '+44 7400123456', '+44 7400123456'),
    registered([mobile]),
  ],
  [
    'same-number',
    'a number that was kept with spaces',
    replacePhone('mobile', '+44 7400123456', '+44 7400123456'),
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
    replacePhone('mobile', '+44 7400999999', '+44 7400123456'),
    registered([]),
  ],
  [
    'changed-meanwhile',
    'replacing a phone of another type',
    replacePhone('mobile', '+44 7400999999', '+44 2079460958'),
    registered([mobile, office]),
  ],
  [
    'same-address',
    'the same address in capitals',
    replaceEmail('ALEX@example.org', 'alex@example.org'),
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
    replaceEmail('alex@example.net', 'alex@example.org'),
    registered([mobile]),
  ],
  [
    'same-number',
    'replacing the office number with that of the mobile phone',
    replacePhone('office', '+44 7400123456', '+44 2079460958'),
    registered([mobile, office]),
  ],
  [
    'mobile-first',
    'replacing an alternate phone that stands alone',
    replacePhone('alternateMobile', '+44 7400999999', '+44 7400123457'),
    registered([alternate]),
  ],
  ['changed-meanwhile', 'removing a phone that has gone', removal.mobile, registered([office])],
  [
    'changed-meanwhile',
    'removing a phone whose number is another by now',
    removePhone('mobile', '+44 7400999999'),
    registered([mobile, authenticator]),
  ],
  [
    'changed-meanwhile',
    'removing an address that is another by now',
    removeEmail('alex@example.net'),
    registered([address, mobile]),
  ],
  ['changed-meanwhile', 'removing an app that has gone', removal.app, registered([secondApp])],
  [
    'changed-meanwhile',
    'removing a method of another kind under the id',
    removeById('remove-passkey', 'app-1'),
    registered([authenticator, mobile]),
  ],
  ['last-usable', 'removing the only phone', removal.mobile, registered([mobile], 'sms')],
  ['last-usable', 'removing the only app', removal.app, registered([authenticator])],
  ['last-usable', 'removing the only passkey', removal.passkey, registered([passkey])],
  [
    'last-usable',
    'removing the only software token',
    removal.softwareToken,
    registered([softwareToken]),
  ],
  [
    'last-usable',
    'removing the last method beside a password, an address and a pass that ends',
    removal.app,
    registered([authenticator, password, address, pass]),
  ],
  [
    'last-usable',
    'removing the last method beside one of a kind that is not known',
    removal.app,
    registered([authenticator, { id: 'u', kind: 'unknown', type: '#new' }]),
  ],
  [
    'is-default',
    'removing the phone that gets the text messages',
    removal.mobile,
    registered([mobile, authenticator], 'sms'),
  ],
  [
    'is-default',
    'removing the app that is asked by default',
    removal.app,
    registered([authenticator, softwareToken], 'push'),
  ],
  [
    'is-default',
    'removing the alternate phone that is called',
    removal.alternate,
    registered([mobile, alternate], 'voiceAlternateMobile'),
  ],
  [
    'is-default',
    'removing the token whose codes are asked for',
    removal.softwareToken,
    registered([softwareToken, mobile], 'oath'),
  ],
  [
    'alternate-needs-mobile',
    'removing the mobile phone under an alternate one',
    removal.mobile,
    registered([mobile, alternate, authenticator]),
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

  it('allow nothing that is done already', () => {
    for (const [, change, registration] of allowed)
      expect(isDone(change, registration)).toBe(false);
  });
});
