import type { Guide } from '../guide';
import type { Library } from '../library';
import { readArticles, type Articles } from './articles';
import {
  classifierOf,
  gateOf,
  learnClassifier,
  learnGate,
  type Classifier,
  type ClassifierModel,
  type Gate,
  type GateModel,
} from './classifier';
import { createLexicon } from './lexicon';

/** Where one zone ends and the next begins; found by cross-validation, stored with the content. */
export interface Thresholds {
  /** Below this the message is not ours: gate plus half of what speaks for the best topic. */
  readonly refuse: number;
  /** From this lead of the first topic over the second, the first is answered. */
  readonly answer: number;
  /** From here an urgent topic that leads escalates without asking. */
  readonly escalate: number;
  /** An urgent topic at most this far behind the first is asked about. */
  readonly ask: number;
}

export interface Engine {
  readonly classify: Classifier;
  readonly gate: Gate;
  /** The guides' own sentences, which speak for their topics too. */
  readonly articles: Articles;
  readonly thresholds: Thresholds;
}

/** Everything the engine learned from the content: plain data, made by the build and read at the start. */
export interface Model {
  /** Which content it was learned from. */
  readonly content: string;
  readonly features: readonly string[];
  readonly classifier: ClassifierModel;
  readonly gate: GateModel;
}

/** Learns from the content how people ask: some seconds. */
export function learnModel(library: Library, content: string): Model {
  const lexicon = createLexicon();
  const classifier = learnClassifier(library.phrasings, lexicon);
  const gate = learnGate(
    library.phrasings.map((p) => p.text),
    library.negatives.map((n) => n.text),
    lexicon,
  );
  return { content, features: lexicon.features(), classifier, gate };
}

/** The engine that a model and its thresholds make for people who can be given these guides. */
export function engineOf(
  { features, classifier, gate }: Model,
  thresholds: Thresholds,
  guides: readonly Guide[],
): Engine {
  const lexicon = createLexicon(features);
  return {
    classify: classifierOf(classifier, lexicon),
    gate: gateOf(gate, lexicon),
    articles: readArticles(guides),
    thresholds,
  };
}
