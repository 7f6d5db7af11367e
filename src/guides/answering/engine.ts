import type { Library } from '../library';
import { trainClassifier, trainGate } from './classifier';
import type { Engine, Thresholds } from './decide';
import { createLexicon } from './lexicon';

/** Learns from the content how people ask: a second or two, once at the start. */
export function prepareEngine(library: Library, thresholds: Thresholds): Engine {
  const lexicon = createLexicon();
  return {
    classify: trainClassifier(library.phrasings, lexicon),
    gate: trainGate(
      library.phrasings.map((p) => p.text),
      library.negatives.map((n) => n.text),
      lexicon,
    ),
    thresholds,
  };
}
