const longest = 254;
const longestLocal = 64;
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const domain = new RegExp(`^(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$`, 'i');

/**
 * Whether a text is one address and nothing else: a plain addr-spec (RFC 5322, 3.4.1) in ASCII. What mail programs
 * read more into is refused: names, brackets, lists, groups, comments, quotes, address literals, white space.
 */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const name = text.slice(0, Math.max(at, 0));
  return (
    text.length <= longest &&
    name.length <= longestLocal &&
    local.test(name) &&
    domain.test(text.slice(at + 1))
  );
}
