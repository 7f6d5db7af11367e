import { readable, type Reply, type Sender } from '../support/client';
import { graphWatch } from '../support/graphWatch';
import { signInFor } from '../support/signingIn';
import { adele, megan, startGuarded, type Guarded } from '../support/teams';
import { demonstrationPeople } from '../../src/demo/tenant/people';

type Json = Record<string, unknown>;

const graph = graphWatch();
const clock = { ahead: 0 };
let bot: Guarded;
let shared: Guarded;

/** Somebody whose directory says that their mail is read outside the organisation. */
const outside: Sender = { id: '00000000-0000-4000-8000-000000000100', name: 'Oda Outside' };

beforeAll(async () => {
  const people = demonstrationPeople('derby.ac.uk');
  const [one] = people.filter((p) => p.id === adele.id);
  if (!one) throw new Error('the demonstration has no Adele');
  const oda = { ...one, id: outside.id, displayName: outside.name, mail: 'oda@home.example' };
  const now = () => Date.now() + clock.ahead;
  const everybody = [...people, { ...oda, userPrincipalName: 'oda.outside@derby.ac.uk' }];
  bot = await startGuarded({ inFrontOf: graph.inFrontOf, now, people: everybody });
  shared = await startGuarded({ policy: { sharedContacts: true }, now });
}, 60_000);

afterAll(async () => {
  await bot?.close();
  await shared?.close();
  await graph.close();
});

beforeEach(() => {
  clock.ahead += 48 * 60 * 60_000;
  bot.sent.splice(0);
  graph.forget();
});

const now = () => new Date(Date.now() + clock.ahead).toISOString();
const asked = (sender: Sender, at: Guarded = bot) => at.client(sender, { timestamp: now() });

const opened = (verb: string, sender: Sender, at?: Guarded) =>
  asked(sender, at).send({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb, data: {} } },
  });

async function phone(typed: Json, sender = megan, at?: Guarded): Promise<Reply> {
  const form = await opened('phone.start', sender, at);
  const whole = { phoneType: 'mobile', country: 'GB', ...typed };
  return asked(sender, at).press(form, 'Send me a code', whole);
}

async function email(address: string, sender = megan, at?: Guarded): Promise<Reply> {
  const form = await opened('email.start', sender, at);
  return asked(sender, at).press(form, 'Send me a code', { address });
}

const entering = 'Enter the code';

it.each([
  ['A35 (0) is left out', '+44 (0)7400 100001', '+44 7400 100001'],
  ['A35 digits may be grouped', '+44-7400-(100)-001', '+44 7400 100001'],
  ['A36 a national number is taken beside the chosen country', '07400 100001', '+44 7400 100001'],
  ['A36 00 stands for +', '0044 7400 100001', '+44 7400 100001'],
])('%s, and shown as it will be written', async (_what, number, written) => {
  const card = await phone({ number });
  expect(readable(card)).toContain(entering);
  expect(readable(card)).toContain(written);
  expect(bot.sent.map((m) => m.to)).toEqual([written.replace(/ (\d+)$/, '$1')]);
});

it.each([
  ['A36 a national number without a country', { number: '07400 100001', country: '' }],
  ['A38 Arabic digits', { number: '+٤٤٧٤٠٠١٠٠٠٠١' }],
  ['A38 full-width signs', { number: '＋４４７４００１００００１' }],
  ['A39 a zero-width space', { number: '+44\u200b7400100001' }],
  ['A39 a direction mark', { number: '\u202e+447400100001' }],
  ['A39 a NUL at its end', { number: '+447400100001\u0000' }],
  ['A40 premium rate in Britain', { number: '+44 909 8790000' }],
  ['A40 premium rate in America', { number: '+1 900 5550199', country: 'US' }],
  ['A40 international premium rate', { number: '+979 1 1234 5678' }],
  ['A40 premium rate in Latvia', { number: '+371 90 000001', country: 'LV' }],
  ['A40 shared cost', { number: '+44 871 5550100' }],
  ['A40 a personal number', { number: '+44 70 1234 5678' }],
  ['A40 a satellite', { number: '+881 6 1234 5678' }],
  ['A45 an extension', { number: '+44 7400 100001 x5' }],
  ['A45 dialled digits', { number: '+44 7400 100001,,123#' }],
  ['A47 two numbers', { number: '+44 7400 100001 / +44 7400 999999' }],
  ['A47 a sentence', { number: 'call me +44 7400 100001' }],
  ['A48 the letter O', { number: '+44O7400100001' }],
  ['A48 words', { number: '+1-800-FLOWERS', country: 'US' }],
  ['A48 forty digits', { number: '+44' + '7'.repeat(38) }],
  ['A48 a plus alone', { number: '+' }],
  ['A48 nothing', { number: '' }],
  ['A48 a landline as a mobile', { number: '01332 591234' }],
])('%s is refused with its reason, and nothing is sent', async (_what, typed) => {
  const card = await phone(typed);
  expect(readable(card)).not.toContain(entering);
  expect(readable(card)).toContain('Add or change a phone number');
  expect(bot.sent).toEqual([]);
});

