import type { Library } from '../library';
import { trainClassifier, trainGate } from './classifier';
import type { Engine } from './decide';

/** Learns from the content how people ask: a second or two, once at the start. */
export function prepareEngine(library: Library): Engine {
  return {
    classify: trainClassifier(library.phrasings),
    gate: trainGate(
      library.phrasings.map((p) => p.text),
      library.negatives.map((n) => n.text),
    ),
    thresholds: { refuse: 0.05, answer: 0.35, escalate: -0.35, ask: 0.35 },
  };
}
