import { randomBytes } from 'node:crypto';
import type { Client } from '@microsoft/microsoft-graph-client';
import { graphWriter } from '../connections/graph/directory';
import { pendingChanges } from '../connections/storage/changes';
import type { AppendWithin, Digest } from '../connections/storage/handedIn';
import type { Database } from '../connections/storage/database';
import { freezes } from '../connections/storage/freezes';
import { receipts } from '../connections/storage/receipts';
import type { RecordStore } from '../connections/storage/record/record';
import { signIns } from '../connections/storage/signIns';
import type { Person } from '../organisation/person';
import type { Policy } from '../organisation/policy';
import { waysToTell, type Receipt } from '../receipts/receipt';
import { held } from '../signInMethods/confirm';
import type { DirectoryReader } from '../signInMethods/directory';
import type { SignInClient } from '../proof/signIn';
import type { StepUpRoute } from '../proof/stepUp';
import type { StepUpParts } from '../signInMethods/stepUp';

/** How people prove that it is them. Absent where nothing is changed from here. */
export interface SignInSetup {
  readonly client: SignInClient;
  /** The tenant's authentication context for changes by the bot's permission. */
  readonly authContext: string | undefined;
  readonly loginHintOf: (person: Person) => Promise<string>;
  readonly scopeOf: (route: StepUpRoute) => string;
  /** Graph with the token of one sign-in. */
  readonly delegated: (accessToken: string) => Client;
}

/** What changes are made with, but for the web's address. */
export interface ChangingParts {
  readonly database: Database;
  readonly record: RecordStore;
  readonly reading: DirectoryReader;
  /** Graph with the bot's own permission. */
  readonly graph: Client;
  readonly policy: Policy;
  readonly signIn: SignInSetup | undefined;
  readonly canText: boolean;
  readonly digest: Digest;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Joins what making a change needs: stores, the sign-in, the hands that write, and who is told. */
export function changing(parts: ChangingParts) {
  const { database, record, now, newId, digest, signIn, policy } = parts;
  const append: AppendWithin = (trx, entry) => record.appendWithin(trx, entry);
  const changes = pendingChanges(database, append, digest);
  const frozen = freezes(database, append);
  const confirming = {
    changes,
    reading: parts.reading,
    routes: policy.routes,
    pause: policy.pause,
    isFrozen: (person) => frozen.isFrozen(person),
    tell: (pending, before): Receipt[] =>
      waysToTell(before, parts.canText).map((to) => ({
        id: newId(),
        changeId: pending.id,
        to,
        token: newId(),
      })),
    now,
    newId,
  } satisfies Partial<StepUpParts<Receipt>>;
  const stepUp: StepUpParts<Receipt> | undefined = signIn && {
    ...confirming,
    signIn: signIn.client,
    signIns: signIns(database, digest, now),
    record,
    authContext: signIn.authContext,
    loginHintOf: signIn.loginHintOf,
    scopeOf: signIn.scopeOf,
    writerFor: ({ route, requestId }, accessToken) =>
      graphWriter(route === 'self' ? signIn.delegated(accessToken) : parts.graph, requestId),
    newVerifier: () => randomBytes(32).toString('base64url'),
  };
  return {
    changes,
    frozen,
    confirming,
    stepUp,
    receipts: receipts(database, digest, now),
    held: (person: Person) => held(person, confirming),
  };
}

export type Changing = ReturnType<typeof changing>;
