import {
  isUrgent,
  longestText,
  ticketKinds,
  ticketStates,
  type Ticket,
  type TicketState,
} from '../../src/escalation/ticket';
import {
  after,
  lineOf,
  ticketRefusals,
  type TicketEvent,
  type TicketRefusal,
} from '../../src/escalation/ticketEvents';
import { alex, draftTicket } from '../support/samples';

const lynne = { id: 'agent-1', name: 'Lynne Robbins' };
const patti = { id: 'agent-2', name: 'Patti Fernandez' };
const own = { id: alex.id, name: alex.name };
const later = 5_000;

/** A ticket in a state; whoever works on it, or has, is Lynne. */
function ticketIn(state: TicketState): Ticket {
  const assignee = state === 'open' ? undefined : lynne;
  return {
    ...draftTicket(alex, { state, assignee, version: 4, queue: 'desk' }),
    number: 'MFA-1001',
    thread: [{ at: 2_000, by: 'person', name: alex.name, text: 'It is urgent.' }],
  };
}

const events = {
  'Lynne takes it': { kind: 'take', agent: lynne },
  'Patti takes it': { kind: 'take', agent: patti },
  'Lynne asks': { kind: 'ask', agent: lynne, text: 'Which phone?' },
  'Patti asks': { kind: 'ask', agent: patti, text: 'Which phone?' },
  'Lynne asks nothing': { kind: 'ask', agent: lynne, text: ' \n ' },
  'Lynne resolves it': { kind: 'resolve', agent: lynne, text: 'A new pass is ready.' },
  'Patti resolves it': { kind: 'resolve', agent: patti, text: 'A new pass is ready.' },
  'Lynne resolves it without a word': { kind: 'resolve', agent: lynne, text: '' },
  'Lynne resolves it with an outcome': {
    kind: 'resolve',
    agent: lynne,
    resolution: 'new-method',
    text: '',
  },
  'Lynne resolves it with another outcome, without a word': {
    kind: 'resolve',
    agent: lynne,
    resolution: 'other',
    text: ' ',
  },
  'Lynne hands it over': { kind: 'hand-over', agent: lynne, queue: 'security', note: 'Theirs.' },
  'Patti hands it over': { kind: 'hand-over', agent: patti, queue: 'security', note: '' },
  'Lynne hands it over to where it is': {
    kind: 'hand-over',
    agent: lynne,
    queue: 'desk',
    note: '',
  },
  'its person takes it': { kind: 'take', agent: own },
  'its person reopens it as an agent': {
    kind: 'reopen',
    by: 'desk',
    name: own.name,
    agent: own,
    text: '',
  },
  'the person reopens it': { kind: 'reopen', by: 'person', name: alex.name, text: 'Not yet.' },
  'the desk reopens it': { kind: 'reopen', by: 'desk', name: patti.name, text: '' },
  'the person adds a word': { kind: 'add-word', name: alex.name, text: 'The black one.' },
  'the person adds nothing': { kind: 'add-word', name: alex.name, text: '  ' },
} satisfies Record<string, TicketEvent>;

type EventName = keyof typeof events;
type Result = TicketState | TicketRefusal | 'as it was';

