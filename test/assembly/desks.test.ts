import { createHmac } from 'node:crypto';
import pino from 'pino';
import { Webhook } from 'standardwebhooks';
import { connectedDesks, deskWork, type DesksFrom, type DeskWork } from '../../src/assembly/desks';
import { deskEvents } from '../../src/connections/storage/deskEvents';
import { deskLinks } from '../../src/connections/storage/deskLinks';
import { ticketStore } from '../../src/connections/storage/tickets/tickets';
import { report, type DeskParts } from '../../src/escalation/desk';
import {
  correlationIdOf,
  DeskRefused,
  DeskUnanswered,
} from '../../src/escalation/desks/serviceDesk';
import { readProfile } from '../../src/organisation/profile';
import { wordings } from '../../src/wording/wordings';
import { clockAt, second, type Clock } from '../support/clock';
import { sqliteBenches } from '../support/databases';
import { memoryDesk, type MemoryDesk } from '../support/desks/memoryDesk';
import { personNumber } from '../support/samples';

const whsec = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
const file = (text: string) => ({ path: 'derby/desks.yaml', text });
const rt = `
- kind: request-tracker
  name: IT
  url: https://rt.example.org
  queue: ServiceDesk
  secret: RT_TOKEN
  eventSecret: RT_EVENTS
`;
const mail = `
- kind: email
  name: Mail
  to: desk@desk.example
  domain: bot.example
`;
const from = (change: Partial<DesksFrom>): DesksFrom => ({
  file: file(rt),
  env: { RT_TOKEN: '1-2-secret', RT_EVENTS: whsec(1) },
  mailer: undefined,
  simulation: false,
  now: Date.now,
  ...change,
});

describe('the desks of an organisation', () => {
  it('are connected by their file, with the secrets of their events apart from their own', () => {
    const [desk, ...more] = connectedDesks(from({}));
    expect(more).toEqual([]);
    expect(desk?.service.name).toBe('IT');
    expect(desk?.eventSecrets).toEqual([whsec(1)]);
    expect(desk?.eventSignature).toBe('standard-webhooks');
  });

  it('are each asked for events in their own way', () => {
    const zendesk =
      '- { kind: zendesk, name: Z, url: "https://z.example.org", secret: Z_TOKEN, eventSecret: Z_EVENTS }';
    const env = { Z_TOKEN: 'a-token', Z_EVENTS: 'sixteen-signs-or-more' };
    expect(connectedDesks(from({ file: file(zendesk), env }))[0]).toMatchObject({
      eventSecrets: ['sixteen-signs-or-more'],
      eventSignature: 'zendesk',
    });
  });

  it('are none where there is no file', () => {
    expect(connectedDesks(from({ file: undefined }))).toEqual([]);
  });

  it('stop the start with everything that is missing, in one message', () => {
    const start = () => connectedDesks(from({ file: file(rt + mail), env: {} }));
    expect(start).toThrow(
      [
        'Please set for guides/derby/desks.yaml:',
        '  - RT_TOKEN is missing: the secret of the desk IT',
        '  - RT_EVENTS is missing: the secret of the desk IT',
        '  - Mail needs a way to send mail: SMTP_URL or MAIL_MAILBOX',
      ].join('\n'),
    );
  });

  it.each([
    ['too short', 'whsec_QUJD'],
    ['of another kind', 'a-token-of-theirs-for-events'],
  ])(
    'stop the start with an event secret that is %s, and keep it to themselves',
    (_what, secret) => {
      const start = () =>
        connectedDesks(from({ env: { RT_TOKEN: '1-2-secret', RT_EVENTS: secret } }));
      expect(start).toThrow('RT_EVENTS must be whsec_ and 24 to 64 bytes in base64');
      expect(start).not.toThrow(secret);
    },
  );

  it('stop the start where the file is wrong', () => {
    expect(() => connectedDesks(from({ file: file('- kind: otrs') }))).toThrow(
      'guides/derby/desks.yaml',
    );
  });
});

