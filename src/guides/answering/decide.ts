import type { Language } from '../../organisation/language';
import type { Guide } from '../guide';
import { findGuide, topicOf, type Library } from '../library';
import {
  isReplyTopic,
  isUrgentTopic,
  type ReplyTopic,
  type Topic,
  type UrgentTopic,
} from '../topics';
import { withoutRejected } from './contrast';
import type { Engine, Thresholds } from './engine';
import { detectLanguage } from './language';
import { otherNeed } from './otherNeed';
import { decidingQuestion, type Question } from './pairs';
import { namesAnotherService } from './otherServices';
import { isGuarded, urgency } from './urgent';

/** What was meant, and what follows from it. `topics` is never empty and begins with `topic`. */
export type Decision = {
  readonly topic: Topic;
  /** Up to three, the likeliest first. */
  readonly topics: readonly Topic[];
  readonly language: Language;
  /** How sure, 0 to 1: comparable between messages, not a probability. */
  readonly score: number;
  /** What decided, for people who write guides. */
  readonly why: Why;
} & (
  | {
      readonly outcome: 'answer';
      readonly guide: Guide;
      /** A second need in the same message: offered beside the answer. */
      readonly also: Guide | undefined;
      /** Set where a model chose the guide, not the engine. */
      readonly byModel?: true;
    }
  | { readonly outcome: 'offer'; readonly guides: readonly Guide[] }
  | { readonly outcome: 'ask'; readonly question: Question; readonly guides: readonly Guide[] }
  | { readonly outcome: 'escalate'; readonly topic: UrgentTopic; readonly guide: Guide | undefined }
  | { readonly outcome: 'reply'; readonly topic: ReplyTopic }
  | { readonly outcome: 'refuse'; readonly topic: 'out-of-scope' }
);

export interface Why {
  /** The emergency that a rule saw. */
  readonly rule: UrgentTopic | undefined;
  /** What is left of the message when the rejected part is dropped. */
  readonly read: string;
  /** Gate and classifier together: below `thresholds.refuse` it is not ours. */
  readonly ours: number;
  readonly ranked: readonly RankedTopic[];
}

/** A topic with its best label: the topic itself, or one of its more special guides. */
export interface RankedTopic {
  readonly topic: Topic;
  readonly label: string;
  readonly distance: number;
}

/** What likeness to a guide's own sentence adds for its topic, and for the message being ours. */
const articleShare = 0.5;
const articleGateShare = 0.25;
/** What speaks for an emergency when a rule says so, on the classifier's scale. */
const ruleBonus = 0.6;
/** What speaks against lost access when the message says that it has not happened. */
const guardMalus = 0.5;
/** How far below the refusal's threshold a possible emergency is still asked about. */
const askedThough = 0.5;
/** How far below the escalation's threshold an urgent topic is still asked about. */
const askBelow = 0.3;

