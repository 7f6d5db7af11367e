/**
 * A message that could not be handed over and may be tried again. It never holds an address, a number or words of the
 * message: what other servers say about a fault often repeats them.
 */
export class Undelivered extends Error {
  /** Whether it may have been taken all the same, so that another try may arrive twice. */
  readonly sent: 'no' | 'maybe';
  /** Codes only, such as `EENVELOPE 450`. */
  readonly reason: string;

  constructor(sent: 'no' | 'maybe', reason: string) {
    super(`a message was not delivered (sent: ${sent}): ${reason}`);
    this.name = 'Undelivered';
    this.sent = sent;
    this.reason = reason;
  }
}
