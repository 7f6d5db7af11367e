import { learnVectoriser } from './features';
import { distance, trainPlane } from './linear';

/** One example of how people ask, and what it is about. */
export interface Example {
  readonly text: string;
  readonly label: string;
}

export interface Ranked {
  readonly label: string;
  /** Distance from the label's plane: comparable between labels, above 0 speaks for it. */
  readonly distance: number;
}

/** All labels, the likeliest first. */
export type Classifier = (text: string) => Ranked[];

/** One plane a label against all others, over a common vocabulary. */
export function trainClassifier(examples: readonly Example[]): Classifier {
  const vectoriser = learnVectoriser(examples.map((e) => e.text));
  const vectors = examples.map((e) => vectoriser.vector(e.text));
  const planes = [...new Set(examples.map((e) => e.label))].sort().map((label) => ({
    label,
    plane: trainPlane(vectors, (i) => examples[i]?.label === label, vectoriser.size),
  }));
  return (text) => {
    const vector = vectoriser.vector(text);
    return planes
      .map(({ label, plane }) => ({ label, distance: distance(plane, vector) }))
      .sort((a, b) => b.distance - a.distance);
  };
}

/** How much a message looks like one of ours: above 0 ours, below 0 not. */
export type Gate = (text: string) => number;

/**
 * One plane between what is ours and what is not. The vocabulary covers both sides, so that a word seen
 * only in what is not ours speaks against; the classifier's vocabulary stays free of it.
 */
export function trainGate(ours: readonly string[], notOurs: readonly string[]): Gate {
  const texts = [...ours, ...notOurs];
  const vectoriser = learnVectoriser(texts);
  const vectors = texts.map((t) => vectoriser.vector(t));
  const plane = trainPlane(vectors, (i) => i < ours.length, vectoriser.size);
  return (text) => distance(plane, vectoriser.vector(text));
}
