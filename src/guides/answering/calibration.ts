import { topicOf, type Library } from '../library';
import { isUrgentTopic } from '../topics';
import { readArticles, type Articles } from './articles';
import { trainClassifier, trainGate } from './classifier';
import { createLexicon, type Lexicon } from './lexicon';
import { weigh, type Why } from './decide';
import type { Thresholds } from './engine';

/** What cross-validation found: the thresholds, and how good the content is, topic by topic. */
export interface Calibration {
  readonly thresholds: Thresholds;
  readonly accuracy: { readonly first: number; readonly amongThree: number };
  readonly byTopic: Readonly<Record<string, { readonly examples: number; readonly first: number }>>;
  /** Topics that are taken for another, the commonest first. */
  readonly confusions: readonly {
    readonly is: string;
    readonly taken: string;
    readonly times: number;
  }[];
}

export const folds = 5;
/**
 * Of what is ours at most this share may be refused; of what is not urgent at most this may escalate. Held-out phrasings are
 * harder than life: on questions by other people an eighth here is about a fiftieth there.
 */
const falseRefusals = 0.12;
const falseEscalations = 0.03;
/** Of what is answered without asking, at least this share must be right. */
const rightAnswers = 0.75;
/** An urgent topic is asked about unless another leads so far that this share of such leads is right. */
const surelyRight = 0.85;

interface Held {
  /** A topic, or `out-of-scope`. */
  readonly is: string;
  readonly why: Why;
}

/**
 * Trains on four fifths of the content and asks the rest, five times over, and sets the thresholds from what
 * was seen. The phrasings are written to differ from one another, so that this is harder than life.
 */
export function calibrate(library: Library): Calibration {
  const lexicon = createLexicon();
  const articles = readArticles(library.guides);
  const held = Array.from({ length: folds }, (_, fold) =>
    holdOut(library, fold, lexicon, articles),
  ).flat();
  const ours = held.filter((h) => h.is !== 'out-of-scope');
  return {
    thresholds: thresholdsFrom(held, ours),
    accuracy: {
      first: share(ours, (h) => h.why.ranked[0]?.topic === h.is),
      amongThree: share(ours, (h) => h.why.ranked.slice(0, 3).some((r) => r.topic === h.is)),
    },
    byTopic: Object.fromEntries(
      [...new Set(ours.map((h) => h.is))].sort().map((topic) => {
        const own = ours.filter((h) => h.is === topic);
        return [
          topic,
          { examples: own.length, first: share(own, (h) => h.why.ranked[0]?.topic === topic) },
        ];
      }),
    ),
    confusions: confusionsIn(ours),
  };
}

function holdOut(library: Library, fold: number, lexicon: Lexicon, articles: Articles): Held[] {
  const out = (text: string) => foldOf(text) === fold;
  const phrasings = library.phrasings.filter((p) => !out(p.text));
  const negatives = library.negatives.filter((n) => !out(n.text)).map((n) => n.text);
  const engine = {
    articles,
    classify: trainClassifier(phrasings, lexicon),
    gate: trainGate(
      phrasings.map((p) => p.text),
      negatives,
      lexicon,
    ),
  };
  const asked = [
    ...library.phrasings.map((p) => ({ text: p.text, is: topicOf(p.label) })),
    ...library.negatives.map((n) => ({ text: n.text, is: 'out-of-scope' })),
  ];
  return asked.filter((a) => out(a.text)).map(({ text, is }) => ({ is, why: weigh(engine, text) }));
}

/** A stable fold for a text, whatever stands around it. */
export function foldOf(text: string): number {
  let hash = 7;
  for (const sign of text) hash = (Math.imul(hash, 31) + (sign.codePointAt(0) ?? 0)) >>> 0;
  return hash % folds;
}

function thresholdsFrom(held: readonly Held[], ours: readonly Held[]): Thresholds {
  const leads = ours
    .map((h) => ({ lead: leadOf(h.why), right: h.why.ranked[0]?.topic === h.is }))
    .sort((a, b) => a.lead - b.lead);
  const leadFor = (wanted: number) =>
    leads.find((_, i) => share(leads.slice(i), (l) => l.right) >= wanted)?.lead ?? 1;
  const calm = held.filter((h) => !isUrgentTopic(h.is as never));
  const falsely = calm
    .filter((h) => h.why.ranked[0] && isUrgentTopic(h.why.ranked[0].topic))
    .map((h) => h.why.ranked[0]?.distance ?? 0);
  return {
    refuse: quantile(
      ours.map((h) => h.why.ours),
      falseRefusals,
    ),
    answer: rounded(leadFor(rightAnswers)),
    escalate: quantile(falsely, 1 - (falseEscalations * calm.length) / falsely.length),
    ask: rounded(leadFor(surelyRight)),
  };
}

function leadOf({ ranked: [first, second] }: Why): number {
  return (first?.distance ?? 0) - (second?.distance ?? 0);
}

function confusionsIn(ours: readonly Held[]) {
  const times = new Map<string, number>();
  for (const { is, why } of ours) {
    const taken = why.ranked[0]?.topic;
    if (taken && taken !== is) times.set(`${is} ${taken}`, (times.get(`${is} ${taken}`) ?? 0) + 1);
  }
  return [...times]
    .map(([pair, n]) => ({
      is: pair.split(' ')[0] ?? '',
      taken: pair.split(' ')[1] ?? '',
      times: n,
    }))
    .sort((a, b) => b.times - a.times);
}

function quantile(values: number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return rounded(
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(sorted.length * at)))] ?? 0,
  );
}

function share<T>(of: readonly T[], is: (one: T) => boolean): number {
  return of.length === 0 ? 0 : of.filter(is).length / of.length;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
