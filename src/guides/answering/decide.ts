import type { Language } from '../../organisation/language';
import { findGuide, topicOf, type Library } from '../library';
import type { Guide } from '../guide';
import { isReplyTopic, isUrgentTopic, type ReplyTopic, type Topic, type UrgentTopic } from '../topics';
import type { Classifier, Gate, Ranked } from './classifier';
import { withoutRejected } from './contrast';
import { detectLanguage } from './language';
import { isGuarded, urgency } from './urgent';

/** What was meant, and what follows from it. `topics` is never empty and begins with `topic`. */
export type Decision = {
  readonly topic: Topic;
  /** Up to three, the likeliest first. */
  readonly topics: readonly Topic[];
  readonly language: Language;
  /** How sure, 0 to 1: comparable between messages, not a probability. */
  readonly score: number;
} & (
  | { readonly outcome: 'answer'; readonly guide: Guide }
  | { readonly outcome: 'offer'; readonly guides: readonly Guide[] }
  | { readonly outcome: 'ask'; readonly question: 'can-you-still-sign-in' }
  | { readonly outcome: 'escalate'; readonly topic: UrgentTopic; readonly guide: Guide | undefined }
  | { readonly outcome: 'reply'; readonly topic: ReplyTopic }
  | { readonly outcome: 'refuse'; readonly topic: 'out-of-scope' }
);

/** Where one zone ends and the next begins, on the scales of the classifier and the gate. */
export interface Thresholds {
  /** Below this the message is not ours: gate plus half the best distance. */
  readonly refuse: number;
  /** Above this lead of the first label over the second, the first is answered. */
  readonly answer: number;
  /** Above this distance an urgent label escalates without asking. */
  readonly escalate: number;
  /** An urgent label at most this far behind the first is asked about. */
  readonly ask: number;
}

/** What speaks for an urgent topic when a rule says so, on the classifier's scale. */
const ruleBonus = 0.8;
/** What speaks against lost access when the message says that it has not happened. */
const guardMalus = 0.5;

export interface Engine {
  readonly classify: Classifier;
  readonly gate: Gate;
  readonly thresholds: Thresholds;
}

/** Decides what to do with a message of somebody in an organisation. */
export function decide(
  engine: Engine,
  library: Library,
  organisation: string,
  text: string,
  spoken?: Language,
): Decision {
  const fallback = library.profiles.get(organisation)?.languages[0] ?? 'en';
  const language = spoken ?? detectLanguage(text) ?? fallback;
  const kept = withoutRejected(text);
  const ranked = weighed(text, engine.classify(kept));
  const [first, second] = ranked;
  const topics = [...new Set(ranked.map((r) => topicOf(r.label)))].slice(0, 3);
  const [topic] = topics;
  if (!first || !second || !topic) throw new Error('the classifier knows no topics');
  const common = { topics, language, score: sureness(first.distance - second.distance) };
  const guideFor = (label: string) => findGuide(library, organisation, label, language);

  const emergency = urgent(text, ranked, engine.thresholds);
  if (emergency?.sure)
    return { ...common, ...leading(emergency.topic, topics), outcome: 'escalate', topic: emergency.topic, guide: guideFor(emergency.topic) };

  const ours = engine.gate(kept) + first.distance / 2;
  if (ours < engine.thresholds.refuse)
    return { ...common, outcome: 'refuse', topic: 'out-of-scope', topics: leading('out-of-scope', topics).topics, score: sureness(engine.thresholds.refuse - ours) };
  if (emergency) return { ...common, outcome: 'ask', topic, question: 'can-you-still-sign-in' };
  if (isReplyTopic(topic)) return { ...common, outcome: 'reply', topic };
  const guide = guideFor(first.label);
  if (guide && first.distance - second.distance >= engine.thresholds.answer)
    return { ...common, outcome: 'answer', topic, guide };
  return { ...common, outcome: 'offer', topic, guides: offered(ranked, guideFor) };
}

/** The classifier's ranking with what the rules say laid on top. */
function weighed(text: string, ranked: readonly Ranked[]): Ranked[] {
  const byRule = urgency(text);
  const guarded = isGuarded(text);
  return ranked
    .map((r) => {
      if (r.label === byRule) return { ...r, distance: r.distance + ruleBonus };
      if (r.label === 'lost-access' && guarded) return { ...r, distance: r.distance - guardMalus };
      return r;
    })
    .sort((a, b) => b.distance - a.distance);
}

/** An emergency that the ranking shows: sure, or close enough that one question must decide. */
function urgent(
  text: string,
  ranked: readonly Ranked[],
  thresholds: Thresholds,
): { topic: UrgentTopic; sure: boolean } | undefined {
  const [first] = ranked;
  const best = ranked.find((r) => isUrgentTopic(topicOf(r.label)));
  if (!first || !best) return undefined;
  const topic = topicOf(best.label) as UrgentTopic;
  const behind = first.distance - best.distance;
  if (behind === 0 && best.distance >= thresholds.escalate) return { topic, sure: true };
  if (topic === 'lost-access' && isGuarded(text)) return undefined;
  return behind <= thresholds.ask && best.distance >= thresholds.escalate - 0.4
    ? { topic, sure: false }
    : undefined;
}

function leading(topic: Topic, topics: readonly Topic[]): { topics: Topic[] } {
  return { topics: [topic, ...topics.filter((t) => t !== topic)].slice(0, 3) };
}

function offered(ranked: readonly Ranked[], guideFor: (label: string) => Guide | undefined): Guide[] {
  const guides = ranked.slice(0, 6).flatMap((r) => guideFor(r.label) ?? []);
  return guides.filter((g, i) => guides.findIndex((o) => o.id === g.id) === i).slice(0, 3);
}

function sureness(lead: number): number {
  return Math.round(1000 / (1 + Math.exp(-3 * lead))) / 1000;
}
