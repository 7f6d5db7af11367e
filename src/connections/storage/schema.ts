/** The tables, in column types that SQLite and PostgreSQL share: text, and whole numbers (epoch milliseconds). */
export interface Tables {
  tickets: {
    id: string;
    number: string;
    tenant_id: string;
    person_id: string;
    state: string;
    /** `tenant/person/kind` while unresolved, else null: unique, so one open ticket of a kind a person. */
    open_key: string | null;
    body: string;
    created_at: number;
    updated_at: number;
  };
  counters: { name: string; value: number };
  deliveries: {
    id: string;
    kind: string;
    ticket_id: string;
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
  contexts: { name: string; value: string; expires_at: number };
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
