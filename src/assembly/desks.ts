import type { Logger } from 'pino';
import { guardedRequest } from '../connections/guardedFetch';
import type { Mailer } from '../connections/delivery/mail';
import { connectDesk } from '../connections/serviceDesk/connect';
import {
  takeEvent,
  type InboundAnswer,
  type SeenEvents,
} from '../connections/serviceDesk/inboundWebhook';
import { checksOf } from '../connections/teams/conversations/deskQueues';
import type { Bot } from '../connections/teams/turn';
import { bringToDesk, type Brought } from '../escalation/desks/bringToDesk';
import type { DeskLinks } from '../escalation/desks/deskLinks';
import type { DeskSettings } from '../escalation/desks/deskSettings';
import { deskSecrets, eventSecrets, readDesks } from '../escalation/desks/desksFile';
import { eventSignatures, type EventSignature } from '../escalation/desks/eventSignatures';
import { lookAtDesk } from '../escalation/desks/lookAtDesk';
import { DeskRefused, DeskUnanswered, type ServiceDesk } from '../escalation/desks/serviceDesk';
import { hostsOf } from '../organisation/outboundUrl';

/** A desk's own system that gets every ticket, beside the channel in Teams. */
export interface ConnectedDesk {
  readonly service: ServiceDesk;
  /** What its events are signed with; none: it is asked from time to time. */
  readonly eventSecrets: readonly string[];
  /** How they are signed; by Standard Webhooks where nothing is said. */
  readonly eventSignature?: EventSignature | undefined;
}

export interface DesksFrom {
  /** The organisation's desks.yaml, where there is one. */
  readonly file: { readonly path: string; readonly text: string } | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly mailer: Mailer | undefined;
  /** Takes http on this machine too. */
  readonly simulation: boolean;
  readonly now: () => number;
}

/** Connects the desks of the file. @throws Error with everything that is wrong or missing. */
export function connectedDesks({ file, env, mailer, simulation, now }: DesksFrom): ConnectedDesk[] {
  if (!file) return [];
  const all = readDesks(file.text, `guides/${file.path}`, simulation);
  const problems: string[] = [];
  const desks = all.map((settings): ConnectedDesk => {
    const secrets = deskSecrets(settings, env);
    if (!secrets.ok) problems.push(...secrets.problems);
    if (settings.kind === 'email' && !mailer)
      problems.push(`${settings.name} needs a way to send mail: SMTP_URL or MAIL_MAILBOX`);
    const service = connectDesk(settings, secrets.ok ? secrets.secrets : [], {
      request: (request) => guardedRequest({ ...request, allow: allowedFor(settings, simulation) }),
      sendMail: (mail) => mailer?.send(mail) ?? Promise.resolve('failed-for-good'),
      now,
    });
    return {
      service,
      eventSecrets: eventSecrets(settings, env),
      eventSignature: eventSignatures[settings.kind],
    };
  });
  if (problems.length > 0)
    throw new Error(
      `Please set for guides/${file.path}:\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
  return desks;
}

function allowedFor(settings: DeskSettings, simulation: boolean) {
  return { hosts: 'url' in settings ? hostsOf(settings.url) : [], simulation };
}

/** How many open tickets of a desk are looked at in one round. */
const perRound = 20;

/** What is done with the desks' own systems while the bot runs. */
export interface DeskWork {
  readonly names: readonly string[];
  bring(name: string, ticketId: string): Promise<Brought>;
  /** Asks every desk what became of the tickets that it has. */
  lookAround(): Promise<void>;
  /** Takes a signed event: it only says where to look. A desk that there is not, or that sends none, signed nothing. */
  take(
    name: string,
    headers: Readonly<Record<string, string | undefined>>,
    body: Buffer,
  ): Promise<InboundAnswer>;
}

export function deskWork(
  desks: readonly ConnectedDesk[],
  bot: Pick<Bot, 'profile' | 'wordings' | 'desk' | 'now' | 'deliver'>,
  kept: { readonly links: DeskLinks; readonly seen: SeenEvents },
  log: Logger,
): DeskWork {
  const { links } = kept;
  const language = bot.profile.languages[0] ?? 'en';
  const say = { ...bot.wordings[language].deskReport, checks: checksOf(bot, language) };
  const look = (service: ServiceDesk, ticketId: string) =>
    lookAtDesk(service, ticketId, {
      links,
      desk: bot.desk,
      words: (ticket) => bot.wordings[ticket.language].deskReport,
    });
  const named = (name: string) => desks.find((d) => d.service.name === name);
  return {
    names: desks.map((d) => d.service.name),
    bring: async (name, ticketId) => {
      const desk = named(name);
      if (!desk) return { kind: 'failed', why: `${name}: it is not configured any more` };
      const find = (id: string) => bot.desk.tickets.find(id);
      return bringToDesk(desk.service, ticketId, { links, find, say, now: bot.now });
    },
    lookAround: async () => {
      for (const { service } of desks)
        for (const { ticketId } of await links.open(service.name, perRound))
          if (!(await answers(() => look(service, ticketId), service.name, log))) break;
      bot.deliver();
    },
    take: async (name, headers, body) => {
      const desk = named(name);
      if (!desk || desk.eventSecrets.length === 0) return { status: 401, reason: 'not-signed' };
      return takeEvent(headers, body, {
        signature: desk.eventSignature ?? 'standard-webhooks',
        secrets: desk.eventSecrets,
        seen: ofDesk(name, kept.seen),
        now: bot.now,
        look: async ({ deskId, correlationId }) => {
          const by = correlationId ? { correlationId } : { deskId: deskId ?? '' };
          const ticketId = await links.ticketOf(name, by);
          if (ticketId) await look(desk.service, ticketId);
          bot.deliver();
        },
      });
    },
  };
}

/** Two desks may have the same ids, and neither speaks for the other. */
function ofDesk(name: string, seen: SeenEvents): SeenEvents {
  return {
    add: (id, until) => seen.add(`${name}/${id}`, until),
    remove: (id) => seen.remove(`${name}/${id}`),
  };
}

/** False where the desk did not answer: it is not asked for the next ticket in vain. */
async function answers(run: () => Promise<void>, desk: string, log: Logger): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (!(error instanceof DeskRefused) && !(error instanceof DeskUnanswered)) throw error;
    log.warn({ desk, reason: error.message }, 'a desk could not be asked');
    return error instanceof DeskRefused;
  }
}
