/** Carries a one-time code to a new number or address. */
export interface CodeDelivery {
  /** @param target an address, or a number in Graph's form (`+44 7400123456`). Throws nothing. */
  send(target: string, text: string): Promise<'sent' | 'failed'>;
  /** Whether there is a way to send to numbers, or to addresses. */
  readonly canReach: (kind: 'phone' | 'email') => boolean;
  /** Where a demonstration shows what it sent. */
  readonly inbox: string | undefined;
}
