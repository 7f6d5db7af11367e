import { learnVectoriser } from './features';
import { createLexicon } from './lexicon';
import { distance, trainPlane } from './linear';
import { likenesses } from './likeness';

/** One example of how people ask, and what it is about. */
export interface Example {
  readonly text: string;
  readonly label: string;
}

export interface Ranked {
  readonly label: string;
  /** What speaks for the label: comparable between labels and messages; the higher the better. */
  readonly distance: number;
}

/** All labels, the likeliest first. */
export type Classifier = (text: string) => Ranked[];

/** What likeness to a label's typical example, and to its nearest one, adds to the distance from its plane. */
const typicalShare = 0.5;
const nearestShare = 0.3;

/** One plane a label against all others, over a common vocabulary, and how like the label's examples a message is. */
export function trainClassifier(
  examples: readonly Example[],
  lexicon = createLexicon(),
): Classifier {
  const vectoriser = learnVectoriser(
    examples.map((e) => e.text),
    lexicon,
  );
  const vectors = examples.map((e) => vectoriser.vector(e.text));
  const labels = [...new Set(examples.map((e) => e.label))].sort();
  const numbers = Int32Array.from(examples, (e) => labels.indexOf(e.label));
  const planes = labels.map((_, n) => trainPlane(vectors, (i) => numbers[i] === n, vectoriser.size));
  const likeness = likenesses(vectors, numbers, labels.length, vectoriser.size);
  return (text) => {
    const vector = vectoriser.vector(text);
    const { typical, nearest } = likeness(vector);
    return labels
      .map((label, n) => ({
        label,
        distance:
          distance(planes[n]!, vector) + typicalShare * typical[n]! + nearestShare * nearest[n]!,
      }))
      .sort((a, b) => b.distance - a.distance);
  };
}

/** How much a message looks like one of ours: above 0 ours, below 0 not. */
export type Gate = (text: string) => number;

/**
 * One plane between what is ours and what is not. The vocabulary covers both sides, so that a word seen
 * only in what is not ours speaks against; the classifier's vocabulary stays free of it.
 */
export function trainGate(
  ours: readonly string[],
  notOurs: readonly string[],
  lexicon = createLexicon(),
): Gate {
  const texts = [...ours, ...notOurs];
  const vectoriser = learnVectoriser(texts, lexicon);
  const vectors = texts.map((t) => vectoriser.vector(t));
  const plane = trainPlane(vectors, (i) => i < ours.length, vectoriser.size);
  return (text) => distance(plane, vectoriser.vector(text));
}
