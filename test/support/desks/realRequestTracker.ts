import { requestTracker } from '../../../src/connections/serviceDesk/requestTracker';
import { newFaults, requestWith } from './bench';
import {
  requestTrackerSettings,
  requestTrackerStates,
  type RequestTrackerBench,
} from './requestTracker';

interface Listed {
  readonly items: readonly { readonly id: string }[];
}
interface Transaction {
  readonly id: string;
  readonly Type: string;
  readonly Creator: { readonly id: string };
}

/** What somebody wrote to a ticket by mail, by whose mail it was taken for. */
interface Correspondence {
  readonly by: string;
  readonly text: string;
}

/** A real Request Tracker, looked at by the same token as the bot's. */
export function realRequestTrackerBench(
  url: string,
  secret: string,
): RequestTrackerBench & { correspondence(deskId: string): Promise<Correspondence[]> } {
  const call = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const headers = { authorization: `token ${secret}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}/REST/2.0${path}`, { ...init, headers });
    return (await response.json()) as T;
  };
  const textOf = async (transaction: string) => {
    const { items } = await call<Listed>(`/transaction/${transaction}/attachments`);
    const { Content } = await call<{ Content: string }>(`/attachment/${items[0]?.id}`);
    return Buffer.from(Content, 'base64').toString();
  };
  const stored = async (id: string) => {
    const { Subject } = await call<{ Subject: string }>(`/ticket/${id}`);
    const { items } = await call<{ items: Transaction[] }>(
      `/ticket/${id}/history?fields=Type&per_page=100`,
    );
    const texts = (type: string) =>
      Promise.all(items.filter((t) => t.Type === type).map((t) => textOf(t.id)));
    const [text = ''] = await texts('Create');
    return { subject: Subject, text, notes: await texts('Comment') };
  };
  const faults = newFaults();
  const request = requestWith(faults);
  const settings = requestTrackerSettings(url);
  return {
    url,
    desk: requestTracker(settings, secret, request),
    stranger: requestTracker(settings, 'not-the-secret', request),
    faults,
    clock: { now: Date.now() },
    secret,
    stored: async (id) => {
      const query = encodeURIComponent(`CF.{CorrelationId}='${id}'`);
      const { items } = await call<Listed>(`/tickets?query=${query}`);
      return Promise.all(items.map((t) => stored(t.id)));
    },
    correspondence: async (deskId) => {
      const { items } = await call<{ items: Transaction[] }>(
        `/ticket/${deskId}/history?fields=Type,Creator&per_page=100`,
      );
      const written = items.filter((t) => t.Type === 'Correspond');
      return Promise.all(
        written.map(async (t) => ({ by: t.Creator.id, text: (await textOf(t.id)).trim() })),
      );
    },
    states: requestTrackerStates,
    setState: async (deskId, theirs) => {
      await call(`/ticket/${deskId}`, { method: 'PUT', body: JSON.stringify({ Status: theirs }) });
    },
    violations: () => [],
  };
}
