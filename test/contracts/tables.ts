import type { Database } from '../../src/connections/storage/database';
import type { Tables } from '../../src/connections/storage/schema';
import type { MakeBench } from '../support/bench';

/** How a column's type in `Tables` is called below; a question mark where it may be empty. */
type Written<V> = V extends null
  ? never
  : V extends string
    ? 'text'
    : V extends number
      ? 'whole number'
      : never;
type Column<V> = null extends V ? `${Written<V>}?` : Written<V>;
type Described = { [T in keyof Tables]: { [C in keyof Tables[T]]: Column<Tables[T][C]> } };

/** `Tables` as a value: it does not compile unless it names every table, column and type of it, and no other. */
const described: Described = {
  tickets: {
    id: 'text',
    number: 'text',
    tenant_id: 'text',
    person_id: 'text',
    reported_by: 'text?',
    state: 'text',
    open_key: 'text?',
    body: 'text',
    created_at: 'whole number',
    updated_at: 'whole number',
    assignee_id: 'text?',
    urgent: 'whole number',
    found_by: 'text',
  },
  counters: { name: 'text', value: 'whole number' },
  contacts: { digest: 'text', tenant_id: 'text', person_id: 'text', until: 'whole number' },
  deliveries: {
    id: 'text',
    kind: 'text',
    subject: 'text',
    version: 'whole number',
    state: 'text',
    attempts: 'whole number',
    due_at: 'whole number',
    last_error: 'text?',
  },
  places: { name: 'text', reference: 'text', updated_at: 'whole number' },
  shown: { name: 'text', place: 'text', activity_id: 'text' },
  feedback: {
    id: 'text',
    tenant_id: 'text',
    organisation: 'text',
    guide: 'text',
    helpful: 'whole number',
    reasons: 'text',
    comment: 'text',
    created_at: 'whole number',
  },
  card_states: {
    id: 'text',
    tenant_id: 'text',
    person_id: 'text',
    conversation: 'text',
    verb: 'text',
    data: 'text',
    expires_at: 'whole number',
    used_at: 'whole number?',
  },
  challenges: {
    id: 'text',
    tenant_id: 'text',
    person_id: 'text',
    purpose: 'text',
    target_digest: 'text',
    code_digest: 'text',
    tries: 'whole number',
    succeeded: 'whole number',
    sent_at: 'whole number',
    expires_at: 'whole number',
    ended_at: 'whole number?',
  },
  seen: { id: 'text', at: 'whole number' },
  visitors: { name: 'text', acting_as: 'text' },
  changes: {
    id: 'text',
    tenant_id: 'text',
    person_id: 'text',
    state: 'text',
    takes_away: 'whole number',
    body: 'text',
    proof: 'text?',
    before: 'text?',
    after: 'text?',
    outcome: 'text?',
    until: 'whole number',
    ended_at: 'whole number?',
  },
  sign_ins: {
    id: 'text',
    purpose: 'text',
    subject: 'text',
    browser: 'text',
    nonce: 'text',
    code_verifier: 'text',
    expires_at: 'whole number',
  },
  receipts: {
    id: 'text',
    change_id: 'text',
    tenant_id: 'text',
    person_id: 'text',
    way: 'text',
    target: 'text?',
    token: 'text?',
    token_digest: 'text',
    expires_at: 'whole number',
  },
  freezes: {
    id: 'text',
    tenant_id: 'text',
    person_id: 'text',
    open_key: 'text?',
    change_id: 'text?',
    at: 'whole number',
    lifted_at: 'whole number?',
    lifted_by: 'text?',
  },
  contexts: { name: 'text', value: 'text', expires_at: 'whole number' },
  record: {
    tenant_id: 'text',
    seq: 'whole number',
    id: 'text',
    at: 'whole number',
    event: 'text',
    outcome: 'text',
    reason: 'text?',
    operation: 'text?',
    route: 'text?',
    change_id: 'text?',
    client_request_id: 'text?',
    ticket_id: 'text?',
    personal: 'text?',
    person_id: 'text?',
    by_id: 'text?',
    personal_digest: 'text',
    erasure: 'text?',
    digest: 'text',
    chain: 'text',
  },
  record_heads: {
    tenant_id: 'text',
    seq: 'whole number',
    chain: 'text',
    seal: 'text',
  },
  reentries: {
    id: 'text',
    ticket_id: 'text',
    state: 'text',
    approval_id: 'text?',
    body: 'text',
    until: 'whole number',
    ended_at: 'whole number?',
  },
  desk_links: {
    ticket_id: 'text',
    desk: 'text',
    correlation_id: 'text',
    desk_id: 'text?',
    is_open: 'whole number',
    attempt: 'text',
    leased_until: 'whole number',
  },
  desk_events: { id: 'text', until: 'whole number' },
};

const typeNames: Record<string, string> = {
  text: 'text',
  bigint: 'whole number',
  int8: 'whole number',
};

/** The tables as the database itself describes them. */
async function found({ db }: Database): Promise<object> {
  const tables = await db.introspection.getTables();
  return Object.fromEntries(
    tables.map(({ name, columns }) => [
      name,
      Object.fromEntries(
        columns.map((c) => {
          const type = typeNames[c.dataType.toLowerCase()] ?? c.dataType;
          return [c.name, c.isNullable ? `${type}?` : type];
        }),
      ),
    ]),
  );
}

/** What every database holds once it is opened. */
export function tablesContract(make: MakeBench<Database>): void {
  describe('the tables', () => {
    it('are the ones that the program is written for', async () => {
      expect(await found((await make()).store)).toEqual(described);
    });

    it('stay as they are, with what is in them, when the database is opened again', async () => {
      const { store, reopened } = await make();
      await store.db.insertInto('counters').values({ name: 'ticket', value: 7 }).execute();
      const before = await found(store);
      const again = await reopened();
      expect(await found(again)).toEqual(before);
      expect(await again.db.selectFrom('counters').selectAll().execute()).toEqual([
        { name: 'ticket', value: 7 },
      ]);
    });

    it('keep a moment to the millisecond, as a number', async () => {
      const { db } = (await make()).store;
      const at = Date.parse('2026-03-02T10:00:00.123Z');
      await db.insertInto('seen').values({ id: 'x', at }).execute();
      expect(await db.selectFrom('seen').select('at').execute()).toEqual([{ at }]);
    });
  });
}
