import { learnWeights, toVector } from './features';
import { createLexicon, type Lexicon } from './lexicon';
import { collectExamples, likenessTo, type Examples } from './likeness';
import { distance, trainPlane, type Plane } from './linear';

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

/** What was learned of the labels: plain data, so that it can be stored. */
export interface ClassifierModel {
  readonly labels: readonly string[];
  readonly weights: Float64Array;
  readonly planes: readonly Plane[];
  readonly examples: Examples;
}

/** What likeness to a label's typical example, and to its nearest one, adds to the distance from its plane. */
const typicalShare = 0.5;
const nearestShare = 0.3;

/** One plane a label against all others, over a common vocabulary, and the examples to compare with. */
export function learnClassifier(examples: readonly Example[], lexicon: Lexicon): ClassifierModel {
  const weights = learnWeights(
    examples.map((e) => e.text),
    lexicon,
  );
  const vectors = examples.map((e) => toVector(lexicon.learn(e.text), weights));
  const labels = [...new Set(examples.map((e) => e.label))].sort();
  const numbers = Int32Array.from(examples, (e) => labels.indexOf(e.label));
  return {
    labels,
    weights,
    planes: labels.map((_, n) => trainPlane(vectors, (i) => numbers[i] === n, weights.length)),
    examples: collectExamples(vectors, numbers, labels.length, weights.length),
  };
}

export function classifierOf(model: ClassifierModel, lexicon: Lexicon): Classifier {
  const { labels, weights, planes, examples } = model;
  return (text) => {
    const vector = toVector(lexicon.read(text), weights);
    const { typical, nearest } = likenessTo(examples, vector);
    return labels
      .map((label, n) => ({
        label,
        distance:
          distance(planes[n]!, vector) + typicalShare * typical[n]! + nearestShare * nearest[n]!,
      }))
      .sort((a, b) => b.distance - a.distance);
  };
}

export function trainClassifier(
  examples: readonly Example[],
  lexicon = createLexicon(),
): Classifier {
  return classifierOf(learnClassifier(examples, lexicon), lexicon);
}

/** How much a message looks like one of ours: above 0 ours, below 0 not. */
export type Gate = (text: string) => number;

export interface GateModel {
  readonly weights: Float64Array;
  readonly plane: Plane;
}

/**
 * One plane between what is ours and what is not. The vocabulary covers both sides, so that a word seen
 * only in what is not ours speaks against; the classifier's weights stay free of it.
 */
export function learnGate(
  ours: readonly string[],
  notOurs: readonly string[],
  lexicon: Lexicon,
): GateModel {
  const texts = [...ours, ...notOurs];
  const weights = learnWeights(texts, lexicon);
  const vectors = texts.map((t) => toVector(lexicon.learn(t), weights));
  return { weights, plane: trainPlane(vectors, (i) => i < ours.length, weights.length) };
}

export function gateOf({ weights, plane }: GateModel, lexicon: Lexicon): Gate {
  return (text) => distance(plane, toVector(lexicon.read(text), weights));
}

export function trainGate(
  ours: readonly string[],
  notOurs: readonly string[],
  lexicon = createLexicon(),
): Gate {
  return gateOf(learnGate(ours, notOurs, lexicon), lexicon);
}
