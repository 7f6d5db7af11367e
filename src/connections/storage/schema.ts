/** The tables, in column types that SQLite and PostgreSQL share: text, and whole numbers (epoch milliseconds). */
export interface Tables {
  tickets: {
    id: string;
    number: string;
    tenant_id: string;
    person_id: string;
    /** Whose reports are counted together; null where nobody's are. */
    reported_by: string | null;
    state: string;
    /** `tenant/person/kind` while unresolved, else null: unique, so one open ticket of a kind a person. */
    open_key: string | null;
    body: string;
    created_at: number;
    updated_at: number;
    assignee_id: string | null;
    /** 1 when it is urgent. */
    urgent: number;
    /** The number and the person's name, in small letters without accents. */
    found_by: string;
  };
  counters: { name: string; value: number };
  deliveries: {
    id: string;
    kind: string;
    subject: string;
    version: number;
    state: string;
    attempts: number;
    due_at: number;
    last_error: string | null;
  };
  places: { name: string; reference: string; updated_at: number };
  shown: { name: string; place: string; activity_id: string };
  feedback: {
    id: string;
    tenant_id: string;
    organisation: string;
    guide: string;
    helpful: number;
    reasons: string;
    comment: string;
    created_at: number;
  };
  card_states: {
    id: string;
    tenant_id: string;
    person_id: string;
    conversation: string;
    verb: string;
    data: string;
    expires_at: number;
    used_at: number | null;
  };
  challenges: {
    id: string;
    tenant_id: string;
    person_id: string;
    purpose: string;
    target_digest: string;
    code_digest: string;
    tries: number;
    succeeded: number;
    sent_at: number;
    expires_at: number;
    ended_at: number | null;
  };
  seen: { id: string; at: number };
  visitors: { name: string; acting_as: string };
  changes: {
    id: string;
    tenant_id: string;
    person_id: string;
    /** `needs-proof`, `granted`, `writing` or `ended`. */
    state: string;
    /** 1 when the change takes a phone, an app or a passkey away. */
    takes_away: number;
    body: string;
    proof: string | null;
    before: string | null;
    after: string | null;
    outcome: string | null;
    /** The sign-in must come before; then, the grant ends; then, the writer's lease. */
    until: number;
    ended_at: number | null;
  };
  sign_ins: {
    /** The keyed digest of the `state` parameter. */
    id: string;
    /** What it is for: see `proof/signIn.ts`. */
    purpose: string;
    subject: string;
    browser: string;
    nonce: string;
    code_verifier: string;
    expires_at: number;
  };
  receipts: {
    id: string;
    change_id: string;
    tenant_id: string;
    person_id: string;
    way: string;
    /** An address or a number until the receipt was sent, then null. */
    target: string | null;
    /** Opens "this wasn't me"; null once it was sent. */
    token: string | null;
    token_digest: string;
    expires_at: number;
  };
  freezes: {
    id: string;
    tenant_id: string;
    person_id: string;
    /** `tenant/person` while it lasts, else null: unique, so one at a time. */
    open_key: string | null;
    change_id: string | null;
    at: number;
    lifted_at: number | null;
    lifted_by: string | null;
  };
  contexts: { name: string; value: string; expires_at: number };
  /** What happened; see `record/chain.ts`. Nothing but what names a person is ever changed. */
  record: {
    tenant_id: string;
    seq: number;
    id: string;
    at: number;
    event: string;
    outcome: string;
    reason: string | null;
    operation: string | null;
    route: string | null;
    change_id: string | null;
    client_request_id: string | null;
    ticket_id: string | null;
    personal: string | null;
    person_id: string | null;
    by_id: string | null;
    personal_digest: string;
    erasure: string | null;
    digest: string;
    chain: string;
  };
  /** The keyed digest of a number or address, and who has proven it to be theirs. */
  contacts: { digest: string; tenant_id: string; person_id: string; until: number };
  record_heads: { tenant_id: string; seq: number; chain: string; seal: string };
  /** Passes on their way to people who lost access, never with their value. */
  reentries: {
    id: string;
    ticket_id: string;
    /** See `escalation/reentry.ts`. */
    state: string;
    /** What the second person's link is made of, while they may agree. */
    approval_id: string | null;
    body: string;
    /** Until then the next step must come. */
    until: number;
    ended_at: number | null;
  };
  desk_links: {
    ticket_id: string;
    desk: string;
    correlation_id: string;
    desk_id: string | null;
    /** 1 while the ticket is at the desk and not closed there. */
    is_open: number;
    attempt: string;
    leased_until: number;
  };
  desk_events: { id: string; until: number };
}
