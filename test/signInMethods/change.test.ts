import { emailOf, isDone, phoneOf, takesAway, type Change } from '../../src/signInMethods/change';
import {
  defaultMethods,
  phoneTypes,
  possibleDefaults,
  type DefaultMethod,
  type Method,
  type Registration,
} from '../../src/signInMethods/method';
import {
  address,
  addEmail,
  addPhone,
  alternate,
  mobile,
  office,
  removal,
  removeEmail,
  replaceEmail,
  replacePhone,
  secondApp,
  setDefault,
  softwareToken,
  spaced,
} from '../support/changes';
import { authenticator, password, phone, registered } from '../support/directory';

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
    [true, 'the removed phone is gone', removal.mobile, registered([authenticator])],
    [false, 'the phone is still there', removal.mobile, registered([spaced])],
    [true, 'the removed address is gone', removeEmail('alex@example.org'), registered([mobile])],
    [
      false,
      'the address is still there in capitals',
      removeEmail('ALEX@example.org'),
      registered([address]),
    ],
    [true, 'the removed app is gone', removal.app, registered([secondApp])],
    [false, 'the app is still there', removal.app, registered([authenticator, secondApp])],
    [true, 'the removed passkey is gone', removal.passkey, registered([authenticator])],
    [false, 'the token is still there', removal.softwareToken, registered([softwareToken])],
  ])('is done: %s, when %s', (done, _what, change, registration) => {
    expect(isDone(change, registration)).toBe(done);
  });
});

describe('what a thief would do first', () => {
  it.each<[boolean, Change]>([
    [false, setDefault('sms')],
    [false, addPhone('mobile', '+44 7400123456')],
    [true, replacePhone('mobile', '+44 7400999999', '+44 7400123456')],
    [true, removal.mobile],
    [false, addEmail('alex@example.org')],
    [false, replaceEmail('alex@example.net', 'alex@example.org')],
    [false, removeEmail('alex@example.org')],
    [true, removal.app],
    [true, removal.passkey],
    [true, removal.softwareToken],
  ])('is told apart: %s for %j', (taking, change) => {
    expect(takesAway(change)).toBe(taking);
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