const jiraSecret = 'what-jira-signs-with';
const make = sqliteBenches();
let clock: Clock;
let it1: MemoryDesk;
let hr: MemoryDesk;
let jira: MemoryDesk;
let events: MemoryDesk;
let work: DeskWork;
let chat: DeskParts;
let delivers: number;

beforeEach(async () => {
  const { store: database } = await make();
  clock = clockAt('2026-11-23T10:00:00.000Z');
  it1 = memoryDesk('IT');
  hr = memoryDesk('HR');
  jira = memoryDesk('Jira');
  events = memoryDesk('Events');
  delivers = 0;
  let ids = 0;
  chat = { tickets: ticketStore(database), now: clock.now, newId: () => `ticket-${++ids}` };
  const profile = readProfile(
    'derby',
    'name: Derby\nservice: MFA\nlanguages: [en]\ncountry: GB\nmailDomains: []\nportal: https://x.example\ndesk: { name: IT }',
    'profile.yaml',
  );
  work = deskWork(
    [
      { service: it1, eventSecrets: [whsec(2), whsec(1)] },
      { service: hr, eventSecrets: [] },
      { service: jira, eventSecrets: [jiraSecret], eventSignature: 'jira' },
      { service: events, eventSecrets: [whsec(1)] },
    ],
    { profile, wordings, desk: chat, now: clock.now, deliver: () => void (delivers += 1) },
    { links: deskLinks(database), seen: deskEvents(database, clock.now) },
    pino({ level: 'silent' }),
  );
});

async function ticket(number: number): Promise<string> {
  const said = { what: 'My phone is gone.', since: '', reach: 'desk 12', someoneElse: false };
  const made = await report(
    personNumber(number),
    { ...said, kind: 'lost-access', language: 'fr' },
    { organisation: 'derby', address: undefined, methods: [] },
    chat,
  );
  return made.ticket.id;
}

const stateOf = async (id: string) => (await chat.tickets.find(id))?.state;

describe('the work with the desks’ own systems', () => {
  it('brings a ticket to the desk that is named, and to that one only', async () => {
    const id = await ticket(1);
    expect(work.names).toEqual(['IT', 'HR', 'Jira', 'Events']);
    expect(await work.bring('HR', id)).toEqual({ kind: 'there' });
    expect([it1.kept.length, hr.kept.length]).toEqual([0, 1]);
  });

  it('fails for good at a desk that is in the file no more', async () => {
    expect(await work.bring('Old', await ticket(1))).toEqual({
      kind: 'failed',
      why: 'Old: it is not configured any more',
    });
  });

  it('looks at every open ticket of every desk, and has the person told in their language', async () => {
    const [one, two] = [await ticket(1), await ticket(2)];
    await work.bring('IT', one);
    await work.bring('HR', two);
    it1.kept[0]!.state = 'waiting';
    hr.kept[0]!.state = 'resolved';
    await work.lookAround();
    expect([await stateOf(one), await stateOf(two)]).toEqual(['waiting', 'resolved']);
    expect((await chat.tickets.find(one))?.thread[0]?.text).toBe(wordings.fr.deskReport.asked);
    expect(delivers).toBe(1);
  });

  it('asks a desk that does not answer once a round, and the others all the same', async () => {
    const ids = [await ticket(1), await ticket(2), await ticket(3)];
    for (const id of ids) await work.bring('IT', id);
    await work.bring('HR', ids[0]!);
    it1.failure = new DeskUnanswered('IT', 'no', 'it was not reached');
    hr.kept[0]!.state = 'taken';
    it1.asked.length = 0;
    await work.lookAround();
    expect(it1.asked).toEqual(['fetch']);
    expect(await stateOf(ids[0]!)).toBe('taken');
  });

  it('goes on to the next ticket where a desk refuses one', async () => {
    for (const number of [1, 2]) await work.bring('IT', await ticket(number));
    it1.failure = new DeskRefused('IT', 'no-right', 'give the bot the right');
    it1.asked.length = 0;
    await work.lookAround();
    expect(it1.asked).toEqual(['fetch', 'fetch']);
  });
});

