import { checkedEntry, type Entry } from '../../src/record/record';
import { entry } from '../support/entries';

const withPersonal = (personal: object) => entry(1, { personal: personal });

it('takes an entry as it is', () => {
  expect(checkedEntry(entry(1))).toEqual(entry(1));
});

it('takes an entry that names nobody and says little', () => {
  const { id, at, tenantId } = entry(1);
  const least: Entry = { id, at, tenantId, event: 'door', outcome: 'refused', personal: {} };
  expect(checkedEntry(least)).toEqual(least);
});

it.each(['+44 •••• ••56', '•••• ••56', '•••', 'a•••@example.org', '•••@b.example', 'Pixel 8 Pro'])(
  'takes the target %s',
  (target) => {
    expect(checkedEntry(withPersonal({ target })).personal.target).toBe(target);
  },
);

const secrets = [
  '+44 7911123456',
  '07911 123456',
  '７９１１１２３４５６',
  '٧٩١١١٢٣٤٥٦',
  '••• 7911123456',
  'alex@example.org',
  'alex＠example.org',
  'ale•••@example.org',
  'a•••@example.org, alex@example.org',
  '•••@alex@example.org',
  'a•••@example.org\nalex@example.org',
];

it.each(secrets)('refuses the target %j, and does not repeat it', (target) => {
  const record = () => checkedEntry(withPersonal({ target }));
  expect(record).toThrow('personal.target');
  expect(record).not.toThrow(target);
});

it.each(['+447911123456', '447911123456', 'alex@example.org', 'tel:+44 7911 123456'])(
  'refuses %s wherever something else belongs',
  (contact) => {
    for (const field of ['personId', 'by', 'conversation'])
      expect(() => checkedEntry(withPersonal({ [field]: contact }))).toThrow(`personal.${field}`);
    expect(() => checkedEntry(withPersonal({ acrs: [contact] }))).toThrow('personal.acrs');
    for (const field of ['id', 'tenantId', 'outcome', 'reason', 'operation', 'route', 'changeId'])
      expect(() => checkedEntry({ ...entry(1), [field]: contact })).toThrow(field);
    for (const field of ['clientRequestId', 'ticketId'])
      expect(() => checkedEntry({ ...entry(1), [field]: contact })).toThrow(field);
  },
);

it.each(['19:abc_123@thread.tacv2', '19:a_b@unq.gbl.spaces', 'a:1x-Y_z', 'personal-chat-id'])(
  'takes the conversation %s',
  (conversation) => {
    expect(checkedEntry(withPersonal({ conversation })).personal.conversation).toBe(conversation);
  },
);

it.each([
  ['a sentence', { reason: 'Megan said so' }],
  ['line ends that forge a line', { outcome: 'done\r\n{"level":"info"}' }],
  ['a code', { reason: 'code-12345678' }],
  ['an event that there is not', { event: 'party' }],
  ['a moment that is none', { at: Number.NaN }],
  ['a short id', { id: 'one' }],
  ['a further field', { phone: '+44 7911123456' }],
])('refuses %s', (_, change) => {
  expect(() => checkedEntry({ ...entry(1), ...change } as Entry)).toThrow(
    Object.keys(change)[0] ?? '',
  );
});

it('refuses a further field about a person', () => {
  expect(() => checkedEntry(withPersonal({ name: 'Alex' }))).toThrow('personal.name');
});
