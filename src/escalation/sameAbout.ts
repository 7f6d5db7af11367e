import { maskAddress } from '../signInMethods/masking';
import type { Ticket } from './ticket';

type Named = Pick<Ticket, 'personId' | 'personName' | 'about' | 'address' | 'kind'>;

const folded = (text: string | undefined) => (text ?? '').trim().toLowerCase();

/**
 * Whether two tickets may be about the same person, one of them being unverified: the same name or account was typed,
 * or the typed address looks like the verified one, of which only the masked form is known. Nothing is looked up.
 */
export function mayBeSame(one: Named, other: Named): boolean {
  if (one.personId && other.personId) return false;
  const texts = (t: Named) => [folded(t.personName), folded(t.about)].filter(Boolean);
  return (
    texts(one).some((text) => texts(other).includes(text)) ||
    isAddressOf(one.about, other) ||
    isAddressOf(other.about, one)
  );
}

/** A masked address is everybody's with that first letter: a part of the name must stand in the typed one, too. */
function isAddressOf(typed: string | undefined, { personId, personName, address }: Named): boolean {
  const text = folded(typed);
  if (!personId || address === undefined || maskAddress(text) !== folded(address)) return false;
  const local = text.slice(0, text.lastIndexOf('@'));
  return folded(personName)
    .split(/[^\p{L}]+/u)
    .some((part) => part.length > 2 && local.includes(part));
}
