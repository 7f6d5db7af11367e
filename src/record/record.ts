import { z } from 'zod';
import { looksLikeContact, looksUnmasked } from './masked';

/** What can be recorded. `erasure`: what named a person was erased from earlier rows. */
export const events = [
  'change',
  'step-up',
  'code',
  'door',
  'card',
  'desk',
  'freeze',
  'receipt',
  'temporary-access-pass',
  'ticket',
  'erasure',
] as const;
export type Event = (typeof events)[number];

/** What names a person. It can be erased later; nothing else of an entry ever is. */
export interface Personal {
  /** Whom it is about: an Entra object id. */
  readonly personId?: string | undefined;
  /** Who did it, where that is somebody else: an Entra object id. */
  readonly by?: string | undefined;
  /** A number or an address, masked: `+44 •••• ••56`, `a•••@example.org`. */
  readonly target?: string | undefined;
  /** The id of the conversation it came from. */
  readonly conversation?: string | undefined;
  /** When the person last signed in afresh, in seconds since 1970: the claim `auth_time` (OpenID Connect Core, 2). */
  readonly authTime?: number | undefined;
  /** The authentication contexts that the sign-in met: Entra's claim `acrs`. */
  readonly acrs?: readonly string[] | undefined;
}

/** One thing that happened, in codes and random references: no sentence, and nothing that anybody typed. */
export interface Entry {
  /** At least 128 random bits, url-safe (22 characters of base64url, or a GUID). */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly tenantId: string;
  readonly event: Event;
  /** `done`, `refused`, `started`, `sent`, `wrong`, `unclear` …: kebab-case. */
  readonly outcome: string;
  /** Why, where the outcome alone does not say: kebab-case. */
  readonly reason?: string | undefined;
  /** `add-phone` …: kebab-case. */
  readonly operation?: string | undefined;
  /** `bot`, `portal` …: kebab-case. */
  readonly route?: string | undefined;
  /** What ties the entries of one change together; random like `id`. */
  readonly changeId?: string | undefined;
  /** The `client-request-id` that Graph was given. */
  readonly clientRequestId?: string | undefined;
  /** The ticket's random reference, never its number. */
  readonly ticketId?: string | undefined;
  readonly personal: Personal;
}

/** Who writes things down. */
export interface Recorder {
  /** Resolves once the entry is on disk. @throws Error for an entry that may not be recorded. */
  append(entry: Entry): Promise<void>;
}

const code = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
  .refine((text) => (text.match(/\d/g) ?? []).length < 6);

const randomReference = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/);

/** An id of Entra's or of a simulated directory's: never a name to sign in with, never a number. */
const directoryId = z
  .string()
  .regex(/^[A-Za-z0-9_:.-]{1,128}$/)
  .refine(
    (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) || /[a-z]/i.test(text),
  );

const wholeNumber = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

const personalSchema: z.ZodType<Personal> = z.strictObject({
  personId: directoryId.optional(),
  by: directoryId.optional(),
  target: z
    .string()
    .max(400)
    .refine((text) => !looksUnmasked(text))
    .optional(),
  conversation: z
    .string()
    .max(1000)
    .refine((text) => !looksLikeContact(text))
    .optional(),
  authTime: wholeNumber.optional(),
  acrs: z
    .array(
      z
        .string()
        .regex(/^[A-Za-z0-9:._-]{1,100}$/)
        .refine((text) => /[a-z]/i.test(text)),
    )
    .max(50)
    .optional(),
});

const entrySchema: z.ZodType<Entry> = z.strictObject({
  id: randomReference,
  at: wholeNumber,
  tenantId: directoryId,
  event: z.enum(events),
  outcome: code,
  reason: code.optional(),
  operation: code.optional(),
  route: code.optional(),
  changeId: randomReference.optional(),
  clientRequestId: randomReference.optional(),
  ticketId: randomReference.optional(),
  personal: personalSchema,
});

/**
 * The entry, once it is known to hold nothing that must not be kept: unmasked numbers and addresses, free text, fields
 * that the record does not have.
 * @throws Error that names the field and never its content.
 */
export function checkedEntry(entry: Entry): Entry {
  const found = entrySchema.safeParse(entry);
  if (found.success) return found.data;
  const fields = found.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => [...issue.path, key].join('.'))
      : [issue.path.join('.')],
  );
  throw new Error(
    `the record does not take this entry: ${fields.join(', ')} ${fields.length > 1 ? 'are' : 'is'} of a form that it does not keep`,
  );
}
