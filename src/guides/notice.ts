import { z } from 'zod';
import { languages, type Language } from '../organisation/language';
import { BrokenGuide, readYaml } from './brokenGuide';
import { readingOrder, type Guide } from './guide';

const perLanguage = <S extends z.ZodTypeAny>(value: S) =>
  z.object(Object.fromEntries(languages.map((l) => [l, value])) as Record<Language, S>).strict();

const noticeSchema = z
  .object({
    id: z.string().regex(/^[a-z-]+$/),
    on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2027-02-01'),
    source: z.string().min(3),
    words: perLanguage(z.array(z.string().min(2)).min(1)),
    before: perLanguage(z.string().min(10)),
    after: perLanguage(z.string().min(10)),
  })
  .strict();

/** Something that has become untrue for many guides at once, or will on a known day (`on`, an ISO date). */
export type Notice = z.infer<typeof noticeSchema>;

/** @throws BrokenGuide naming the file and the first entry that is wrong. */
export function readNotices({ path, text }: { path: string; text: string }): Notice[] {
  const { value, lineOf } = readYaml(path, text);
  const found = z.array(noticeSchema).safeParse(value);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw new BrokenGuide(
    path,
    lineOf(issue?.path ?? []),
    `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
  );
}

/**
 * What has to be said with a guide on a day (ISO date): the notices whose words stand in its text. A guide that names the
 * notice in its own file name, like `text-messages-end`, says it already.
 */
export function noticesFor(guide: Guide, notices: readonly Notice[], today: string): string[] {
  const body = readingOrder(guide).join('\n').toLowerCase();
  const { language } = guide;
  return notices
    .filter((n) => n.words[language].some((w) => body.includes(w.toLowerCase())))
    .filter((n) => !body.includes(n.on.slice(0, 4)))
    .map((n) => (today < n.on ? n.before : n.after)[language]);
}