/** Read across: what happens in each of the four states. */
const table: Record<EventName, Record<TicketState, Result>> = {
  'Lynne takes it': {
    open: 'taken',
    taken: 'as it was',
    waiting: 'as it was',
    resolved: 'ticket-resolved',
  },
  'Patti takes it': {
    open: 'taken',
    taken: 'ticket-taken-by-another',
    waiting: 'ticket-taken-by-another',
    resolved: 'ticket-resolved',
  },
  'Lynne asks': {
    open: 'ticket-take-first',
    taken: 'waiting',
    waiting: 'waiting',
    resolved: 'ticket-resolved',
  },
  'Patti asks': {
    open: 'ticket-take-first',
    taken: 'ticket-taken-by-another',
    waiting: 'ticket-taken-by-another',
    resolved: 'ticket-resolved',
  },
  'Lynne asks nothing': {
    open: 'ticket-take-first',
    taken: 'ticket-text-missing',
    waiting: 'ticket-text-missing',
    resolved: 'ticket-resolved',
  },
  'Lynne resolves it': {
    open: 'ticket-take-first',
    taken: 'resolved',
    waiting: 'resolved',
    resolved: 'ticket-resolved',
  },
  'Patti resolves it': {
    open: 'ticket-take-first',
    taken: 'ticket-taken-by-another',
    waiting: 'ticket-taken-by-another',
    resolved: 'ticket-resolved',
  },
  'Lynne resolves it without a word': {
    open: 'ticket-take-first',
    taken: 'ticket-text-missing',
    waiting: 'ticket-text-missing',
    resolved: 'ticket-resolved',
  },
  'Lynne resolves it with an outcome': {
    open: 'ticket-take-first',
    taken: 'resolved',
    waiting: 'resolved',
    resolved: 'ticket-resolved',
  },
  'Lynne resolves it with another outcome, without a word': {
    open: 'ticket-take-first',
    taken: 'ticket-text-missing',
    waiting: 'ticket-text-missing',
    resolved: 'ticket-resolved',
  },
  'Lynne hands it over': {
    open: 'open',
    taken: 'open',
    waiting: 'open',
    resolved: 'ticket-resolved',
  },
  'Patti hands it over': {
    open: 'open',
    taken: 'ticket-taken-by-another',
    waiting: 'ticket-taken-by-another',
    resolved: 'ticket-resolved',
  },
  'Lynne hands it over to where it is': {
    open: 'ticket-same-queue',
    taken: 'ticket-same-queue',
    waiting: 'ticket-same-queue',
    resolved: 'ticket-resolved',
  },
  'its person takes it': {
    open: 'ticket-own',
    taken: 'ticket-own',
    waiting: 'ticket-own',
    resolved: 'ticket-own',
  },
  'its person reopens it as an agent': {
    open: 'ticket-own',
    taken: 'ticket-own',
    waiting: 'ticket-own',
    resolved: 'ticket-own',
  },
  'the person reopens it': {
    open: 'ticket-not-resolved',
    taken: 'ticket-not-resolved',
    waiting: 'ticket-not-resolved',
    resolved: 'taken',
  },
  'the desk reopens it': {
    open: 'ticket-not-resolved',
    taken: 'ticket-not-resolved',
    waiting: 'ticket-not-resolved',
    resolved: 'taken',
  },
  'the person adds a word': {
    open: 'open',
    taken: 'taken',
    waiting: 'taken',
    resolved: 'ticket-resolved',
  },
  'the person adds nothing': {
    open: 'ticket-text-missing',
    taken: 'ticket-text-missing',
    waiting: 'ticket-text-missing',
    resolved: 'ticket-resolved',
  },
};

const rows = (Object.keys(events) as EventName[]).flatMap((event) =>
  ticketStates.map((state) => [state, event, table[event][state]] as const),
);
const isState = (result: Result): result is TicketState =>
  (ticketStates as readonly string[]).includes(result);

describe('a ticket that is', () => {
  it.each(rows)('%s, when %s: %s', (state, event, result) => {
    const ticket = ticketIn(state);
    const next = after(ticket, events[event], later);
    if (result === 'as it was') expect(next).toBe(ticket);
    else if (isState(result)) expect(next).toMatchObject({ state: result });
    else expect(next).toBe(result);
  });

  it.each(rows.filter(([, , result]) => isState(result)))(
    '%s, when %s, is one version on, keeps what it was and is not changed itself (%s)',
    (state, event) => {
      const ticket = ticketIn(state);
      const next = after(ticket, events[event], later) as Ticket;
      expect(ticket).toEqual(ticketIn(state));
      expect(next).toMatchObject({ version: 5, updatedAt: later, createdAt: ticket.createdAt });
      expect(next.thread.slice(0, 1)).toEqual(ticket.thread);
      const changed = ['state', 'thread', 'assignee', 'version', 'updatedAt'];
      const more = { 'hand-over': ['queue', 'handedOver', 'waitsAnew'], resolve: ['resolution'] };
      const { kind } = events[event];
      const may = [...changed, ...(kind in more ? more[kind as keyof typeof more] : [])];
      const kept = Object.entries(next).filter(([key]) => !may.includes(key));
      expect(ticket).toMatchObject(Object.fromEntries(kept));
    },
  );

  // Whether another ticket is open only the store knows: its contract says so. What depends on more than the state is below.
  const elsewhere = [
    'ticket-another-open',
    'ticket-too-old',
    'ticket-desk-ends',
    'ticket-nobody-to-ask',
  ];
  const own = ticketRefusals.filter((r) => !elsewhere.includes(r));
  it.each(own)('not ready for an event says so: %s', (refusal) => {
    expect(rows.map(([, , result]) => result)).toContain(refusal);
  });
});

