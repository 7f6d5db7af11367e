import { z } from 'zod';
import { isCorrelationId, type ServiceDesk } from '../../escalation/desks/serviceDesk';
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

export interface FreshserviceSettings extends FreshworksSettings {
  /** Absent: the primary workspace. */
  readonly workspace?: number | undefined;
}

const oneSchema = z.object({ ticket: ticketSchema });
const manySchema = z.object({ tickets: z.array(ticketSchema) });

/** Freshservice by its API v2 (https://api.freshservice.com/v2/). */
export function freshservice(
  settings: FreshserviceSettings,
  key: string,
  request: Request,
): ServiceDesk {
  const { name, requester, correlationField, workspace } = settings;
  const api = freshworksApi(settings, key, request);
  const inWorkspace = workspace === undefined ? {} : { workspace_id: workspace };
  const fetch = async (deskId: string) => {
    const answer = await askIfAny(api, { method: 'GET', path: `/tickets/${part(deskId)}` });
    return (
      answer && asTicket(settings, freshworksStates, read(api, answer, oneSchema, 'read').ticket)
    );
  };
  return {
    name,
    whenUnclear: { by: 'search', afterMs: indexedMs },
    fetch,
    find: async (correlationId) => {
      if (!isCorrelationId(correlationId)) return undefined;
      const query = {
        query: `"${correlationField}:'${correlationId}'"`,
        ...(workspace === undefined ? {} : { workspace_id: String(workspace) }),
      };
      const answer = await ask(api, { method: 'GET', path: '/tickets/filter', query });
      const { tickets } = read(api, answer, manySchema, 'read');
      const found = oldestWith(tickets, correlationField, correlationId);
      return found && asTicket(settings, freshworksStates, found);
    },
    create: async (report) => {
      const body = {
        email: requester,
        subject: report.subject,
        description: asHtml(report.text),
        status: 2,
        priority: report.urgent ? 4 : 2,
        source: 2,
        ...inWorkspace,
        custom_fields: { [correlationField]: report.correlationId },
      };
      const answer = await ask(api, { method: 'POST', path: '/tickets', body });
      return asTicket(settings, freshworksStates, read(api, answer, oneSchema, 'wrote').ticket);
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
