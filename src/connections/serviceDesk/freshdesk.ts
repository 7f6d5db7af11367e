import { z } from 'zod';
import {
  isCorrelationId,
  type ServiceDesk,
  type StatesOf,
} from '../../escalation/desks/serviceDesk';
import {
  asHtml,
  asTicket,
  freshworksApi,
  freshworksStates,
  indexedMs,
  oldestWith,
  privateNote,
  resolvedStatus,
  ticketSchema,
  type FreshworksSettings,
} from './freshworks';
import { ask, askIfAny, part, read, type Request } from './http';

/** Freshdesk has two states more: waiting for the customer, and for a third party. */
export const freshdeskStates: StatesOf = { ...freshworksStates, '6': 'waiting', '7': 'taken' };

const foundSchema = z.object({ results: z.array(ticketSchema) });

/** Freshdesk by its API v2, which gives tickets unwrapped (https://developers.freshdesk.com/api/). */
export function freshdesk(
  settings: FreshworksSettings,
  key: string,
  request: Request,
): ServiceDesk {
  const { name, requester, correlationField } = settings;
  const api = freshworksApi(settings, key, request);
  const fetch = async (deskId: string) => {
    const answer = await askIfAny(api, { method: 'GET', path: `/tickets/${part(deskId)}` });
    return answer && asTicket(settings, freshdeskStates, read(api, answer, ticketSchema, 'read'));
  };
  return {
    name,
    whenUnclear: { by: 'search', afterMs: indexedMs },
    fetch,
    find: async (correlationId) => {
      if (!isCorrelationId(correlationId)) return undefined;
      const query = { query: `"${correlationField}:'${correlationId}'"` };
      const answer = await ask(api, { method: 'GET', path: '/search/tickets', query });
      const { results } = read(api, answer, foundSchema, 'read');
      const found = oldestWith(results, correlationField, correlationId);
      return found && asTicket(settings, freshdeskStates, found);
    },
    create: async (report) => {
      const body = {
        email: requester,
        subject: report.subject,
        description: asHtml(report.text),
        status: 2,
        priority: report.urgent ? 4 : 2,
        custom_fields: { [correlationField]: report.correlationId },
      };
      const answer = await ask(api, { method: 'POST', path: '/tickets', body });
      return asTicket(settings, freshdeskStates, read(api, answer, ticketSchema, 'wrote'));
    },
    comment: (deskId, note) => privateNote(api, deskId, note.text),
    close: async (deskId, note) => {
      const state = (await fetch(deskId))?.state;
      if (!state || state === 'resolved') return;
      await privateNote(api, deskId, note.text);
      const body = { status: resolvedStatus };
      await ask(api, { method: 'PUT', path: `/tickets/${part(deskId)}`, body });
    },
  };
}
