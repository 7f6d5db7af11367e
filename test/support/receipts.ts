import type { Demonstration } from './demonstration';

/** The address of "this wasn't me" in the newest message that went to a number or mail address. */
export async function notMeIn(demonstration: Demonstration, to: string): Promise<string> {
  for (const message of await demonstration.received()) {
    const found = /http:\S+\/not-me\/[\w-]+/.exec(message.text)?.[0];
    if (found !== undefined && message.to.startsWith(`To ${to}`)) return found;
  }
  throw new Error(`${to} got no receipt`);
}
