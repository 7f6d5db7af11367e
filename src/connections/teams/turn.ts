import type { z } from 'zod';
import type { Chooser } from '../../guides/answering/chooser';
import type { Decision } from '../../guides/answering/decide';
import type { Library } from '../../guides/library';
import type { Language } from '../../organisation/language';
import type { Person } from '../../organisation/person';
import type { Routes } from '../../organisation/policy';
import type { Profile } from '../../organisation/profile';
import type { DeskParts } from '../../escalation/desk';
import type { ReentryParts } from '../../escalation/reentry/issuePass';
import type { CodeDelivery } from '../../proof/delivery';
import type { Contacts } from '../../proof/contacts';
import type { CodeParts } from '../../proof/oneTimeCode';
import type { Freezes } from '../../receipts/freeze';
import type { Receipt } from '../../receipts/receipt';
import type { Recorder } from '../../record/record';
import type { DirectoryReader } from '../../signInMethods/directory';
import type { PendingChanges } from '../../signInMethods/pendingChange';
import type { Wording } from '../../wording/en';
import type { Card, CardMaker } from './cards';

/** One thing that somebody did in Teams, as the conversations see it. */
export interface Turn {
  /** Who did it, by the verified activity; undefined where Teams does not say. */
  readonly person: Person | undefined;
  /** Whether that person is an agent of the service desk. */
  readonly isAgent: () => Promise<boolean>;
  readonly conversation: string;
  readonly inPrivate: boolean;
  /** Whether it was sent just now by the activity's own account: what waited or is sent again leads to no write. */
  readonly onTime: boolean;
  readonly language: Language;
  readonly say: Wording;
  /** The message that holds the pressed card, where Teams names it. */
  readonly cardActivity: string | undefined;
}

/** What the bot does in return: new messages, and a card in place of the pressed one. */
export interface Answer {
  readonly replace?: Card;
  readonly messages?: readonly Message[];
}

export interface Message {
  readonly text?: string;
  readonly card?: Card;
  /** The id of the guide that it shows. */
  readonly guide?: string;
  /** Where the words come from, in the form of Teams' citations. */
  readonly citation?: { readonly name: string; readonly abstract: string };
  /** A model chose what is cited, and Teams labels the message so. */
  readonly byModel?: boolean | undefined;
  /** Called with the id under which Teams keeps the message, where it says so. */
  readonly posted?: (activityId: string) => Promise<void>;
}

/** A press on a card: what its data must look like, and what happens. Unknown keys are refused. */
export interface Verb {
  readonly data: z.ZodTypeAny;
  readonly run: (turn: Turn, data: never, bot: Bot) => Promise<Answer>;
}

/** Pairs a press with its handler, types kept. */
export function verb<S extends z.ZodTypeAny>(
  data: S,
  run: (turn: Turn, data: z.infer<S>, bot: Bot) => Promise<Answer>,
): Verb {
  return { data, run };
}

export type Verbs = Readonly<Record<string, Verb>>;

/** What the conversations need kept (see the storage connection). */
export interface Kept {
  keepPlace(name: string, reference: unknown): Promise<void>;
  place(name: string): Promise<unknown>;
  keepShown(name: string, place: string, activityId: string): Promise<void>;
  shown(name: string): Promise<{ place: string; activityId: string } | undefined>;
  keepFeedback(feedback: {
    id: string;
    tenantId: string;
    organisation: string;
    guide: string;
    helpful: boolean;
    reasons: readonly string[];
    comment: string;
  }): Promise<void>;
  keepCardState(state: CardStateKey & { data: unknown; expiresAt: number }): Promise<void>;
  cardState(of: CardStateKey, use: 'read' | 'spend'): Promise<unknown>;
  /** Why there is no such state, in kebab-case: for the record. */
  whyGone(of: CardStateKey): Promise<string>;
  keepContext(name: string, value: unknown): Promise<void>;
  context(name: string): Promise<unknown>;
  isNew(activity: string): Promise<boolean>;
  keepVisitor(name: string, actingAs: unknown): Promise<void>;
  visitor(name: string): Promise<unknown>;
}

export interface CardStateKey {
  readonly id: string;
  readonly person: Person;
  readonly conversation: string;
  readonly verb: string;
}

/** Somebody whom a visitor of the demonstration can be. */
export interface Cast {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly agent: { readonly id: string; readonly name: string };
  /** Another agent of the desk, where two are needed. */
  readonly secondAgent?: { readonly id: string; readonly name: string } | undefined;
}

/** What a conversation needs to start a change; the sign-in that proves it comes by the web. */
export interface ChangeParts {
  readonly store: PendingChanges<Receipt>;
  readonly held: (person: Person) => Promise<'frozen' | 'paused' | undefined>;
  /** The page where a change is confirmed. */
  readonly link: (changeId: string) => string;
  readonly freezes: Freezes;
}

/** What letting people back in needs; the sign-ins come by the web. */
export interface ReentryBot extends ReentryParts {
  /** The page where the agent signs in, and the one where the second person does. */
  readonly link: (id: string) => string;
  readonly approvalLink: (approvalId: string) => string;
}

/** Everything the conversations work with, joined in one place. */
export interface Bot {
  readonly organisation: string;
  readonly profile: Profile;
  readonly library: Library;
  readonly decide: (text: string, language?: Language) => Decision;
  /** The model that may choose among guides; undefined where there is none. */
  readonly chooser: Chooser | undefined;
  readonly directory: DirectoryReader;
  readonly changes: ChangeParts;
  readonly routes: Routes;
  readonly kept: Kept;
  readonly record: Recorder;
  readonly desk: DeskParts;
  /** Undefined where nobody can sign in for it. */
  readonly reentry: ReentryBot | undefined;
  readonly codes: CodeParts;
  readonly codeDelivery: CodeDelivery;
  readonly contacts: Contacts;
  /** Whether several people may register the same number or address. */
  readonly sharedContacts: boolean;
  readonly card: CardMaker;
  readonly wordings: Readonly<Record<Language, Wording>>;
  readonly now: () => number;
  /** 128 random bits, URL-safe. */
  readonly newId: () => string;
  /** Delivers what waits, now rather than at the next round. */
  readonly deliver: () => void;
  /** Set in the demonstration only. */
  readonly cast: Cast | undefined;
}
