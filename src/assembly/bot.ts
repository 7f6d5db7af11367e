import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { filesBelow } from '../connections/content/files';
import { graphReader } from '../connections/graph/directory';
import { challengeStore } from '../connections/storage/challenges';
import { contacts } from '../connections/storage/contacts';
import type { Database } from '../connections/storage/database';
import { memory } from '../connections/storage/memory';
import { recordStore } from '../connections/storage/record/record';
import { ticketStore } from '../connections/storage/tickets/tickets';
import { cardMaker } from '../connections/teams/cards';
import type { Bot } from '../connections/teams/turn';
import { confirmPath } from '../connections/web/confirmPages';
import { root } from '../content';
import { deskRules } from '../escalation/routing';
import { decide } from '../guides/answering/decide';
import { wordings } from '../wording/wordings';
import type { Parts } from './parts';
import { changing, type Changing, type ChangingParts } from './changing';
import { reentering, type Reentering } from './reentry';

/** The bot's own parts. `waiting` is filled in once the web server listens. */
export function botOf(
  parts: Parts,
  database: Database,
  waiting: { round: () => void; readonly origin: string },
): { bot: Bot; changes: Changing; reentry: Reentering | undefined } {
  const profile = parts.library.profiles.get(parts.organisation);
  if (!profile) throw new Error(`there is no guides/${parts.organisation}/profile.yaml`);
  const { now } = parts;
  const directory = graphReader(parts.graph);
  const record = recordStore(database, parts.keys.keyFor('record'), now);
  const joined = { database, record, reading: directory };
  const changes = changesOf(parts, { ...joined, newId });
  const tickets = ticketStore(database, (trx, entry) => record.appendWithin(trx, entry));
  const { signIn, cast } = parts;
  const origin = () => waiting.origin;
  const reentry = reentering({ ...joined, profile, changes, signIn, tickets, cast, origin });
  const bot: Bot = {
    organisation: parts.organisation,
    profile,
    library: parts.library,
    decide: (text, language) =>
      decide(parts.engine, parts.library, parts.organisation, text, language),
    chooser: parts.chooser,
    directory,
    changes: {
      store: changes.changes,
      held: changes.held,
      freezes: changes.frozen,
      link: (id) => `${waiting.origin}${confirmPath(id)}`,
    },
    routes: parts.policy.routes,
    kept: memory(database, now),
    record,
    desk: {
      tickets,
      now,
      newId,
      systems: parts.desks.map((d) => d.service.name),
      rules: deskRules(profile.desk),
    },
    reentry,
    codes: {
      store: challengeStore(database),
      now,
      newId,
      randomBelow: (n) => randomInt(n),
      key: parts.keys.keyFor('one-time-codes'),
    },
    codeDelivery: parts.codeDelivery,
    contacts: contacts(database),
    sharedContacts: parts.policy.sharedContacts ?? false,
    card: cardMaker(templates()),
    wordings,
    now,
    newId,
    deliver: () => waiting.round(),
    cast,
  };
  return { bot, changes, reentry };
}

const newId = () => randomBytes(16).toString('base64url');

function templates(): Map<string, string> {
  const files = filesBelow(join(root, 'adaptiveCards'), /\.json$/);
  return new Map(files.map((f) => [f.path.replace(/\.json$/, ''), f.text]));
}

function changesOf(
  parts: Parts,
  joined: Pick<ChangingParts, 'database' | 'record' | 'reading' | 'newId'>,
): Changing {
  const tokenKey = parts.keys.keyFor('tokens');
  return changing({
    ...joined,
    graph: parts.graph,
    policy: parts.policy,
    signIn: parts.signIn,
    canText: parts.senders.sms !== undefined,
    digest: (token) => createHmac('sha256', tokenKey).update(token).digest('hex'),
    now: parts.now,
  });
}
