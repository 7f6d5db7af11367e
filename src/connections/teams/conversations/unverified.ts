import type { Entry, Ticket } from '../../../escalation/ticket';
import type { Wording } from '../../../wording/en';
import { plain } from '../text';

type Row = [title: string, value: string | undefined];

/** Whom a ticket is about: a name that was only typed is marked as such. */
export function whoIsMeant(ticket: Ticket, say: Wording['desk']): string {
  const name = plain(ticket.personName);
  return ticket.personId ? name : say.typed(name);
}

/** What an unverified report says of whom and by whom, and the open tickets that may be about the same. */
export function typedRows(ticket: Ticket, say: Wording['desk']): Row[] {
  const { about, personName, reporter, related = [] } = ticket;
  return [
    [say.account, about === undefined || about === personName ? undefined : plain(about)],
    [say.reporter, reporter && plain(reporter.name)],
    [say.related, related.join(', ')],
  ];
}

/** How a ticket stands, in the desk's words: one that its person withdrew is not one that was solved. */
export function stateForDesk(ticket: Ticket, say: Wording['desk']): string {
  return ticket.withdrawn ? say.withdrawn : say.states[ticket.state];
}

/** Who said something, and that it corrects what they said before. */
export function saidBy({ name, corrects }: Entry, say: Wording['desk']): string {
  return corrects === undefined ? name : `${name} · ${say.corrected}`;
}
