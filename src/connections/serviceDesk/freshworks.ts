import { z } from 'zod';
import { stateIn, type DeskTicket, type StatesOf } from '../../escalation/desks/serviceDesk';
import { ask, basic, part, updatedAt, type Api, type Request } from './http';

/** What Freshservice and Freshdesk are configured with. */
export interface FreshworksSettings {
  readonly name: string;
  /** The account's own address, not a name that points to it: `https://example.freshservice.com`. */
  readonly url: string;
  /** The address of a requester that exists there: the bot's own. Another one would become a contact. */
  readonly requester: string;
  /** The custom text field that keeps our correlation id, as its API names it. */
  readonly correlationField: string;
  readonly states: StatesOf;
}

/** New tickets are found by a search after some minutes only. */
export const indexedMs = 15 * 60_000;

/** The numbers of Freshworks: open, pending, resolved, closed. */
export const freshworksStates: StatesOf = {
  '2': 'open',
  '3': 'waiting',
  '4': 'resolved',
  '5': 'resolved',
};
export const resolvedStatus = 4;

export const ticketSchema = z.object({
  id: z.number().int(),
  status: z.number().int(),
  responder_id: z.number().nullish(),
  updated_at: z.string().nullish(),
  custom_fields: z.record(z.unknown()).nullish(),
});
export type FreshworksTicket = z.infer<typeof ticketSchema>;

/** An API key takes the place of the user; the password is any letter. */
export function freshworksApi(
  { name, url }: FreshworksSettings,
  key: string,
  request: Request,
): Api {
  return {
    desk: name,
    base: `${url}/api/v2`,
    headers: { authorization: basic(key, 'X') },
    request,
  };
}

export function asTicket(
  { url, states }: FreshworksSettings,
  usual: StatesOf,
  ticket: FreshworksTicket,
): DeskTicket {
  const state = stateIn({ ...usual, ...states }, String(ticket.status));
  const hasAgent = ticket.responder_id !== null && ticket.responder_id !== undefined;
  return {
    deskId: String(ticket.id),
    url: `${url}/a/tickets/${ticket.id}`,
    // There is no state for "somebody works on it": an agent on it says so, by a number only.
    state: state === 'open' && hasAgent ? 'taken' : state,
    ...updatedAt(ticket.updated_at),
  };
}

/** Of several, the oldest. */
export function oldestWith(
  tickets: readonly FreshworksTicket[],
  field: string,
  correlationId: string,
): FreshworksTicket | undefined {
  const ours = tickets.filter((t) => t.custom_fields?.[field] === correlationId);
  return ours.sort((a, b) => a.id - b.id)[0];
}

/** Its texts are HTML: what people wrote must stay text. */
export function asHtml(text: string): string {
  const signs: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? '').replace(/\n/g, '<br>');
}

export async function privateNote(api: Api, deskId: string, text: string): Promise<void> {
  const body = { body: asHtml(text), private: true };
  await ask(api, { method: 'POST', path: `/tickets/${part(deskId)}/notes`, body });
}
