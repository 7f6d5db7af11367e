import type { Language } from '../../organisation/language';
import type { Guide } from '../guide';
import { findGuide, type Library } from '../library';
import type { Decision } from './decide';
import { redacted } from './redacted';

/** A guide as it is shown to whoever chooses. */
export interface Candidate {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

/** Chooses among guides where the engine is not sure. It may be wrong, but it never throws and never hangs. */
export interface Chooser {
  /** @returns the id of a candidate, or undefined for none of them and for every failure. */
  choose(
    question: string,
    language: Language,
    candidates: readonly Candidate[],
  ): Promise<string | undefined>;
}

const mostCandidates = 5;
const longestQuestion = 500;
const longestSummary = 200;

/**
 * Lets a chooser pick one guide where several would have been offered and no rule saw an emergency. Every other
 * decision, and one for which the chooser names no candidate, stays as it is. The chooser sees the redacted
 * question and nothing else of the person.
 */
export async function chosenGuide(
  decision: Decision,
  question: string,
  chooser: Chooser | undefined,
  library: Library,
  organisation: string,
): Promise<Decision> {
  if (!chooser || decision.outcome !== 'offer' || decision.why.rule) return decision;
  const { language, score, why, topics } = decision;
  const further = why.ranked.flatMap(
    (r) => findGuide(library, organisation, r.label, language) ?? [],
  );
  const guides = [...new Set([...decision.guides, ...further])].slice(0, mostCandidates);
  if (guides.length === 0) return decision;
  const asked = redacted(question).slice(0, longestQuestion);
  const id = await chooser.choose(asked, language, guides.map(asCandidate));
  const guide = guides.find((g) => g.id === id);
  if (!guide) return decision;
  const { topic } = guide;
  return {
    topic,
    topics: [topic, ...topics.filter((t) => t !== topic)].slice(0, 3),
    language,
    score,
    why,
    outcome: 'answer',
    guide,
    also: undefined,
    byModel: true,
  };
}

function asCandidate({ id, title, introduction, steps }: Guide): Candidate {
  const summary = redacted(introduction[0] ?? steps[0] ?? '').slice(0, longestSummary);
  return { id, title, summary };
}
