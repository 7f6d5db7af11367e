import { Webhook } from 'standardwebhooks';
import { webhookDesk, type WebhookSettings } from '../../../src/connections/serviceDesk/webhook';
import { newFaults, requestWith, type StoredTicket, type WebDeskBench } from './bench';
import type { Answer, Asked, DeskServer } from './server';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const stranger = `whsec_${Buffer.from('not-the-secret-not-the-secret-32').toString('base64')}`;

interface Event {
  readonly type: string;
  readonly data: {
    readonly correlationId: string;
    readonly subject: string;
    readonly text: string;
  };
}

/** Whoever takes signed events, by the package's own check, and knows a repetition by its id. */
export async function webhookBench(
  start: (handle: (asked: Asked) => Answer) => Promise<DeskServer>,
): Promise<WebDeskBench> {
  const events = new Map<string, Event>();
  const server = await start(({ headers, raw }) => {
    try {
      const event = new Webhook(secret).verify(raw, headers as Record<string, string>) as Event;
      events.set(String(headers['webhook-id']), event);
      return { status: 200, body: {} };
    } catch {
      return { status: 401 };
    }
  });
  const settings: WebhookSettings = { name: 'Webhook', url: `${server.url}/events` };
  const faults = newFaults();
  const request = requestWith(faults);
  return {
    desk: webhookDesk(settings, [secret], request, Date.now),
    stranger: webhookDesk(settings, [stranger], request, Date.now),
    faults,
    clock: { now: Date.now() },
    secret,
    stored: (id) => Promise.resolve(stored([...events.values()], id)),
    violations: () => [],
  };
}

function stored(events: readonly Event[], id: string): StoredTicket[] {
  const ours = events.filter((e) => e.data.correlationId === id);
  const notes = ours.filter((e) => e.type === 'ticket.commented').map((e) => e.data.text);
  return ours
    .filter((e) => e.type === 'ticket.created')
    .map(({ data }) => ({ subject: data.subject, text: data.text, notes }));
}
