import { z } from 'zod';
import { languages, type Language } from '../organisation/language';
import { BrokenGuide, readYaml, reasonOf } from './brokenGuide';
import { topics, type Topic } from './topics';

/** The live actions a guide's card can carry. */
export const offers = [
  'see-methods',
  'change-default',
  'add-phone',
  'change-phone',
  'add-email',
  'report-lost-access',
  'report-suspicious',
  'contact-desk',
  'open-portal',
  'open-password-reset',
] as const;
export type Offer = (typeof offers)[number];

/** One task, in one language, as somebody wrote it. Every sentence shown to a person is one of these. */
export interface Guide {
  /** `<organisation>/<file name without .md>`, unique and stable: cards refer to it. */
  readonly id: string;
  readonly organisation: string;
  /** The file's name without language and ending: equal to the topic for the topic's general guide. */
  readonly name: string;
  readonly topic: Topic;
  readonly language: Language;
  readonly title: string;
  readonly introduction: readonly string[];
  readonly steps: readonly string[];
  readonly notes: readonly string[];
  readonly questions: readonly string[];
  readonly facts: readonly string[];
  readonly offers: readonly Offer[];
  /** ISO date. */
  readonly reviewed: string;
  readonly reviewAfterMonths: number;
  readonly source: string;
}

const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-11-20')
  .refine((d) => !Number.isNaN(Date.parse(d)), 'is not a day of the calendar');

const frontMatter = z
  .object({
    title: z.string().min(3).max(80),
    topic: z.enum(topics),
    language: z.enum(languages),
    questions: z.array(z.string().min(2)).default([]),
    facts: z.array(z.string().regex(/^[A-Z]\d+$/, 'must be fact ids like A16')).default([]),
    offers: z.array(z.enum(offers)).default([]),
    reviewed: isoDate,
    reviewAfter: z
      .string()
      .regex(/^\d+ months?$/, 'must be a number of months, like 12 months')
      .default('12 months'),
    source: z.string().min(3),
  })
  .strict();

/**
 * Reads one guide.
 * @param path `<organisation>/<name>.<language>.md`
 * @throws BrokenGuide with file, line and reason.
 */
export function readGuide(path: string, text: string): Guide {
  const { head, headLine, body, bodyLine } = split(path, text);
  const { reviewAfter, ...meta } = readFrontMatter(path, head, headLine);
  const [organisation = '', file = ''] = path.split('/');
  const [name = '', language] = file.replace(/\.md$/, '').split('.');
  if (language === undefined)
    throw new BrokenGuide(path, 1, `the file must be called ${name}.${meta.language}.md`);
  if (language !== meta.language)
    throw new BrokenGuide(
      path,
      headLine,
      `language is ${meta.language}, the file's name says ${language}`,
    );
  if (name !== meta.topic && meta.questions.length === 0)
    throw new BrokenGuide(path, headLine, `a guide not named after its topic needs questions`);
  return {
    ...meta,
    id: `${organisation}/${name}.${language}`,
    organisation,
    name,
    reviewAfterMonths: Number.parseInt(reviewAfter, 10),
    ...readBody(path, body, bodyLine),
  };
}

function split(path: string, text: string) {
  const lines = text.replace(/\r\n/g, '\n').split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0)
    throw new BrokenGuide(path, 1, 'must begin with front matter between two lines of ---');
  return {
    head: lines.slice(1, end).join('\n'),
    headLine: 2,
    body: lines.slice(end + 1),
    bodyLine: end + 2,
  };
}

function readFrontMatter(path: string, head: string, headLine: number) {
  const { value, lineOf } = readYaml(path, head, headLine);
  const found = frontMatter.safeParse(value);
  if (found.success) return found.data;
  // A misspelt entry is also a missing one: the misspelling is what to mend.
  const { issues } = found.error;
  const [issue] = [...issues.filter((i) => i.code === 'unrecognized_keys'), ...issues];
  if (!issue) throw new BrokenGuide(path, headLine, 'the front matter is wrong');
  const place = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : issue.path;
  throw new BrokenGuide(path, lineOf(place), reasonOf(issue));
}

const step = /^\d+\.\s+(.+)$/;
const note = /^[-*]\s+(.+)$/;

/** Paragraphs, then one numbered list, then one list of notes: anything else has no place on a card. */
function readBody(path: string, lines: readonly string[], firstLine: number) {
  const body = { introduction: [] as string[], steps: [] as string[], notes: [] as string[] };
  for (const [i, raw] of lines.entries()) {
    const line = raw.trim();
    const refuse = (reason: string) => new BrokenGuide(path, firstLine + i, reason);
    if (!line) continue;
    const [, stepText] = step.exec(line) ?? [];
    const [, noteText] = note.exec(line) ?? [];
    if (stepText && body.notes.length > 0) throw refuse('a step after the notes: steps come first');
    if (stepText) body.steps.push(stepText);
    else if (noteText) body.notes.push(noteText);
    else if (/^(#|>|\||```|<)/.test(line))
      throw refuse('only paragraphs, numbered steps and notes have a place here');
    else if (body.steps.length + body.notes.length > 0)
      throw refuse('a paragraph after the steps: make it a note');
    else body.introduction.push(line);
  }
  if (body.introduction.length + body.steps.length === 0)
    throw new BrokenGuide(path, firstLine, 'says nothing');
  return body;
}

/** Everything the card shows of the guide, in reading order, word for word. */
export function readingOrder(guide: Guide): string[] {
  return [...guide.introduction, ...guide.steps, ...guide.notes];
}

/** The day from which the guide counts as due for review, as an ISO date. */
export function reviewDue(guide: Guide): string {
  const day = new Date(`${guide.reviewed}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + guide.reviewAfterMonths);
  return day.toISOString().slice(0, 10);
}
