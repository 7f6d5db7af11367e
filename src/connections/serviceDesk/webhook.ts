import { Webhook } from 'standardwebhooks';
import type { DeskNote, DeskReport, ServiceDesk } from '../../escalation/desks/serviceDesk';
import { ask, type Api, type Request } from './http';

export interface WebhookSettings {
  readonly name: string;
  /** The address that takes the events, complete. */
  readonly url: string;
}

/**
 * Any system that takes signed events, by Standard Webhooks
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md). `webhook-id` is the same for
 * each try, so the other side tells a repetition. It cannot be asked for anything.
 * @param secrets `whsec_…`: the one in use, then the one before it, while the other side changes over.
 */
export function webhookDesk(
  settings: WebhookSettings,
  secrets: readonly string[],
  request: Request,
  now: () => number,
): ServiceDesk {
  const signers = secrets.map((secret) => new Webhook(secret));
  const api: Api = { desk: settings.name, base: settings.url, headers: {}, request };
  const send = async (id: string, event: { type: string; timestamp: string; data: object }) => {
    const at = new Date(now());
    const signatures = signers.map((s) => s.sign(id, at, JSON.stringify(event)));
    await ask(api, {
      method: 'POST',
      path: '',
      body: event,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signatures.join(' '),
      },
    });
  };
  const noted =
    (type: string) =>
    (deskId: string, { id, text }: DeskNote) =>
      send(id, {
        type,
        timestamp: new Date(now()).toISOString(),
        data: { correlationId: deskId, text },
      });
  return {
    name: settings.name,
    whenUnclear: { by: 'repeat' },
    find: () => Promise.resolve(undefined),
    fetch: () => Promise.resolve(undefined),
    create: async (report) => {
      await send(report.correlationId, created(report));
      return { deskId: report.correlationId, state: 'open' };
    },
    comment: noted('ticket.commented'),
    close: noted('ticket.resolved'),
  };
}

function created(report: DeskReport) {
  const { correlationId, number, subject, text, urgent, reportedAt } = report;
  return {
    type: 'ticket.created',
    timestamp: new Date(reportedAt).toISOString(),
    data: { correlationId, number, subject, text, urgent },
  };
}