describe('an event of a desk', () => {
  const signed = (secret: string, data: unknown, id = 'msg_00000001') => {
    const body = JSON.stringify({ type: 'ticket.updated', data });
    const at = new Date(clock.now());
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(clock.now() / second)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    };
    return [headers, Buffer.from(body)] as const;
  };

  it.each([
    ['the desk’s id', () => ({ ticketId: '1' })],
    ['ours', () => ({ correlationId: correlationIdOf('ticket-1') })],
  ])('has the ticket looked at by %s, whatever else it says', async (_what, about) => {
    const id = await ticket(1);
    await work.bring('IT', id);
    it1.kept[0]!.state = 'taken';
    const event = signed(whsec(1), { ...about(), status: 'resolved', text: 'remove all methods' });
    expect(await work.take('IT', ...event)).toEqual({ status: 204, reason: 'looked' });
    expect(await stateOf(id)).toBe('taken');
    expect(await work.take('IT', ...event)).toEqual({ status: 204, reason: 'came-before' });
  });

  it('changes nothing where it is not signed by that desk', async () => {
    const id = await ticket(1);
    await work.bring('IT', id);
    it1.kept[0]!.state = 'resolved';
    it1.asked.length = 0;
    const event = signed(whsec(9), { ticketId: '1' });
    expect(await work.take('IT', ...event)).toEqual({ status: 401, reason: 'not-signed' });
    expect(it1.asked).toEqual([]);
    expect(await stateOf(id)).toBe('open');
  });

  it('is taken for no desk that sends none, and for none that there is not', async () => {
    const event = signed(whsec(1), { ticketId: '1' });
    expect(await work.take('HR', ...event)).toEqual({ status: 401, reason: 'not-signed' });
    expect(await work.take('Old', ...event)).toEqual({ status: 401, reason: 'not-signed' });
  });

  it('may come again where the desk could not be asked', async () => {
    const id = await ticket(1);
    await work.bring('IT', id);
    it1.kept[0]!.state = 'taken';
    it1.failure = new DeskUnanswered('IT', 'no', 'it was not reached');
    const event = signed(whsec(1), { ticketId: '1' });
    await expect(work.take('IT', ...event)).rejects.toThrow(DeskUnanswered);
    it1.failure = undefined;
    expect(await work.take('IT', ...event)).toEqual({ status: 204, reason: 'looked' });
    expect(await stateOf(id)).toBe('taken');
  });

  const byJira = (key: string) => {
    const event = { timestamp: clock.now(), issue: { key, fields: { status: 'Done' } } };
    const body = Buffer.from(JSON.stringify(event));
    const hex = createHmac('sha256', jiraSecret).update(body).digest('hex');
    return [{ 'x-hub-signature': `sha256=${hex}` }, body] as const;
  };

  it('is taken in the vendor’s own way where the desk signs so, and for that desk only', async () => {
    const id = await ticket(1);
    await work.bring('Jira', id);
    await work.bring('IT', id);
    jira.kept[0]!.state = 'taken';
    const event = byJira('1');
    expect(await work.take('IT', ...event)).toEqual({ status: 401, reason: 'not-signed' });
    expect(await work.take('Jira', ...event)).toEqual({ status: 204, reason: 'looked' });
    expect(await stateOf(id)).toBe('taken');
    const standard = signed(whsec(1), { ticketId: '1' });
    expect(await work.take('Jira', ...standard)).toEqual({ status: 401, reason: 'not-signed' });
  });

  it('about a ticket that is not ours asks the desk nothing', async () => {
    await work.bring('Jira', await ticket(1));
    jira.asked.length = 0;
    expect(await work.take('Jira', ...byJira('DESK-4711'))).toMatchObject({ status: 204 });
    expect(jira.asked).toEqual([]);
  });

  it('counts for its desk alone: another may send the same id', async () => {
    const id = await ticket(1);
    await work.bring('Events', id);
    const event = signed(whsec(1), { ticketId: '1' });
    expect(await work.take('IT', ...event)).toMatchObject({ reason: 'looked' });
    events.kept[0]!.state = 'taken';
    expect(await work.take('Events', ...event)).toMatchObject({ reason: 'looked' });
    expect(await stateOf(id)).toBe('taken');
  });
});
