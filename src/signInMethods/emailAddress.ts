import { domainToASCII } from 'node:url';

export const emailReasons = [
  'email-empty',
  'email-too-long',
  'email-characters',
  'email-form',
  'email-own-domain',
  'email-own-address',
] as const;
export type EmailReason = (typeof emailReasons)[number];

export type EmailResult =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly reason: EmailReason };

const longest = 254;
const longestLocal = 64;
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/**
 * Reads one address: plain ASCII, no quotes, comments, lists or address literals, and none of the
 * organisation's own domains or their sub-domains, since mail there is behind the very sign-in it should recover.
 * For the same reason not the mailbox of the account, nor an alias of it: `name+anything@`.
 * @param mailbox where the account itself gets its mail, if the directory says so.
 */
export function readEmailAddress(
  typed: string,
  ownDomains: readonly string[],
  mailbox?: string,
): EmailResult {
  const text = typed.trim();
  if (!text) return refused('email-empty');
  if (text.length > longest) return refused('email-too-long');
  const at = text.lastIndexOf('@');
  const name = text.slice(0, at);
  const host = text.slice(at + 1).toLowerCase();
  if (at < 1 || name.includes('@')) return refused('email-form');
  if (isOwn(domainToASCII(host).replace(/\.$/, ''), ownDomains)) return refused('email-own-domain');
  if (!/^[\x21-\x7e]+$/.test(text)) return refused('email-characters');
  if (name.length > longestLocal || !local.test(name) || !domain.test(host))
    return refused('email-form');
  const address = `${name}@${host}`;
  return mailbox !== undefined && withoutAlias(address) === withoutAlias(mailbox)
    ? refused('email-own-address')
    : { ok: true, address };
}

function withoutAlias(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}

function isOwn(host: string, ownDomains: readonly string[]): boolean {
  return ownDomains.some((own) => host === own || host.endsWith(`.${own}`));
}

function refused(reason: EmailReason): EmailResult {
  return { ok: false, reason };
}
