/** A country code has three digits at most, and a mask shows the last two. */
const digitsOfAMask = 5;
/** An address as a mask shows it: its first letter at most, and its domain. */
const maskedAddress = /^.{0,2}•••@[^\s@]+$/su;

/**
 * Whether a number or an address is not, or hardly, masked. Compatibility forms (full-width digits, `＠`) count as what
 * they stand for. A name without either, such as that of a device, is no number and no address.
 */
export function looksUnmasked(target: string): boolean {
  const text = target.normalize('NFKC');
  if (text.includes('@')) return !maskedAddress.test(text);
  return (text.match(/\p{Nd}/gu) ?? []).length > digitsOfAMask;
}

/** Whether a reference made by a machine is in truth a number or an address. `19:…@thread.tacv2` is a reference. */
export function looksLikeContact(reference: string): boolean {
  const text = reference.normalize('NFKC');
  if (text.includes('@') && !/^[a-z0-9]{1,3}:/i.test(text)) return true;
  const bare = text.replace(/[\s()./-]/g, '');
  return /\+\p{Nd}{7}/u.test(bare) || /^\p{Nd}{6,20}$/u.test(bare);
}
