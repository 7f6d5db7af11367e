import { deskNote } from '../../src/escalation/desks/deskReport';
import { wordings } from '../../src/wording/wordings';
import { outbox } from '../../src/connections/storage/outbox';
import { ticketStore } from '../../src/connections/storage/tickets/tickets';
import { happen, report, type Background, type DeskParts } from '../../src/escalation/desk';
import { isUrgent, longestText, type Report, type Ticket } from '../../src/escalation/ticket';
import { type TicketEvent } from '../../src/escalation/ticketEvents';
import { clockAt, minute, type Clock } from '../support/clock';
import { sqliteBenches } from '../support/databases';
import { alex, inAnotherTenant, megan } from '../support/samples';

const lynne = { id: 'agent-1', name: 'Lynne Robbins' };
const patti = { id: 'agent-2', name: 'Patti Fernandez' };
const take: TicketEvent = { kind: 'take', agent: lynne };
const ask: TicketEvent = { kind: 'ask', agent: lynne, text: 'Which phone?' };
const resolve: TicketEvent = { kind: 'resolve', agent: lynne, text: 'A new pass is ready.' };
const word: TicketEvent = { kind: 'add-word', name: alex.name, text: 'The black one.' };
const reopen: TicketEvent = { kind: 'reopen', by: 'person', name: alex.name, text: '' };

const said: Report = {
  kind: 'lost-access',
  what: 'My phone fell into the lake.',
  since: 'yesterday',
  reach: 'desk 12',
  someoneElse: false,
  language: 'en',
};
const background: Background = {
  organisation: 'derby',
  address: 'a•••@contoso.com',
  methods: ['Mobile phone: +44 •••• ••56'],
};

const make = sqliteBenches();
let clock: Clock;
let desk: DeskParts;
/** Who is told since it was last asked, as `kind ticket version`. */
let told: () => Promise<string[]>;

beforeEach(async () => {
  const { store: database } = await make();
  clock = clockAt('2026-03-02T10:00:00.000Z');
  let ids = 0;
  desk = { tickets: ticketStore(database), now: clock.now, newId: () => `ticket-${++ids}` };
  const box = outbox(database, { now: clock.now, random: () => 0, onFault: () => undefined });
  told = async () => {
    const found: string[] = [];
    const keep = ({ kind, subject, version }: { kind: string; subject: string; version: number }) =>
      Promise.resolve(void found.push(`${kind} ${subject} ${version}`));
    while ((await box.drain(keep)) > 0);
    return found.sort();
  };
});

async function after(...events: TicketEvent[]): Promise<Ticket> {
  let { ticket } = await report(alex, said, background, desk);
  for (const event of events) {
    const next = await happen(ticket.id, event, desk);
    if (typeof next !== 'object') throw new Error(`refused: ${next}`);
    ticket = next;
  }
  return ticket;
}

describe('a report', () => {
  it('becomes a ticket of the person who sent it, with what they said and what is known', async () => {
    const { ticket, joined } = await report(alex, said, background, desk);
    expect(joined).toBe(false);
    expect(ticket).toEqual({
      ...said,
      ...background,
      id: 'ticket-1',
      number: 'MFA-1001',
      tenantId: alex.tenantId,
      personId: alex.id,
      personName: alex.name,
      provenBy: 'teams-session',
      state: 'open',
      assignee: undefined,
      thread: [],
      createdAt: clock.now(),
      updatedAt: clock.now(),
      version: 1,
    });
    expect(await desk.tickets.find('ticket-1')).toEqual(ticket);
  });

  it('reaches the desk', async () => {
    await report(alex, said, background, desk);
    expect(await told()).toEqual(['desk ticket-1 1']);
  });

  it('is cut to what a desk reads, without the space around it', async () => {
    const long = `  ${'x'.repeat(longestText + 1)}  `;
    const all = { ...said, what: long, since: long, reach: long };
    const { ticket } = await report(alex, all, background, desk);
    const cut = 'x'.repeat(longestText);
    expect(ticket).toMatchObject({ what: cut, since: cut, reach: cut });
  });

  it('cannot say whose it is, what was proven, or how it stands', async () => {
    const forged = {
      ...said,
      personId: megan.id,
      personName: megan.name,
      tenantId: 'elsewhere',
      state: 'resolved',
      provenBy: 'passport',
      id: 'x',
      version: 99,
      assignee: lynne,
    };
    const { ticket } = await report(alex, forged, background, desk);
    expect(ticket).toMatchObject({
      personId: alex.id,
      personName: alex.name,
      tenantId: alex.tenantId,
      state: 'open',
      provenBy: 'teams-session',
      id: 'ticket-1',
      version: 1,
    });
    expect(ticket.assignee).toBeUndefined();
  });
});

