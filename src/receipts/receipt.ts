import type { Snapshot } from '../signInMethods/carryOut';
import type { PhoneType } from '../signInMethods/method';

/** A way to tell somebody that a change was made, which the change itself did not touch. */
export type Way =
  | { readonly way: 'chat' }
  | { readonly way: 'mail'; readonly to: string }
  | { readonly way: 'sms'; readonly to: string };

/** One message that says what was changed, kept until it was sent. `token` opens "this wasn't me" without Teams. */
export interface Receipt {
  readonly id: string;
  readonly changeId: string;
  readonly to: Way;
  readonly token: string;
}

/** For so long "this wasn't me" works. */
export const disputableMs = 30 * 24 * 60 * 60_000;

const textable: readonly PhoneType[] = ['mobile', 'alternateMobile'];

/**
 * Who is told of a change: the chat, the mailbox, and every address and number that was registered before it, the
 * replaced and removed ones above all (NIST SP 800-63B-4, 4.6).
 * @param canText whether the organisation has a sender of text messages.
 */
export function waysToTell(before: Snapshot, canText: boolean): Way[] {
  const registered = before.methods.flatMap((m) => (m.kind === 'email' ? [m.address] : []));
  const addresses = [...(before.mailbox ? [before.mailbox] : []), ...registered];
  const numbers = before.methods.flatMap((m) =>
    m.kind === 'phone' && textable.includes(m.phoneType) ? [m.number] : [],
  );
  return [
    { way: 'chat' },
    ...unlike(addresses, (a) => a.toLowerCase()).map((to) => ({ way: 'mail' as const, to })),
    ...(canText ? unlike(numbers, (n) => n.replace(/ /g, '')) : []).map((to) => ({
      way: 'sms' as const,
      to,
    })),
  ];
}

/** Each once, whatever its spelling. */
function unlike(values: readonly string[], key: (value: string) => string): string[] {
  return [...new Map(values.map((v) => [key(v), v] as const).reverse()).values()].reverse();
}
