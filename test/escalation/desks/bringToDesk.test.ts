import { deskLinks } from '../../../src/connections/storage/deskLinks';
import { ticketStore } from '../../../src/connections/storage/tickets/tickets';
import { bringToDesk, wayMs, type BringParts } from '../../../src/escalation/desks/bringToDesk';
import { happen, report, type DeskParts } from '../../../src/escalation/desk';
import { lookAtDesk } from '../../../src/escalation/desks/lookAtDesk';
import {
  DeskRefused,
  DeskUnanswered,
  type DeskState,
} from '../../../src/escalation/desks/serviceDesk';
import type { TicketEvent } from '../../../src/escalation/ticketEvents';
import { wordings } from '../../../src/wording/wordings';
import { clockAt, minute, second, type Clock } from '../../support/clock';
import { sqliteBenches } from '../../support/databases';
import { memoryDesk, type MemoryDesk } from '../../support/desks/memoryDesk';
import { alex } from '../../support/samples';

const lynne = { id: 'agent-1', name: 'Lynne Robbins' };
const take: TicketEvent = { kind: 'take', agent: lynne };
const ask: TicketEvent = { kind: 'ask', agent: lynne, text: 'Which phone?' };
const resolve: TicketEvent = { kind: 'resolve', agent: lynne, text: 'Come to desk 3.' };
const reopen: TicketEvent = { kind: 'reopen', by: 'person', name: alex.name, text: '' };
const word = (text: string): TicketEvent => ({ kind: 'add-word', name: alex.name, text });

const make = sqliteBenches();
let clock: Clock;
let parts: BringParts;
let chat: DeskParts;
let desk: MemoryDesk;
let id: string;

beforeEach(async () => {
  const { store: database } = await make();
  clock = clockAt('2026-11-23T10:00:00.000Z');
  const tickets = ticketStore(database);
  let ids = 0;
  chat = { tickets, now: clock.now, newId: () => `ticket-${++ids}` };
  parts = {
    links: deskLinks(database),
    find: (ticketId) => tickets.find(ticketId),
    say: wordings.en.deskReport,
    now: clock.now,
  };
  desk = memoryDesk();
  const { ticket } = await report(
    alex,
    {
      kind: 'lost-access',
      what: 'My phone fell into the lake.',
      since: 'yesterday',
      reach: 'desk 12',
      someoneElse: false,
      language: 'en',
    },
    { organisation: 'derby', address: undefined, methods: [] },
    chat,
  );
  id = ticket.id;
});

const bring = () => bringToDesk(desk, id, parts);
const look = () =>
  lookAtDesk(desk, id, {
    links: parts.links,
    desk: chat,
    words: () => ({ asked: 'The desk asks.', resolved: 'The desk has solved it.' }),
  });
const inTheChat = async (...events: TicketEvent[]) => {
  for (const event of events) expect(await happen(id, event, chat)).toHaveProperty('version');
};
const atTheDesk = (state: DeskState) => {
  desk.kept[0]!.state = state;
};
const ours = async () => (await chat.tickets.find(id))!;
const notes = () => desk.kept[0]?.notes.map((n) => n.split('\n').slice(0, 2).join(' ')) ?? [];

