import { asCorrected, latestOwnText, reopenWithinMs } from '../../src/escalation/ownTicket';
import { type Ticket } from '../../src/escalation/ticket';
import { after, type TicketEvent } from '../../src/escalation/ticketEvents';
import { alex, draftTicket } from '../support/samples';

const lynne = { id: 'agent-1', name: 'Lynne Robbins' };
const later = 5_000;

const ticketWith = (change: Partial<Ticket> = {}): Ticket => ({
  ...draftTicket(alex, change),
  number: 'MFA-1001',
});
const correct = (text: string): TicketEvent => ({ kind: 'correct', name: alex.name, text });
const word = (text: string): TicketEvent => ({ kind: 'add-word', name: alex.name, text });
const ask: TicketEvent = { kind: 'ask', agent: lynne, text: 'Which phone?' };
const take: TicketEvent = { kind: 'take', agent: lynne };
const reopen: TicketEvent = { kind: 'reopen', by: 'person', name: alex.name, text: '' };

function happened(ticket: Ticket, ...events: TicketEvent[]): Ticket {
  return events.reduce((before, event) => {
    const next = after(before, event, later);
    if (typeof next === 'string') throw new Error(next);
    return next;
  }, ticket);
}

describe('a correction', () => {
  it('stands in the place of the report, for its person', () => {
    const ticket = happened(ticketWith(), correct('It fell into the sea.'));
    expect(asCorrected(ticket)).toEqual({ what: 'It fell into the sea.', thread: [] });
  });

  it('stands in the place of the newest word that the person added, never of the desk’s', () => {
    const ticket = happened(
      ticketWith(),
      word('The blak one.'),
      take,
      ask,
      correct('The black one.'),
    );
    const { what, thread } = asCorrected(ticket);
    expect(what).toBe(ticket.what);
    expect(thread.map((e) => e.text)).toEqual(['The black one.', 'Which phone?']);
  });

  it('can be corrected again', () => {
    const ticket = happened(ticketWith(), word('one'), correct('two'), correct('three'));
    expect(asCorrected(ticket).thread.map((e) => e.text)).toEqual(['three']);
    expect(latestOwnText(ticket)).toBe('three');
  });

  it('leaves what was written first, for the desk', () => {
    const ticket = happened(ticketWith(), word('one'), correct('two'));
    expect(ticket.what).toBe('My phone fell into the lake.');
    expect(ticket.thread.map((e) => e.text)).toEqual(['one', 'two']);
  });

  it.each([
    ['without a word', ticketWith(), '  ', 'ticket-text-missing'],
    ['of a resolved ticket', ticketWith({ state: 'resolved' }), 'x', 'ticket-resolved'],
  ] as const)('%s is refused', (_what, ticket, text, refusal) => {
    expect(after(ticket, correct(text), later)).toBe(refusal);
  });
});

describe('a withdrawal', () => {
  it('ends a ticket, and is told from one that was solved', () => {
    expect(after(ticketWith(), { kind: 'withdraw' }, later)).toMatchObject({
      state: 'resolved',
      withdrawn: true,
      version: 2,
    });
  });

  it('is taken back by reopening', () => {
    const ticket = happened(ticketWith(), { kind: 'withdraw' }, reopen);
    expect(ticket).toMatchObject({ state: 'open', withdrawn: false });
  });

  it.each([
    ['somebody else may have the phone', { someoneElse: true }],
    ['a prompt came that nobody started', { kind: 'suspicious-prompt' }],
    ['changes are stopped', { freeze: 'on' }],
    ['changes were stopped', { freeze: 'lifted' }],
  ] as const)('is the desk’s where %s: who presses may be the other one', (_what, change) => {
    expect(after(ticketWith(change), { kind: 'withdraw' }, later)).toBe('ticket-desk-ends');
  });

  it('of a resolved ticket is refused', () => {
    const resolved = ticketWith({ state: 'resolved' });
    expect(after(resolved, { kind: 'withdraw' }, later)).toBe('ticket-resolved');
  });
});

describe('a resolved ticket', () => {
  const resolved = ticketWith({ state: 'resolved', updatedAt: later });

  it.each([
    ['on the last moment of the seventh day', reopenWithinMs, 'open'],
    ['after it', reopenWithinMs + 1, 'ticket-too-old'],
  ] as const)('is reopened by its person %s: %s', (_when, passed, outcome) => {
    const next = after(resolved, reopen, later + passed);
    expect(typeof next === 'string' ? next : next.state).toBe(outcome);
  });

  it('is reopened by the desk at any time', () => {
    const byDesk: TicketEvent = { kind: 'reopen', by: 'desk', name: lynne.name, text: '' };
    expect(after(resolved, byDesk, later + 2 * reopenWithinMs)).toMatchObject({ state: 'open' });
  });
});

it('nobody is asked about a ticket that is nobody’s own', () => {
  const ticket = happened(ticketWith({ personId: '', provenBy: 'public-page' }), take);
  expect(after(ticket, ask, later)).toBe('ticket-nobody-to-ask');
});
