import type { Made } from '../../../src/escalation/desks/deliverToDesk';
import { followDesk } from '../../../src/escalation/desks/followDesk';
import type {
  DeskNote,
  DeskState,
  DeskTicket,
  ServiceDesk,
} from '../../../src/escalation/desks/serviceDesk';
import { DeskUnanswered } from '../../../src/escalation/desks/serviceDesk';
import { tellDesk } from '../../../src/escalation/desks/tellDesk';
import { ticketStates, type Ticket, type TicketState } from '../../../src/escalation/ticket';
import { after } from '../../../src/escalation/ticketEvents';
import { wordings } from '../../../src/wording/wordings';
import { alex, draftTicket } from '../../support/samples';

const words = { asked: 'The desk waits for you.', resolved: 'The desk is done.' };
const lynne = { id: 'agent-1', name: 'Lynne Robbins' };

function ticketIn(state: TicketState): Ticket {
  const assignee = state === 'open' ? undefined : lynne;
  return { ...draftTicket(alex), number: 'MFA-1001', state, assignee };
}

function followed(ticket: Ticket, theirs: DeskTicket, seen: DeskState): Ticket {
  return followDesk(ticket, theirs, seen, 'ServiceNow', words).reduce((now, event) => {
    const next = after(now, event, 9_000);
    if (typeof next === 'string') throw new Error(`${event.kind} has no place: ${next}`);
    return next;
  }, ticket);
}

describe('what the desk’s system says', () => {
  const pairs = ticketStates.flatMap((ours) =>
    ticketStates.map((theirs) => [ours, theirs] as const),
  );
  it.each(pairs)('of a ticket that is %s with us: %s, has its place', (ours, theirs) => {
    const end = followed(ticketIn(ours), { deskId: '1', state: theirs }, 'unknown');
    // A ticket that somebody has stays theirs when the desk calls it new again; an answer is still waited for.
    const stays =
      ours !== 'resolved' && (theirs === 'open' || (theirs === 'taken' && ours === 'waiting'));
    const expected = stays ? ours : ours === 'resolved' && theirs === 'open' ? 'taken' : theirs;
    expect(end.state).toBe(expected);
  });

  it.each(ticketStates)('when it is not new (%s) says nothing of ours', (state) => {
    for (const ours of ticketStates)
      expect(
        followDesk(ticketIn(ours), { deskId: '1', state }, state, 'ServiceNow', words),
      ).toEqual([]);
  });

  it('in a word that nobody knows changes nothing', () => {
    const theirs: DeskTicket = { deskId: '1', state: 'unknown' };
    expect(followed(ticketIn('taken'), theirs, 'open')).toEqual(ticketIn('taken'));
  });

  it.each(['taken', 'waiting'] as const)(
    'of one that ended in the chat does not open it again where it was never closed there: %s',
    (state) => {
      const ended = { ...ticketIn('resolved'), withdrawn: true };
      expect(followed(ended, { deskId: '1', state }, 'open')).toEqual(ended);
      expect(followed(ended, { deskId: '1', state }, 'resolved').state).toBe(state);
    },
  );

  it('names who works on it there, and tells the person in our own words', () => {
    const theirs: DeskTicket = { deskId: '1', state: 'waiting', assignee: 'agent1' };
    const end = followed(ticketIn('open'), theirs, 'open');
    expect(end.assignee).toEqual({ id: 'desk/ServiceNow', name: 'agent1' });
    expect(end.thread.map((e) => e.text)).toEqual([words.asked]);
  });
});

describe('what happens in the chat', () => {
  const entry = (text: string) => ({ at: 1, by: 'person' as const, name: 'Alex', text });
  const made: Made = { state: 'made', deskId: '7', told: 0, closed: false, seen: 'open' };

  function listening(closes = true) {
    const notes: DeskNote[] = [];
    const closed: string[] = [];
    const failing = { at: -1 };
    const desk: ServiceDesk = {
      name: 'Desk',
      whenUnclear: { by: 'repeat' },
      find: () => Promise.resolve(undefined),
      fetch: () => Promise.resolve(undefined),
      create: () => Promise.reject(new Error('there is one')),
      comment: (_deskId, note) => {
        if (notes.length === failing.at)
          return Promise.reject(new DeskUnanswered('Desk', 'no', 'down'));
        notes.push(note);
        return Promise.resolve();
      },
      ...(closes ? { close: (deskId: string) => Promise.resolve(void closed.push(deskId)) } : {}),
    };
    return { desk, notes, closed, failing };
  }

  const tell = async (desk: ServiceDesk, ticket: Ticket, known: Made) => {
    const kept: Made[] = [known];
    const remember = (m: Made) => Promise.resolve(void kept.push(m));
    const outcome = tellDesk(desk, ticket, known, wordings.en.deskReport, remember);
    await outcome.catch(() => undefined);
    return { outcome, kept: kept.at(-1)! };
  };

  it('is told once, word by word, and goes on after a break', async () => {
    const { desk, notes, failing } = listening();
    const ticket = { ...ticketIn('taken'), thread: [entry('one'), entry('two'), entry('three')] };
    failing.at = 1;
    const broken = await tell(desk, ticket, made);
    await expect(broken.outcome).rejects.toThrow('down');
    failing.at = -1;
    const { kept } = await tell(desk, ticket, broken.kept);
    await tell(desk, ticket, kept);
    expect(notes.map((n) => n.text.split('\n')[1])).toEqual(['one', 'two', 'three']);
    expect(new Set(notes.map((n) => n.id)).size).toBe(3);
  });

  it('closes the ticket once, and again after it was reopened', async () => {
    const { desk, closed } = listening();
    const first = await tell(desk, ticketIn('resolved'), made);
    await tell(desk, ticketIn('resolved'), first.kept);
    expect(closed).toEqual(['7']);
    const reopened = await tell(desk, ticketIn('taken'), first.kept);
    await tell(desk, ticketIn('resolved'), reopened.kept);
    expect(closed).toEqual(['7', '7']);
  });

  it('leaves a desk alone that closes its tickets itself', async () => {
    const { desk } = listening(false);
    expect((await tell(desk, ticketIn('resolved'), made)).kept.closed).toBe(true);
  });
});
