import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Answer } from './answer';
import { messagesKept } from './mail';
import { type SentMail, sentMail } from './sentMail';
import { method } from './methods';
import { type TenantPerson, preferences } from './person';

/** What the file keeps: what can change, by object id. Who somebody is comes from the settings each time. */
const kept = z
  .object({
    accounts: z.record(z.object({ methods: z.array(method), preferences }).strict()),
    sentMail: z.array(sentMail),
  })
  .strict();

/** Everybody as they are now, and the mail sent so far, oldest first. */
export interface TenantState {
  readonly people: readonly TenantPerson[];
  readonly sentMail: readonly SentMail[];
}

/** Keeps one state, in memory and in its file. */
export interface Store {
  /** Decides on the state as it is now, one after another; what changes is in the file before this returns. */
  answer(decide: (state: TenantState) => Answer): Promise<Answer>;
  /** When everything asked so far is answered. */
  settled(): Promise<void>;
}

/** The store over one file. Throws when the file is there and cannot be read as such a state. */
export async function openStore(file: string, people: readonly TenantPerson[]): Promise<Store> {
  let state = await readState(file, people);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = async (decide: (state: TenantState) => Answer) => {
    const answer = decide(state);
    const next = after(state, answer);
    if (next !== state) await writeState(file, next);
    state = next;
    return answer;
  };
  return {
    answer(decide) {
      const mine = last.then(() => inTurn(decide));
      // Whoever asked hears of a failure; the next in turn is not to.
      last = mine.catch(() => undefined);
      return mine;
    },
    async settled() {
      await last;
    },
  };
}

/**
 * The state a file holds, laid over the people given; without a file, the people as given and no mail.
 * Throws when the file is there and does not hold such a state.
 */
export async function readState(
  file: string,
  people: readonly TenantPerson[],
): Promise<TenantState> {
  const text = await textOf(file);
  if (text === undefined) return { people, sentMail: [] };
  try {
    const { accounts, sentMail } = kept.parse(JSON.parse(text));
    return { people: people.map((person) => ({ ...person, ...accounts[person.id] })), sentMail };
  } catch (cause) {
    throw new Error(`${file} does not hold a tenant's state; delete it to begin anew`, { cause });
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function after(state: TenantState, answer: Answer): TenantState {
  if (answer.kind === 'refused') return state;
  const { person, mail } = answer;
  if (!person && !mail) return state;
  return {
    people: state.people.map((each) => (each.id === person?.id ? person : each)),
    sentMail: mail ? [...state.sentMail, mail].slice(-messagesKept) : state.sentMail,
  };
}

/** Whole or not at all: a file beside it is written first and then takes its name. */
async function writeState(file: string, { people, sentMail }: TenantState): Promise<void> {
  const accounts = Object.fromEntries(
    people.map(({ id, methods, preferences }) => [id, { methods, preferences }]),
  );
  const beside = `${file}.new`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(beside, `${JSON.stringify({ accounts, sentMail }, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  await rename(beside, file);
}
