import type { Entry } from '../record/record';
import type { PendingChange } from '../signInMethods/pendingChange';
import type { Freezes } from './freeze';

/** What "this wasn't me" needs. */
export interface DisputeParts {
  readonly freezes: Freezes;
  /** Opens the urgent ticket, or joins the one that is open; gives its number. */
  readonly openTicket: (pending: PendingChange) => Promise<string>;
  readonly now: () => number;
  readonly newId: () => string;
}

/**
 * Stops all further changes through the bot for a person who says that a change was not theirs, and calls the desk.
 * First the freeze, then the ticket: pressed again after a fault in between, it goes on where it stopped.
 * @returns the number of the ticket.
 */
export async function dispute(pending: PendingChange, parts: DisputeParts): Promise<string> {
  const { person, id, change } = pending;
  const entry: Entry = {
    id: parts.newId(),
    at: parts.now(),
    tenantId: person.tenantId,
    event: 'freeze',
    outcome: 'done',
    reason: 'not-me',
    operation: change.operation,
    changeId: id,
    personal: { personId: person.id },
  };
  await parts.freezes.freeze(person, id, entry);
  return parts.openTicket(pending);
}
