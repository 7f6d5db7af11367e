import { foldOf, folds } from '../guides/answering/calibration';
import { auroc, percentile, refusedWhenLosing, share } from '../guides/answering/metrics';
import { topicOf, type Library } from '../guides/library';
import type { Language } from '../organisation/language';

export interface Asked {
  readonly text: string;
  readonly language: Language;
}

export interface Said {
  /** The likeliest first. */
  readonly labels: readonly string[];
  /** The higher, the likelier in scope; only comparable within one engine. */
  readonly inScope: number;
}

export type Ask = (asked: Asked) => Said | Promise<Said>;
/** Learns from the phrasings, and from the negatives what is not ours: all engines get the same. */
export type Learn = (content: Library) => Ask | Promise<Ask>;

/** So many questions are asked before the clock runs, so that the compiler has seen the code. */
const warmUp = 200;

/** One in so many of what was held out is asked, the same ones of every engine: enough for two digits. */
const askedOneIn = 4;

interface Answer {
  /** The topic that is right, or undefined where none is. */
  readonly topic: string | undefined;
  /** The topics that were named, the likeliest first. */
  readonly topics: readonly string[];
  readonly inScope: number;
  readonly milliseconds: number;
}

async function holdOut(learn: Learn, library: Library, fold: number) {
  const isOut = ({ text }: Asked) => foldOf(text) === fold;
  const kept = <T extends Asked>(all: readonly T[]) => all.filter((one) => !isOut(one));
  const started = performance.now();
  const ask = await learn({
    ...library,
    phrasings: kept(library.phrasings),
    negatives: kept(library.negatives),
  });
  const seconds = (performance.now() - started) / 1000;
  const held = [
    ...library.phrasings.filter(isOut).map((p) => ({ ...p, topic: topicOf(p.label) })),
    ...library.negatives.filter(isOut).map((n) => ({ ...n, topic: undefined })),
  ].filter((_, i) => i % askedOneIn === 0);
  for (const asked of held.slice(0, warmUp)) await ask(asked);
  const answers: Answer[] = [];
  for (const asked of held) {
    const from = performance.now();
    const { labels, inScope } = await ask(asked);
    const milliseconds = performance.now() - from;
    const topics = [...new Set(labels.map(topicOf))];
    answers.push({ topic: asked.topic, topics, inScope, milliseconds });
  }
  return { seconds, answers };
}

/** How good and how fast an engine is on the phrasings that were kept from it, five times a fifth of them; a sample is asked. */
export async function crossValidate(learn: Learn, library: Library) {
  const runs: Awaited<ReturnType<typeof holdOut>>[] = [];
  for (let fold = 0; fold < folds; fold++) runs.push(await holdOut(learn, library, fold));
  const answers = runs.flatMap((r) => r.answers);
  const inScope = answers.filter((a) => a.topic !== undefined);
  const scores = inScope.map((a) => a.inScope);
  const others = answers.filter((a) => a.topic === undefined).map((a) => a.inScope);
  return {
    top1: share(inScope, (a) => a.topics[0] === a.topic),
    top3: share(inScope, (a) => a.topics.slice(0, 3).some((t) => t === a.topic)),
    auroc: auroc(scores, others),
    refusedAt5: refusedWhenLosing(0.05, scores, others),
    refusedAt10: refusedWhenLosing(0.1, scores, others),
    trainingSeconds: percentile(
      runs.map((r) => r.seconds),
      0.5,
    ),
    milliseconds: percentile(
      answers.map((a) => a.milliseconds),
      0.5,
    ),
  };
}
