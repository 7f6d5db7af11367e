import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadLibrary, prepareEngine } from '../content';
import { decide, type Decision } from '../guides/answering/decide';
import type { Thresholds } from '../guides/answering/engine';
import { namesAnotherService } from '../guides/answering/otherServices';
import { readingOrder } from '../guides/guide';
import { languages, type Language } from '../organisation/language';
import { wordings } from '../wording/wordings';

/** One question of `--jsonl`. */
const questionSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  language: z.enum(languages).optional(),
});

/** What a machine reads of a decision: one object a question, in the order of the questions. */
function asRow(id: string | number, decision: Decision) {
  const guide = decision.outcome === 'answer' ? decision.guide : undefined;
  return {
    id,
    outcome: decision.outcome,
    topic: decision.topic,
    topics: decision.topics,
    guide: guide?.id ?? null,
    title: guide?.title ?? null,
    steps: guide ? readingOrder(guide) : [],
    score: decision.score,
  };
}

/** Why it was decided so, for people who write guides. */
function asReasons(
  { why, outcome }: Decision,
  text: string,
  { refuse, answer }: Thresholds,
): string {
  const [first, second] = why.ranked;
  const lead = (first?.distance ?? 0) - (second?.distance ?? 0);
  const shown = why.ranked
    .slice(0, 5)
    .map((r) => `  ${r.distance.toFixed(2).padStart(6)}  ${r.label}`);
  return [
    `Read as:      ${why.read}`,
    `Emergency:    ${why.rule ?? 'no rule sees one'}`,
    `Ours:         ${why.ours.toFixed(2)}; below ${refuse.toFixed(2)} it is refused`,
    `Lead:         ${lead.toFixed(2)}; from ${answer.toFixed(2)} the first topic is answered without asking`,
    ...(namesAnotherService(text)
      ? ['It names another service than ours, so that it is refused.']
      : []),
    `Outcome:      ${outcome}`,
    'What speaks for each topic:',
    ...shown,
  ].join('\n');
}

/** What a person reads in the terminal. */
function asText(decision: Decision): string {
  const sure = `(${decision.topics.join(', ')}; ${decision.score})`;
  switch (decision.outcome) {
    case 'answer': {
      const { guide } = decision;
      const steps = guide.steps.map((s, i) => `  ${i + 1}. ${s}`);
      const notes = guide.notes.map((n) => `  - ${n}`);
      return [
        guide.title,
        '',
        ...guide.introduction,
        '',
        ...steps,
        '',
        ...notes,
        '',
        `${guide.id} ${sure}`,
      ].join('\n');
    }
    case 'offer':
      return [
        'Which of these?',
        ...decision.guides.map((g) => `  - ${g.title} (${g.id})`),
        sure,
      ].join('\n');
    case 'ask':
      return `Asks back: ${wordings[decision.language].deciding.questions[decision.question].title} ${sure}`;
    case 'escalate':
      return `Escalates to the service desk: ${decision.topic} ${sure}`;
    case 'reply':
      return `The bot’s own reply: ${decision.topic} ${sure}`;
    case 'refuse':
      return `Refuses: not about signing in ${sure}`;
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      organisation: { type: 'string', default: 'derby' },
      language: { type: 'string' },
      jsonl: { type: 'boolean', default: false },
      why: { type: 'boolean', default: false },
    },
  });
  const library = loadLibrary();
  if (!library.profiles.has(values.organisation))
    throw new Error(`--organisation must be one of ${[...library.profiles.keys()].join(', ')}`);
  const engine = prepareEngine(library, values.organisation);
  const answer = (text: string, language?: Language) =>
    decide(engine, library, values.organisation, text, language);
  if (values.jsonl) return answerLines(answer);
  if (positionals.length === 0)
    throw new Error(
      'Ask something: npm run --silent ask -- --organisation derby "how do I change my number"',
    );
  const language = languages.find((l) => l === values.language);
  if (values.language !== undefined && !language)
    throw new Error(`--language must be one of ${languages.join(', ')}`);
  const text = positionals.join(' ');
  const decision = answer(text, language);
  process.stdout.write(
    `${asText(decision)}\n${values.why ? `\n${asReasons(decision, text, engine.thresholds)}\n` : ''}`,
  );
}

async function answerLines(answer: (text: string, language?: Language) => Decision): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    number++;
    if (!line.trim()) continue;
    const question = questionIn(line, number);
    process.stdout.write(
      `${JSON.stringify(asRow(question.id, answer(question.text, question.language)))}\n`,
    );
  }
}

function questionIn(line: string, number: number): z.infer<typeof questionSchema> {
  try {
    return questionSchema.parse(JSON.parse(line));
  } catch (error) {
    throw new Error(`line ${number} is not {"id","text","language"?}`, { cause: error });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
