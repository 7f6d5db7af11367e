import type { Selectable } from 'kysely';
import type { Row } from '../../../record/chain';
import type { Event } from '../../../record/record';
import type { Tables } from '../schema';

/** A row of the record as its table has it. */
export function recordRow({ facts, ...row }: Row): Selectable<Tables['record']> {
  return {
    tenant_id: facts.tenantId,
    seq: row.seq,
    id: facts.id,
    at: facts.at,
    event: facts.event,
    outcome: facts.outcome,
    reason: facts.reason ?? null,
    operation: facts.operation ?? null,
    route: facts.route ?? null,
    change_id: facts.changeId ?? null,
    client_request_id: facts.clientRequestId ?? null,
    ticket_id: facts.ticketId ?? null,
    personal: row.personal,
    person_id: row.personId,
    by_id: row.by,
    personal_digest: row.personalDigest,
    erasure: row.erasure,
    digest: row.digest,
    chain: row.chain,
  };
}

/** The row that the table has. What stands there may have been changed by others: `verifyChain` finds that. */
export function rowOf(found: Selectable<Tables['record']>): Row {
  return {
    seq: found.seq,
    facts: {
      id: found.id,
      at: found.at,
      tenantId: found.tenant_id,
      event: found.event as Event,
      outcome: found.outcome,
      reason: found.reason ?? undefined,
      operation: found.operation ?? undefined,
      route: found.route ?? undefined,
      changeId: found.change_id ?? undefined,
      clientRequestId: found.client_request_id ?? undefined,
      ticketId: found.ticket_id ?? undefined,
    },
    personal: found.personal,
    personId: found.person_id,
    by: found.by_id,
    personalDigest: found.personal_digest,
    erasure: found.erasure,
    digest: found.digest,
    chain: found.chain,
  };
}