describe('the agent of a ticket', () => {
  it('is who took it', () => {
    expect(after(ticketIn('open'), events['Patti takes it'], later)).toMatchObject({
      assignee: patti,
    });
  });

  it.each([
    ['taken', 'Lynne asks'],
    ['taken', 'Lynne resolves it'],
    ['waiting', 'the person adds a word'],
    ['resolved', 'the person reopens it'],
    ['resolved', 'the desk reopens it'],
  ] as const)('stays: %s, %s', (state, event) => {
    expect(after(ticketIn(state), events[event], later)).toMatchObject({ assignee: lynne });
  });

  it('is who has the id, whatever the name says', () => {
    const impostor = { id: patti.id, name: lynne.name };
    const ask: TicketEvent = { kind: 'ask', agent: impostor, text: 'Your code, please?' };
    expect(after(ticketIn('taken'), ask, later)).toBe('ticket-taken-by-another');
  });

  it('is nobody when a ticket that nobody had is reopened', () => {
    const ticket: Ticket = { ...ticketIn('resolved'), assignee: undefined };
    expect(after(ticket, events['the person reopens it'], later)).toMatchObject({
      state: 'open',
      assignee: undefined,
    });
  });
});

describe('a ticket that is handed over', () => {
  it('waits in the other queue for anybody, and says where it came from', () => {
    expect(after(ticketIn('waiting'), events['Lynne hands it over'], later)).toMatchObject({
      state: 'open',
      assignee: undefined,
      queue: 'security',
      handedOver: { at: later, name: lynne.name, note: 'Theirs.' },
    });
  });

  it('keeps the note from the person: the conversation is theirs too', () => {
    const { thread } = after(ticketIn('taken'), events['Lynne hands it over'], later) as Ticket;
    expect(thread).toEqual(ticketIn('taken').thread);
  });
});

describe('an outcome', () => {
  const resolved = () =>
    after(ticketIn('taken'), events['Lynne resolves it with an outcome'], later) as Ticket;

  it('stands on the ticket, without a word where it says enough', () => {
    expect(resolved()).toMatchObject({ state: 'resolved', resolution: 'new-method' });
    expect(resolved().thread).toHaveLength(1);
  });

  it('is gone once the ticket is reopened', () => {
    const again = after(resolved(), events['the person reopens it'], later) as Ticket;
    expect(again.resolution).toBeUndefined();
  });
});

describe('what is said', () => {
  it.each([
    ['taken', 'Lynne asks', 'desk', lynne.name, 'Which phone?'],
    ['taken', 'Lynne resolves it', 'desk', lynne.name, 'A new pass is ready.'],
    ['waiting', 'the person adds a word', 'person', alex.name, 'The black one.'],
    ['resolved', 'the person reopens it', 'person', alex.name, 'Not yet.'],
  ] as const)('is kept as it was said: %s, %s', (state, event, by, name, text) => {
    const { thread } = after(ticketIn(state), events[event], later) as Ticket;
    expect(thread.at(-1)).toEqual({ at: later, by, name, text });
    expect(thread).toHaveLength(2);
  });

  it('by a reopening without a word is nothing', () => {
    const { thread } = after(ticketIn('resolved'), events['the desk reopens it'], later) as Ticket;
    expect(thread).toHaveLength(1);
  });

  it.each(['ask', 'resolve', 'add-word', 'reopen'] as const)(
    'is cut to what a desk reads, without the space around it: %s',
    (kind) => {
      const text = `  ${'x'.repeat(longestText)}${'y'.repeat(longestText)}  `;
      const event: TicketEvent =
        kind === 'add-word'
          ? { kind, name: alex.name, text }
          : kind === 'reopen'
            ? { kind, by: 'person', name: alex.name, text }
            : { kind, agent: lynne, text };
      const { thread } = after(
        ticketIn(kind === 'reopen' ? 'resolved' : 'taken'),
        event,
        later,
      ) as Ticket;
      expect(thread.at(-1)?.text).toBe('x'.repeat(longestText));
    },
  );
});

describe('a ticket', () => {
  it.each([
    ['lost-access', false, false],
    ['help', false, false],
    ['suspicious-prompt', false, true],
    ['lost-access', true, true],
    ['help', true, true],
    ['suspicious-prompt', true, true],
  ] as const)(
    'of kind %s, somebody else having the phone %s, is urgent: %s',
    (kind, someoneElse, urgent) => {
      expect(ticketKinds).toContain(kind);
      expect(isUrgent({ kind, someoneElse })).toBe(urgent);
    },
  );

  it.each([
    ['Lynne takes it', undefined],
    ['Lynne asks', 'line'],
    ['Lynne resolves it', 'line'],
    ['the person reopens it', undefined],
    ['the desk reopens it', undefined],
    ['the person adds a word', undefined],
  ] as const)('says so in a line of its own when %s: %s', (event, line) => {
    expect(lineOf(events[event])).toBe(line);
  });

  it('says in a line of its own that changes are allowed again', () => {
    expect(lineOf({ kind: 'lift-freeze', agent: lynne })).toBe('lifted');
  });
});