describe('a ticket on its way to a desk', () => {
  it('is made there once, with every word since, each once and in its order', async () => {
    await inTheChat(word('first'), word('second'));
    expect(await bring()).toEqual({ kind: 'there' });
    await inTheChat(word('third'));
    expect(await bring()).toEqual({ kind: 'there' });
    expect(await bring()).toEqual({ kind: 'there' });
    expect(desk.kept).toHaveLength(1);
    const said = ['first', 'second', 'third'].map((w) => `Alex Wilber in the chat: ${w}`);
    expect(notes()).toEqual(said);
  });

  it('is closed there when it is resolved in the chat, and said to be open again when it is', async () => {
    await inTheChat(take, resolve);
    await bring();
    expect(desk.kept[0]?.state).toBe('resolved');
    await inTheChat(reopen);
    await bring();
    await bring();
    expect(notes()).toEqual([
      'Lynne Robbins in the chat: Come to desk 3.',
      'Resolved by the service desk in the chat. ',
      'Opened again in the chat: it is not solved. Please open it here too. ',
    ]);
  });

  it('says at a desk that closes its tickets itself that it is resolved, and how, once', async () => {
    desk = { ...desk, close: undefined };
    await inTheChat(take, { ...resolve, resolution: 'new-method' });
    await bring();
    await bring();
    expect(desk.kept[0]?.state).toBe('open');
    expect(notes()).toEqual([
      'Lynne Robbins in the chat: Come to desk 3.',
      'Resolved by the service desk in the chat. Outcome: A new sign-in method is set up',
    ]);
  });

  it.each([
    ['does not answer', new DeskUnanswered('IT', 'no', 'it was not reached'), 30 * second],
    ['is busy', new DeskUnanswered('IT', 'no', 'it is busy (429)', 7 * minute), 7 * minute],
  ])('comes later where the desk %s, and says when', async (_what, failure, wait) => {
    desk.failure = failure;
    expect(await bring()).toEqual({
      kind: 'later',
      why: failure.message,
      at: clock.now() + wait,
    });
    desk.failure = undefined;
    expect(await bring()).toEqual({ kind: 'there' });
  });

  it.each([
    ['when the ticket is made', 0],
    ['when a word is told', 1],
  ])('fails for good where the desk refuses %s', async (_what, words) => {
    if (words > 0) await bring();
    await inTheChat(word('one more'));
    desk.failure = new DeskRefused('IT', 'no-right', 'give the bot the right');
    expect(await bring()).toEqual({ kind: 'failed', why: 'IT: give the bot the right' });
  });

  it('waits as long as a busy desk says with what is told later, too', async () => {
    await bring();
    await inTheChat(word('one more'));
    desk.failure = new DeskUnanswered('IT', 'no', 'it is busy (429)', minute);
    expect(await bring()).toMatchObject({ kind: 'later', at: clock.now() + minute });
  });

  it('is looked for, not made again, where the answer was lost', async () => {
    desk.losesAnswer = true;
    expect(await bring()).toMatchObject({ kind: 'later', at: clock.now() + minute });
    expect(await bring()).toEqual({ kind: 'there' });
    expect(desk.kept).toHaveLength(1);
  });

  it('is handed to a person where nobody can tell whether it is there', async () => {
    desk = memoryDesk('Mail', { by: 'neither', afterMs: minute });
    for (const expected of ['later', 'failed', 'failed']) {
      desk.losesAnswer = true;
      expect(await bring()).toMatchObject({ kind: expected });
      clock.pass(minute);
    }
    expect(desk.kept).toHaveLength(2);
  });

  it('waits while another worker has the way, and goes on when that one died', async () => {
    const claim = await parts.links.claim(id, 'IT', clock.now(), wayMs);
    expect(claim).toBeDefined();
    expect(await bring()).toEqual({ kind: 'later', why: 'IT: another worker is at it' });
    expect(desk.asked).toEqual([]);
    clock.pass(wayMs);
    expect(await bring()).toEqual({ kind: 'there' });
  });

  it('is read while nobody else has the way: an older reading does not open what was closed meanwhile', async () => {
    const before = await ours();
    const slow = bringToDesk(desk, id, {
      ...parts,
      links: {
        ...parts.links,
        claim: async (...way) => {
          await inTheChat(take, resolve);
          await bring();
          return parts.links.claim(...way);
        },
      },
    });
    expect(await slow).toEqual({ kind: 'there' });
    expect(before.state).toBe('open');
    expect(desk.kept[0]?.state).toBe('resolved');
    expect(await parts.links.open('IT', 10)).toEqual([]);
  });

  it('fails for good where there is no such ticket', async () => {
    expect(await bringToDesk(desk, 'ticket-9', parts)).toMatchObject({ kind: 'failed' });
    expect(desk.kept).toEqual([]);
  });

  it('lets a fault through, and lets go of the way', async () => {
    desk.failure = new TypeError('a fault of ours');
    await expect(bring()).rejects.toThrow('a fault of ours');
    desk.failure = undefined;
    expect(await bring()).toEqual({ kind: 'there' });
  });
});

describe('a look at the desk', () => {
  it.each([
    ['taken', 'taken', []],
    ['waiting', 'waiting', ['The desk asks.']],
    ['resolved', 'resolved', ['The desk has solved it.']],
    ['unknown', 'open', []],
  ] as const)('lets ours follow: %s', async (theirs, state, said) => {
    await bring();
    atTheDesk(theirs);
    await look();
    await look();
    const ticket = await ours();
    expect(ticket.state).toBe(state);
    expect(ticket.thread.map((e) => e.text)).toEqual(said);
  });

  it('is not told back to the desk', async () => {
    await bring();
    atTheDesk('waiting');
    await look();
    await bring();
    expect(notes()).toEqual([]);
  });

  it('loses no word that the person says at the same moment', async () => {
    await bring();
    atTheDesk('waiting');
    const { tickets } = chat;
    let spoken = false;
    const meanwhile: DeskParts = {
      ...chat,
      tickets: {
        ...tickets,
        change: async (...change) => {
          if (!spoken) {
            spoken = true;
            await inTheChat(word('I found it!'));
          }
          return tickets.change(...change);
        },
      },
    };
    await lookAtDesk(desk, id, {
      links: parts.links,
      desk: meanwhile,
      words: () => ({ asked: 'The desk asks.', resolved: 'x' }),
    });
    await bring();
    expect(notes()).toContain('Alex Wilber in the chat: I found it!');
  });

  it('does not take our own closing for the desk’s: what is opened again stays open', async () => {
    await inTheChat(take, resolve);
    await bring();
    await inTheChat(reopen);
    await bring();
    await look();
    expect((await ours()).state).toBe('taken');
  });

  it('opens ours again where the desk does', async () => {
    await bring();
    atTheDesk('resolved');
    await look();
    atTheDesk('taken');
    await look();
    expect((await ours()).state).toBe('taken');
  });

  it('does nothing where the ticket is not at the desk, is gone there, or somebody else is at it', async () => {
    await look();
    expect(desk.asked).toEqual([]);
    await bring();
    const claim = (await parts.links.claim(id, 'IT', clock.now(), wayMs))!;
    const asked = desk.asked.length;
    atTheDesk('resolved');
    await look();
    expect(desk.asked).toHaveLength(asked);
    await parts.links.release(claim, clock.now());
    desk.fetch = () => Promise.resolve(undefined);
    await look();
    expect((await ours()).state).toBe('open');
  });

  it('says that the desk does not answer, and can be repeated', async () => {
    await bring();
    await inTheChat(take, ask);
    desk.failure = new DeskUnanswered('IT', 'no', 'it was not reached');
    await expect(look()).rejects.toThrow(DeskUnanswered);
    desk.failure = undefined;
    await look();
    expect((await ours()).state).toBe('waiting');
  });
});
