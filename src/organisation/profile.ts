import { parse } from 'yaml';
import { z } from 'zod';
import { colourForm, contrastWithWhite, leastContrast } from './colour';
import { languages } from './language';

const localised = z.union([
  z.string().min(1),
  z.record(z.enum(languages), z.string().min(1)).refine((t) => Object.keys(t).length > 0),
]);
const https = z.string().url().startsWith('https://', 'must be an https:// address');
const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters');

const colour = z
  .string()
  .regex(colourForm, 'must be a colour like "#4f52b2"')
  .refine(
    (c) => !colourForm.test(c) || contrastWithWhite(c) >= leastContrast,
    `must be darker: white text on it needs a contrast of ${leastContrast} to 1`,
  );
const word = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,40}$/, 'must be small letters, digits and hyphens');
const minutes = z
  .number()
  .int()
  .min(1)
  .max(60 * 24 * 30);

/** Kinds and topics are checked where they are known: `deskRules`. */
const queue = z
  .object({
    id: word,
    name: localised,
    channel: z.string().min(1).max(300).optional(),
    kinds: z.array(word).min(1).optional(),
    topics: z.array(word).min(1).optional(),
    urgent: z.boolean().optional(),
  })
  .strict();

const profileSchema = z
  .object({
    name: localised,
    service: localised,
    languages: z.array(z.enum(languages)).min(1),
    country,
    countries: z.array(country).optional(),
    mailDomains: z.array(z.string().regex(/^[a-z0-9.-]+\.[a-z]{2,}$/, 'must be a mail domain')),
    portal: https,
    phoneSetup: https.optional(),
    colour: colour.optional(),
    desk: z
      .object({
        name: localised,
        email: z.string().email().optional(),
        telephone: z.string().optional(),
        place: localised.optional(),
        hours: localised.optional(),
        groups: z.array(z.string().uuid()).default([]),
        checks: z.array(localised).min(1).max(8).optional(),
        queues: z.array(queue).min(1).max(20).optional(),
        promise: z
          .object({ normal: minutes.optional(), urgent: minutes.optional() })
          .strict()
          .optional(),
        reentry: z
          .object({
            groups: z.array(z.string().uuid()).min(1).max(20),
            lifetimeMinutes: z.number().int().min(10).max(60).default(60),
          })
          .strict()
          .optional(),
      })
      .strict(),
  })
  .strict();

/**
 * What one organisation says of itself in `guides/<organisation>/profile.yaml`.
 * `countries` limits which countries' numbers are taken; absent, every country is.
 * `colour` is that of buttons and links on the bot's own pages.
 * `desk.groups` are the Entra groups whose members are desk agents; `desk.checks` the identity checks that they make
 * before anything is changed. `desk.queues`: see `Queue`. `desk.promise`: in how many minutes a ticket is taken.
 * `desk.reentry` lets those who are in its groups as well hand out Temporary Access Passes; absent, nobody does.
 */
export type Profile = z.infer<typeof profileSchema> & { id: string };

/** Reads a profile. @throws Error naming the file and each wrong or missing entry. */
export function readProfile(id: string, text: string, file: string): Profile {
  const found = profileSchema.safeParse(parse(text));
  if (found.success) return { id, ...found.data };
  const reasons = found.error.issues.map((i) => `${i.path.join('.') || 'the file'}: ${i.message}`);
  throw new Error(`${file}: ${reasons.join('; ')}`);
}
