import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { filesBelow } from '../connections/content/files';
import { graphReader } from '../connections/graph/directory';
import { challengeStore } from '../connections/storage/challenges';
import type { Database } from '../connections/storage/database';
import { memory } from '../connections/storage/memory';
import { recordStore, type RecordStore } from '../connections/storage/record';
import { ticketStore } from '../connections/storage/tickets';
import { cardMaker } from '../connections/teams/cards';
import type { Bot } from '../connections/teams/turn';
import { confirmPath } from '../connections/web/confirmPages';
import { root } from '../content';
import { decide } from '../guides/answering/decide';
import type { DirectoryReader } from '../signInMethods/directory';
import { wordings } from '../wording/wordings';
import type { Parts } from './assemble';
import { changing, type Changing } from './changing';
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
  const newId = () => randomBytes(16).toString('base64url');
  const record = recordStore(database, parts.keys.keyFor('record'), now);
  const directory = graphReader(parts.graph);
  const changes = changesOf(parts, database, record, directory, newId);
  const tickets = ticketStore(database);
  const reentry = reentering({
    profile,
    database,
    record,
    changes,
    signIn: parts.signIn,
    tickets,
    reading: directory,
    cast: parts.cast,
    origin: () => waiting.origin,
  });
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
    desk: { tickets, now, newId },
    reentry,
    codes: {
      store: challengeStore(database),
      now,
      newId,
      randomBelow: (n) => randomInt(n),
      key: parts.keys.keyFor('one-time-codes'),
    },
    codeDelivery: parts.codeDelivery,
    card: cardMaker(templates()),
    wordings,
    now,
    newId,
    deliver: () => waiting.round(),
    cast: parts.cast,
  };
  return { bot, changes, reentry };
}

function changesOf(
  parts: Parts,
  database: Database,
  record: RecordStore,
  reading: DirectoryReader,
  newId: () => string,
): Changing {
  const tokenKey = parts.keys.keyFor('tokens');
  return changing({
    database,
    record,
    reading,
    graph: parts.graph,
    policy: parts.policy,
    signIn: parts.signIn,
    canText: parts.senders.sms !== undefined,
    digest: (token) => createHmac('sha256', tokenKey).update(token).digest('hex'),
    now: parts.now,
    newId,
  });
}

function templates(): Map<string, string> {
  const files = filesBelow(join(root, 'adaptiveCards'), /\.json$/);
  return new Map(files.map((f) => [f.path.replace(/\.json$/, ''), f.text]));
}
