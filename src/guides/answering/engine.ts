import type { Guide } from '../guide';
import type { Library } from '../library';
import { readArticles } from './articles';
import {
  classifierOf,
  gateOf,
  learnClassifier,
  learnGate,
  type ClassifierModel,
  type GateModel,
} from './classifier';
import type { Engine, Thresholds } from './decide';
import { createLexicon } from './lexicon';

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
