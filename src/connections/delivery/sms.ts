/** One text message to one number. */
export interface TextMessage {
  /** In E.164, or in Graph's form with a space behind the country code. */
  readonly to: string;
  readonly text: string;
  /** The same in every try, so that a service that knows repeats sends it once. */
  readonly id: string;
  /** When the first try was, in milliseconds. */
  readonly firstTriedAt: number;
}

/**
 * Hands text messages over. `sent`: the service took it. `failed-for-good`: the number will never be taken.
 */
export interface Texter {
  /** @throws Undelivered where another try may help. */
  send(message: TextMessage): Promise<'sent' | 'failed-for-good'>;
}

/** A number as services want it: `+447400123456`; undefined where it is none, or has an extension. */
export function e164Of(number: string): string | undefined {
  const compact = number.replaceAll(' ', '');
  return /^\+[1-9][0-9]{6,14}$/.test(compact) ? compact : undefined;
}
