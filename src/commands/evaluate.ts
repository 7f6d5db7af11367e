import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { trainClassifier, trainGate, type Example } from '../guides/answering/classifier';
import { createLexicon } from '../guides/answering/lexicon';
import { auroc, percentile, refusedWhenLosing, share } from '../guides/answering/metrics';
import { mustRefuse, namesOf, readExamples } from './labelledSet';

const usage =
  'Say what to learn from and what to ask: npm run --silent evaluate -- --train FILE --test FILE [--predictions FILE]\n' +
  'Both files hold one {"text": "…", "label": "…"} a line.';

/** So many questions are asked before the clock runs, so that the compiler has seen the code. */
const warmUp = 500;
const perMegabyte = 1024 * 1024;

/** What the engine says to one line of the test. */
export interface Prediction extends Example {
  readonly predicted: string;
  /** The three likeliest labels; the first is `predicted`. */
  readonly topics: readonly string[];
  /** How far the first label leads over the second. */
  readonly score: number;
  /** The higher, the likelier in scope. Where the bar stands is the caller's choice. */
  readonly inScopeScore: number;
}

type Ask = (text: string) => Omit<Prediction, keyof Example>;

/** Trains the engine on one set, asks it the other, and says how well and how fast it answers. */
export function evaluate(train: readonly Example[], test: readonly Example[]) {
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const ask = learn(train);
  const trainingSeconds = (performance.now() - started) / 1000;
  for (let i = 0; i < warmUp; i++) ask(test[i % test.length]?.text ?? '');
  const times: number[] = [];
  const predictions = test.map((example): Prediction => {
    const asked = performance.now();
    const said = ask(example.text);
    times.push(performance.now() - asked);
    return { text: example.text, label: example.label, ...said };
  });
  const report = {
    ...quality(predictions),
    milliseconds: {
      median: rounded(percentile(times, 0.5)),
      p99: rounded(percentile(times, 0.99)),
    },
    trainingSeconds: rounded(trainingSeconds),
    memoryMegabytes: {
      before: rounded(before / perMegabyte),
      after: rounded(process.memoryUsage.rss() / perMegabyte),
      peak: rounded(process.resourceUsage().maxRSS / 1024),
    },
  };
  return { report, predictions };
}

/** The engine as the bot has it. Without examples of what is not ours there is no gate, and the best label's distance speaks alone. */
function learn(train: readonly Example[]): Ask {
  const lexicon = createLexicon();
  const ours = train.filter((e) => !mustRefuse(e));
  const examples = [...ours, ...namesOf(ours)];
  const notOurs = train.filter(mustRefuse).map((e) => e.text);
  const classify = trainClassifier(examples, lexicon);
  const gate =
    notOurs.length > 0 &&
    trainGate(
      examples.map((e) => e.text),
      notOurs,
      lexicon,
    );
  return (text) => {
    const [first, second, third] = classify(text);
    if (!first || !second) throw new Error('There must be two labels or more to tell apart.');
    return {
      predicted: first.label,
      topics: [first, second, ...(third ? [third] : [])].map((r) => r.label),
      score: rounded(first.distance - second.distance),
      inScopeScore: rounded(gate ? gate(text) + first.distance / 2 : first.distance),
    };
  };
}

function quality(predictions: readonly Prediction[]) {
  const inScope = predictions.filter((p) => !mustRefuse(p));
  const outOfScope = predictions.filter(mustRefuse);
  const scores = [inScope, outOfScope].map((some) => some.map((p) => p.inScopeScore)) as [
    number[],
    number[],
  ];
  return {
    inScope: {
      examples: inScope.length,
      top1: rounded(share(inScope, (p) => p.predicted === p.label)),
      top3: rounded(share(inScope, (p) => p.topics.includes(p.label))),
    },
    outOfScope: {
      examples: outOfScope.length,
      auroc: rounded(auroc(...scores)),
      refusedAt5: rounded(refusedWhenLosing(0.05, ...scores)),
      refusedAt10: rounded(refusedWhenLosing(0.1, ...scores)),
    },
  };
}

function rounded(value: number, digits?: number): number;
function rounded(value: number | null, digits?: number): number | null;
function rounded(value: number | null, digits = 4): number | null {
  return value === null ? null : Number(value.toFixed(digits));
}

function main(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      predictions: { type: 'string' },
    },
  });
  if (values.train === undefined || values.test === undefined) throw new Error(usage);
  const train = readExamples(values.train);
  if (new Set(train.filter((e) => !mustRefuse(e)).map((e) => e.label)).size < 2)
    throw new Error(`${values.train} must have two labels or more that are not to be refused.`);
  const { report, predictions } = evaluate(train, readExamples(values.test));
  if (values.predictions !== undefined)
    writeFileSync(values.predictions, predictions.map((p) => `${JSON.stringify(p)}\n`).join(''));
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

if (require.main === module)
  try {
    main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
