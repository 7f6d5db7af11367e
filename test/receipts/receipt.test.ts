import { waysToTell, type Way } from '../../src/receipts/receipt';
import type { Snapshot } from '../../src/signInMethods/carryOut';
import type { Method } from '../../src/signInMethods/method';
import { alternate, mobile, office, passkey } from '../support/changes';
import { authenticator, email, password, phone, registered } from '../support/directory';

const before = (methods: readonly Method[], mailbox?: string): Snapshot => ({
  ...registered(methods),
  mailbox,
});
const mail = (to: string): Way => ({ way: 'mail', to });
const sms = (to: string): Way => ({ way: 'sms', to });
const chat: Way = { way: 'chat' };
const all = [
  password,
  authenticator,
  passkey,
  mobile,
  alternate,
  office,
  email('alex@example.org'),
];

/** In any order: all of them go out. */
const sorted = (ways: readonly Way[]) => ways.map((w) => JSON.stringify(w)).sort();

describe('who is told of a change', () => {
  it.each<[string, Snapshot, boolean, Way[]]>([
    ['the chat, always', before([]), true, [chat]],
    ['the mailbox', before([], 'alex@contoso.com'), true, [chat, mail('alex@contoso.com')]],
    [
      'the address that was registered',
      before([email('a@b.example')]),
      true,
      [chat, mail('a@b.example')],
    ],
    [
      'every number that takes text messages, and no office phone',
      before([mobile, alternate, office]),
      true,
      [chat, sms('+44 7400123456'), sms('+44 7400123457')],
    ],
    [
      'no number where nothing sends text messages',
      before([mobile, alternate, office]),
      false,
      [chat],
    ],
    [
      'everything there is',
      before(all, 'alex@contoso.com'),
      true,
      [
        chat,
        mail('alex@contoso.com'),
        mail('alex@example.org'),
        sms('+44 7400123456'),
        sms('+44 7400123457'),
      ],
    ],
  ])('%s', (_what, snapshot, canText, ways) => {
    expect(sorted(waysToTell(snapshot, canText))).toEqual(sorted(ways));
  });

  it('each address once, whatever its letter case, as the mailbox is written', () => {
    const snapshot = before([email('ALEX@contoso.com')], 'alex@contoso.com');
    expect(waysToTell(snapshot, true)).toEqual([chat, mail('alex@contoso.com')]);
  });

  it('each number once, whatever its spaces', () => {
    const twice = [phone('mobile', '+44 7400123456'), phone('alternateMobile', '+44 7400 123 456')];
    expect(waysToTell(before(twice), true)).toEqual([chat, sms('+44 7400123456')]);
  });
});
