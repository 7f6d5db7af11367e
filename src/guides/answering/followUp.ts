import { z } from 'zod';
import { fold, words } from './text';

/** What the last answer left open, so that a short reply can be understood. Guides by their ids. */
export const contextSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offer'), guides: z.array(z.string()) }),
  z.object({ kind: z.literal('ask'), words: z.string() }),
  z.object({
    kind: z.literal('answer'),
    words: z.string(),
    guide: z.string(),
    others: z.array(z.string()),
  }),
]);
export type Context = z.infer<typeof contextSchema>;

export type FollowUp =
  | { readonly kind: 'pick'; readonly index: number }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly rest: string };

const longestReply = 8;

const ordinals: readonly RegExp[] = [
  /^(?:the |le |la |l )?(?:1|1st|one|first|premier|premiere|un|une)(?: one| un| option)?$/,
  /^(?:the |le |la )?(?:2|2nd|two|second|deuxieme|seconde|deux)(?: one| option)?$/,
  /^(?:the |le |la )?(?:3|3rd|three|third|last|troisieme|trois|dernier|derniere)(?: one| option)?$/,
];
const yes =
  /^(?:yes|yep|yeah|yup|ok|okay|sure|correct|right|that s it|exactly|oui|ouais|d accord|exact|c est ca)(?: please| thanks| svp| merci)?$/;
const no =
  /^(?:no|nope|nah|none|neither|not that|non|aucun|aucune|pas ca|ni l un ni l autre)\b(?: of these| of them)?(.*)$/;

/**
 * Reads a short reply to an offer, a question or an answer: "the second", "oui", "no, my other phone".
 * Undefined where it is not one, so that it is a message like any other.
 */
export function followUp(text: string, context: Context): FollowUp | undefined {
  const said = words(fold(text));
  if (said.length === 0 || said.length > longestReply) return undefined;
  const joined = said.join(' ');
  const index = ordinals.findIndex((o) => o.test(joined));
  if (index >= 0 && context.kind === 'offer' && index < context.guides.length)
    return { kind: 'pick', index };
  if (yes.test(joined) && context.kind !== 'answer') return { kind: 'yes' };
  const [, rest] = no.exec(joined) ?? [];
  return rest === undefined ? undefined : { kind: 'no', rest: rest.trim() };
}