it.each([
  ['A43 Jamaica beside the United States', { number: '+1 876 555 0100', country: 'US' }],
  ['A44 Guernsey beside the United Kingdom', { number: '+44 7911 123456', country: 'GB' }],
])('%s is that country’s number, not the chosen one’s', async (_what, typed) => {
  const profile = bot.bot.profile as { countries?: readonly string[] };
  const before = profile.countries;
  profile.countries = ['GB', 'US'];
  const card = await phone(typed);
  if (before) profile.countries = before;
  else delete profile.countries;
  expect(readable(card)).not.toContain(entering);
  expect(bot.sent).toEqual([]);
});

it.each([
  ['A49 the organisation’s domain', 'megan@derby.ac.uk'],
  ['A49 a sub-domain of it', 'megan@mail.derby.ac.uk'],
  ['A49 its domain in capitals with a dot', 'MEGAN@DERBY.AC.UK.'],
  ['A49 its domain with an ideographic stop', 'megan@derby。ac.uk'],
  ['A49 its domain in full width', 'megan@ｄｅｒｂｙ.ac.uk'],
  ['A50 its domain with a Cyrillic letter', 'megan@dеrby.ac.uk'],
  ['A50d a line break and another header', 'a@home.example\r\nBcc: evil@evil.example'],
  ['A50d two addresses', 'a@home.example,b@evil.example'],
  ['A50d a name before it', 'Megan <a@home.example>'],
  ['A50d a comment', 'a@home.example(x)@evil.example'],
  ['A50d quotes', '"a b"@home.example'],
  ['A50e a local part of 300 letters', `${'a'.repeat(300)}@home.example`],
  ['A50e a dot at its start', '.a@home.example'],
  ['A50e a dot at its end', 'a.@home.example'],
  ['A50e two dots', 'a..b@home.example'],
  ['A50e an address in numbers', 'a@[127.0.0.1]'],
  ['A50e a bare number', 'a@127.0.0.1'],
  ['A50e no domain', 'a@localhost'],
])('%s is refused, and nothing is sent', async (_what, address) => {
  const card = await email(address);
  expect(readable(card)).not.toContain(entering);
  expect(bot.sent).toEqual([]);
});

it.each(['oda@home.example', 'ODA+reset@home.example', 'oda+a+b@HOME.example'])(
  'R30 %s is the account’s own mailbox and is refused',
  async (address) => {
    const card = await email(address, outside);
    expect(readable(card)).toContain('the mailbox of this very account');
    expect(bot.sent).toEqual([]);
  },
);

it('R30 another mailbox of the same provider is taken', async () => {
  expect(readable(await email('oda.private@home.example', outside))).toContain(entering);
});

/** Registers a number for somebody, with code and sign-in. */
async function register(number: string, sender: Sender, at: Guarded = bot): Promise<void> {
  const card = await phone({ number }, sender, at);
  const confirm = await asked(sender, at).press(card, 'Confirm', { code: at.newestCode() });
  const started = Date.now() + clock.ahead;
  // The simulated sign-in has the machine's own clock.
  clock.ahead = 0;
  const page = await signInFor(confirm).finally(() => (clock.ahead = started - Date.now()));
  expect(page.text).toContain('Done');
  await at.delivered();
}

const rowsOf = async (sender: Sender) =>
  (await bot.rows())
    .filter((r) => r.personal.personId === sender.id)
    .map((r) => [r.event, r.outcome, r.reason].filter(Boolean).join(' '));

it('R31 a number that is somebody else’s gets no code, and reads like any code that could not be sent', async () => {
  await register('07400 300001', megan);
  clock.ahead += 60 * 60_000;
  bot.sent.splice(0);
  const taken = await phone({ number: '+44 7400 300001' }, adele);
  expect(readable(taken)).toContain('The code could not be sent.');
  expect(readable(taken)).not.toMatch(/Megan|somebody else|another/);
  expect(bot.sent).toEqual([]);
  expect((await rowsOf(adele)).at(-1)).toBe('code refused contact-of-another');
  expect(JSON.stringify(await bot.rows())).not.toContain('300001');
});

it('R31 its owner may have it sent again, and once it is no longer theirs it is free', async () => {
  await register('07400 300002', megan);
  clock.ahead += 60 * 60_000;
  expect(readable(await phone({ number: '07400 300001' }, adele))).toContain(entering);
  clock.ahead += 61_000;
  expect(readable(await phone({ number: '07400 300002' }, adele))).toContain('could not be sent');
});

it('R31 a number that was proven for a change that never came is free after a while', async () => {
  const card = await phone({ number: '07400 300003' }, megan);
  await asked(megan).press(card, 'Confirm', { code: bot.newestCode() });
  clock.ahead += 5 * 60_000;
  expect(readable(await phone({ number: '07400 300003' }, adele))).toContain('could not be sent');
  clock.ahead += 60 * 60_000;
  expect(readable(await phone({ number: '07400 300003' }, adele))).toContain(entering);
});

it('R31 where the policy says so, a number may be shared', async () => {
  await register('07400 300004', megan, shared);
  clock.ahead += 60 * 60_000;
  const card = await phone({ number: '07400 300004' }, adele, shared);
  expect(readable(card)).toContain(entering);
});