describe('a second report of the same kind', () => {
  const more: Report = { ...said, what: 'And my laptop.', since: 'today', reach: 'by phone' };

  it('joins the open ticket as another word, and the desk is told again', async () => {
    await report(alex, said, background, desk);
    await told();
    clock.pass(minute);
    const { ticket, joined } = await report(alex, more, background, desk);
    expect(joined).toBe(true);
    expect(ticket).toMatchObject({ id: 'ticket-1', what: said.what, version: 2 });
    expect(ticket.updatedAt).toBe(clock.now());
    expect(ticket.thread).toEqual([
      {
        at: clock.now(),
        by: 'person',
        name: alex.name,
        text: 'And my laptop. · today · by phone',
      },
    ]);
    expect(await told()).toEqual(['desk ticket-1 2']);
  });

  it.each<[string, TicketEvent[], Ticket['state']]>([
    ['nobody has', [], 'open'],
    ['an agent works on', [take], 'taken'],
    [
      'waits for the person, and brings it back to the agent as any word does',
      [take, ask],
      'taken',
    ],
  ])('joins a ticket that %s', async (_what, events, state) => {
    await after(...events);
    const { ticket, joined } = await report(alex, more, background, desk);
    expect(joined).toBe(true);
    expect(ticket.state).toBe(state);
  });

  it('leaves the agent who has it', async () => {
    await after(take);
    expect((await report(alex, more, background, desk)).ticket.assignee).toEqual(lynne);
  });

  it('makes a ticket urgent, and never less urgent again', async () => {
    await report(alex, said, background, desk);
    const worse = await report(alex, { ...more, someoneElse: true }, background, desk);
    expect(isUrgent(worse.ticket)).toBe(true);
    const calmer = await report(alex, { ...more, someoneElse: false }, background, desk);
    expect(isUrgent(calmer.ticket)).toBe(true);
  });

  it('that makes it urgent says so to the desk’s own system as well, which has the ticket already', async () => {
    const noteOf = ({ ticket }: { ticket: Ticket }) =>
      deskNote(ticket, ticket.thread.at(-1)!, ticket.thread.length - 1, wordings.en.deskReport)
        .text;
    await report(alex, said, background, desk);
    expect(noteOf(await report(alex, more, background, desk))).not.toContain('URGENT');
    const worse = await report(alex, { ...more, someoneElse: true }, background, desk);
    expect(noteOf(worse)).toContain('URGENT: Somebody else may have the phone or know a code.');
    const again = await report(alex, { ...more, someoneElse: true }, background, desk);
    expect(noteOf(again)).not.toContain('URGENT');
  });

  it('is cut to what a desk reads, like any word', async () => {
    const long = 'x'.repeat(longestText + 1);
    await report(alex, said, background, desk);
    const all = { ...said, what: long, since: long, reach: long };
    const { ticket } = await report(alex, all, background, desk);
    expect(ticket.thread.at(-1)?.text.length).toBeLessThanOrEqual(longestText);
  });

  it('opens a new ticket once the first one is resolved', async () => {
    await after(take, resolve);
    const { ticket, joined } = await report(alex, more, background, desk);
    expect(joined).toBe(false);
    expect(ticket).toMatchObject({ number: 'MFA-1002', state: 'open', what: more.what });
  });

  it('joins a ticket that was reopened', async () => {
    await after(take, resolve, reopen);
    expect(await report(alex, more, background, desk)).toMatchObject({ joined: true });
  });

  it.each([
    ['another kind', alex, { kind: 'suspicious-prompt' as const }],
    ['another person', megan, {}],
    ['the same id in another tenant', inAnotherTenant(alex), {}],
  ])('but of %s is a ticket of its own', async (_what, person, change) => {
    await report(alex, said, background, desk);
    const { ticket, joined } = await report(person, { ...said, ...change }, background, desk);
    expect(joined).toBe(false);
    expect(ticket.number).toBe('MFA-1002');
  });

  it('sent 20 times at the same moment makes one ticket in which every word stands', async () => {
    const words = Array.from({ length: 20 }, (_, i) => `word ${String(i).padStart(2, '0')}`);
    const answers = await Promise.all(
      words.map((what) => report(alex, { ...said, what, since: '', reach: '' }, background, desk)),
    );
    expect(answers.filter((a) => !a.joined)).toHaveLength(1);
    const [ticket, ...others] = await desk.tickets.of(alex);
    expect(others).toEqual([]);
    expect([ticket?.what, ...(ticket?.thread ?? []).map((e) => e.text)].sort()).toEqual(words);
  });
});

