import type { Bot } from '../connections/teams/turn';
import { forGood } from '../proof/contacts';
import { contactDigest } from '../proof/oneTimeCode';
import type { Change } from '../signInMethods/change';
import type { Method } from '../signInMethods/method';

/**
 * After a change: what it registered is its person's own from now on, and what it took away is so no longer. Done again
 * it does the same.
 */
export async function keepContacts(
  changeId: string,
  { changes, contacts, codes }: Bot,
): Promise<void> {
  const ended = await changes.store.find(changeId);
  if (ended?.outcome !== 'done' || !ended.before || !ended.after) return;
  const { person } = ended;
  const digestOf = (contact: string) => contactDigest(person, contact, codes.key);
  const added = registeredBy(ended.change);
  if (added !== undefined) await contacts.keep(person, digestOf(added), forGood);
  const left = contactsOf(ended.after.methods).map(digestOf);
  for (const digest of contactsOf(ended.before.methods).map(digestOf))
    if (!left.includes(digest)) await contacts.release(person, digest);
}

function registeredBy(change: Change): string | undefined {
  switch (change.operation) {
    case 'add-phone':
    case 'replace-phone':
      return change.number;
    case 'add-email':
    case 'replace-email':
      return change.address;
    default:
      return undefined;
  }
}

function contactsOf(methods: readonly Method[]): string[] {
  return methods.flatMap((m) =>
    m.kind === 'phone' ? [m.number] : m.kind === 'email' ? [m.address] : [],
  );
}
