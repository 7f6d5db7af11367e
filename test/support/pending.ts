import type { Receipt } from '../../src/receipts/receipt';
import type { Snapshot } from '../../src/signInMethods/carryOut';
import type { Change } from '../../src/signInMethods/change';
import { entryOf } from '../../src/signInMethods/entry';
import {
  proofWithinMs,
  type Ending,
  type PendingChange,
} from '../../src/signInMethods/pendingChange';
import { mobile, replacePhone } from './changes';
import { authenticator, registered } from './directory';
import { entryId } from './entries';
import { alex } from './samples';

/** When the changes here are opened. */
export const opened = Date.parse('2026-03-02T10:00:00.000Z');

/** An id as changes have; the same number gives the same id. */
export function changeId(number: number): string {
  return `change-${String(number).padStart(20, '0')}`;
}

export const before: Snapshot = {
  ...registered([mobile, authenticator], 'push'),
  mailbox: 'alex@contoso.com',
};

export const newNumber = '+44 7400999999';

/** Another number for the mobile phone. */
export const replacing: Change = replacePhone('mobile', newNumber, '+44 7400123456');

/** A change of Alex's that waits for its sign-in. */
export function pendingOf(change: Change, other: Partial<PendingChange> = {}): PendingChange {
  return {
    id: changeId(1),
    person: alex,
    change,
    route: 'bot',
    language: 'en',
    requestId: '7b1f3f0e-9a55-4c52-9f0e-6a3f4f0f6f11',
    state: 'needs-proof',
    createdAt: opened,
    expiresAt: opened + proofWithinMs,
    proof: undefined,
    before: undefined,
    after: undefined,
    endedAt: undefined,
    outcome: undefined,
    ...other,
  };
}

/** A line of the record about a change, under its own number. */
export function lineOf(pending: PendingChange, number: number, outcome: string, at = opened) {
  return entryOf(pending, 'change', outcome, { now: () => at, newId: () => entryId(number) });
}

/** A receipt of a change; the same number gives the same receipt. */
export function receiptOf(
  { id }: PendingChange,
  number: number,
  other: Partial<Receipt> = {},
): Receipt {
  return {
    id: `receipt-${String(number).padStart(20, '0')}`,
    changeId: id,
    to: { way: 'mail', to: `mailbox-${number}@example.org` },
    token: `token-${String(number).padStart(20, '0')}`,
    ...other,
  };
}

/** The end of a change that was done. */
export function endingOf(
  pending: PendingChange,
  messages: readonly Receipt[],
  other: Partial<Ending<Receipt>> = {},
): Ending<Receipt> {
  const at = other.at ?? opened + 1_000;
  return {
    outcome: 'done',
    after: registered([authenticator], 'push'),
    at,
    entry: lineOf(pending, 900, 'done', at),
    messages,
    ...other,
  };
}