describe('who is told', () => {
  it.each<[string, TicketEvent[], TicketEvent, string[]]>([
    ['taken', [], take, ['desk', 'person']],
    ['asked about', [take], ask, ['desk', 'line', 'person']],
    ['resolved', [take], resolve, ['desk', 'line', 'person']],
    ['answered', [take, ask], word, ['desk', 'person']],
    ['reopened', [take, resolve], reopen, ['desk', 'person']],
  ])('when a ticket is %s', async (_what, before, event, kinds) => {
    const { id, version } = await after(...before);
    await told();
    await happen(id, event, desk);
    expect(await told()).toEqual(kinds.map((kind) => `${kind} ${id} ${version + 1}`));
  });

  it('when changes are allowed again is the person too, once, and in one step with the ticket', async () => {
    const { ticket } = await report(alex, said, { ...background, freeze: 'on' }, desk);
    await happen(ticket.id, take, desk);
    await told();
    const lift: TicketEvent = { kind: 'lift-freeze', agent: lynne };
    const newId = () => {
      throw new Error('the line of the record cannot be made');
    };
    await expect(happen(ticket.id, lift, { ...desk, newId })).rejects.toThrow();
    expect(await told()).toEqual([]);
    expect(await desk.tickets.find(ticket.id)).toMatchObject({ freeze: 'on', version: 2 });
    await happen(ticket.id, lift, desk);
    await happen(ticket.id, lift, desk);
    expect(await told()).toEqual(['desk', 'lifted', 'person'].map((k) => `${k} ticket-1 3`));
  });

  it('is nobody where nothing was stopped', async () => {
    const { id } = await after(take);
    await told();
    await happen(id, { kind: 'lift-freeze', agent: lynne }, desk);
    expect(await told()).toEqual([]);
  });

  it.each<[string, TicketEvent[], TicketEvent, unknown]>([
    ['refused', [take], { ...ask, agent: patti }, 'ticket-taken-by-another'],
    ['refused for want of a text', [take], { ...ask, text: ' ' }, 'ticket-text-missing'],
    ['refused because it is resolved', [take, resolve], word, 'ticket-resolved'],
    ['without effect', [take], take, expect.objectContaining({ version: 2 })],
  ])('is nobody when an event is %s', async (_what, before, event, answer) => {
    const ticket = await after(...before);
    await told();
    expect(await happen(ticket.id, event, desk)).toEqual(answer);
    expect(await told()).toEqual([]);
    expect(await desk.tickets.find(ticket.id)).toEqual(ticket);
  });

  it('is nobody when there is no such ticket', async () => {
    await after();
    await told();
    expect(await happen('ticket-9', take, desk)).toBeUndefined();
    expect(await told()).toEqual([]);
  });
});

describe('the desk', () => {
  it('has a ticket from the report to its end in one thread', async () => {
    const ticket = await after(take, ask, word, resolve, reopen, resolve);
    expect(ticket).toMatchObject({ state: 'resolved', version: 7, assignee: lynne });
    expect(ticket.thread.map((e) => `${e.by}: ${e.text}`)).toEqual([
      'desk: Which phone?',
      'person: The black one.',
      'desk: A new pass is ready.',
      'desk: A new pass is ready.',
    ]);
  });

  it('lets one of two agents take a ticket who press at the same moment', async () => {
    const { id } = await after();
    const answers = await Promise.all(
      [lynne, patti].map((agent) => happen(id, { kind: 'take', agent }, desk)),
    );
    expect(answers.filter((a) => a === 'ticket-taken-by-another')).toHaveLength(1);
  });

  it('stands by one open ticket of a kind when an old one is reopened beside a newer', async () => {
    const old = await after(take, resolve);
    await report(alex, said, background, desk);
    await expect(happen(old.id, reopen, desk)).resolves.toBeDefined();
    expect(await desk.tickets.unresolved(alex.tenantId)).toHaveLength(1);
  });
});