/** Decides what to do with a message of somebody in an organisation. */
export function decide(
  engine: Engine,
  library: Library,
  organisation: string,
  text: string,
  spoken?: Language,
): Decision {
  const language = spoken ?? detectLanguage(text) ?? defaultLanguage(library, organisation);
  const guideFor = (label: string) => findGuide(library, organisation, label, language);
  const why = weigh(engine, text);
  const { ranked } = why;
  const [first, second] = ranked;
  if (!first || !second) throw new Error('the classifier knows too few topics');
  const lead = first.distance - second.distance;
  const common = { language, score: sureness(lead), why, topics: firstThree(ranked) };
  const foreign = namesAnotherService(text);
  const emergency = foreign ? undefined : urgent(text, ranked, engine.thresholds);

  if (emergency === 'sure' && isUrgentTopic(first.topic))
    return { ...common, outcome: 'escalate', topic: first.topic, guide: guideFor(first.label) };
  // Better one question too many than an emergency refused.
  const floor = engine.thresholds.refuse - (emergency ? askedThough : 0);
  if (foreign || why.ours < floor) {
    const topics: Topic[] = ['out-of-scope', ...common.topics.slice(0, 2)];
    const score = sureness(engine.thresholds.refuse - why.ours);
    return { ...common, outcome: 'refuse', topic: 'out-of-scope', topics, score };
  }
  const { topic } = first;
  const offered = () => offeredGuides(ranked, guideFor);
  if (emergency)
    return {
      ...common,
      outcome: 'ask',
      topic,
      question: 'can-you-still-sign-in',
      guides: offered(),
    };
  if (isReplyTopic(topic)) return { ...common, outcome: 'reply', topic };
  const guide = guideFor(first.label);
  if (guide && lead >= engine.thresholds.answer) {
    const also = otherNeed(text, topic, engine);
    return {
      ...common,
      outcome: 'answer',
      topic,
      guide,
      also: also === undefined ? undefined : guideFor(also),
    };
  }
  const question = decidingQuestion(topic, second.topic);
  if (question)
    return { ...common, outcome: 'ask', topic, question, guides: offered().slice(0, 2) };
  return { ...common, outcome: 'offer', topic, guides: offered() };
}

function defaultLanguage(library: Library, organisation: string): Language {
  return library.profiles.get(organisation)?.languages[0] ?? 'en';
}

/** Everything that speaks for and against, before anything is decided. */
export function weigh(engine: Pick<Engine, 'classify' | 'gate' | 'articles'>, text: string): Why {
  const read = withoutRejected(text);
  const rule = urgency(text);
  const guarded = isGuarded(text);
  const likeness = engine.articles(read);
  const labels = engine.classify(read).map(({ label, distance }) => ({
    label,
    distance: distance + articleShare * (likeness.get(label) ?? 0),
  }));
  const ranked = byTopic(labels)
    .map((r) => {
      if (r.topic === rule) return { ...r, distance: r.distance + ruleBonus };
      if (r.topic === 'lost-access' && guarded) return { ...r, distance: r.distance - guardMalus };
      return r;
    })
    .sort((a, b) => b.distance - a.distance);
  const best = Math.max(0, ...likeness.values());
  const ours = engine.gate(read) + (ranked[0]?.distance ?? 0) / 2 + articleGateShare * best;
  return { rule, read, ours, ranked };
}

/** One entry a topic, with the best of its labels. */
function byTopic(labels: readonly { label: string; distance: number }[]): RankedTopic[] {
  const best = new Map<Topic, RankedTopic>();
  for (const { label, distance } of labels) {
    const topic = topicOf(label);
    if ((best.get(topic)?.distance ?? -Infinity) < distance)
      best.set(topic, { topic, label, distance });
  }
  return [...best.values()];
}

/** Whether the ranking shows an emergency: surely, or close enough that one question must decide. */
function urgent(
  text: string,
  ranked: readonly RankedTopic[],
  thresholds: Thresholds,
): 'sure' | 'maybe' | undefined {
  const [first] = ranked;
  const best = ranked.find((r) => isUrgentTopic(r.topic));
  if (!first || !best) return undefined;
  if (best === first && best.distance >= thresholds.escalate) return 'sure';
  if (best.topic === 'lost-access' && isGuarded(text)) return undefined;
  const near = first.distance - best.distance <= thresholds.ask;
  return near && best.distance >= thresholds.escalate - askBelow ? 'maybe' : undefined;
}

function firstThree(ranked: readonly RankedTopic[]): Topic[] {
  return ranked.slice(0, 3).map((r) => r.topic);
}

function offeredGuides(
  ranked: readonly RankedTopic[],
  guideFor: (label: string) => Guide | undefined,
): Guide[] {
  return ranked
    .slice(0, 6)
    .flatMap((r) => guideFor(r.label) ?? [])
    .slice(0, 3);
}

function sureness(lead: number): number {
  return Math.round(1000 / (1 + Math.exp(-3 * lead))) / 1000;
}
