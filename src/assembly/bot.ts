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
import type { DeskParts } from '../escalation/desk';
import { deskRules } from '../escalation/routing';
import { decide } from '../guides/answering/decide';
import type { Profile } from '../organisation/profile';
import { wordings } from '../wording/wordings';
import type { Parts } from './assemble';
import { changing, type Changing } from './changing';

/** The bot's own parts. `waiting` is filled in once the web server listens. */
export function botOf(
  parts: Parts,
  database: Database,
  waiting: { round: () => void; readonly origin: string },
): { bot: Bot; changes: Changing } {
  const profile = parts.library.profiles.get(parts.organisation);
  if (!profile) throw new Error(`there is no guides/${parts.organisation}/profile.yaml`);
  const { now } = parts;
  const newId = () => randomBytes(16).toString('base64url');
  const record = recordStore(database, parts.keys.keyFor('record'), now);
  const directory = graphReader(parts.graph);
  const tokenKey = parts.keys.keyFor('tokens');
  const changes = changing({
    database,
    record,
    reading: directory,
    graph: parts.graph,
    policy: parts.policy,
    signIn: parts.signIn,
    canText: parts.senders.sms !== undefined,
    digest: (token) => createHmac('sha256', tokenKey).update(token).digest('hex'),
    now,
    newId,
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
    desk: deskOf(profile, database, record, { now, newId }),
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
  return { bot, changes };
}

function deskOf(
  profile: Profile,
  database: Database,
  record: RecordStore,
  chance: Pick<DeskParts, 'now' | 'newId'>,
): DeskParts {
  const tickets = ticketStore(database, (trx, entry) => record.appendWithin(trx, entry));
  return { tickets, rules: deskRules(profile.desk), ...chance };
}

function templates(): Map<string, string> {
  const files = filesBelow(join(root, 'adaptiveCards'), /\.json$/);
  return new Map(files.map((f) => [f.path.replace(/\.json$/, ''), f.text]));
}
