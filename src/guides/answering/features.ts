import { fold, words } from './text';

/** A sparse vector: ascending feature numbers and their values. */
export interface Vector {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** Turns a message into a vector over the vocabulary that was learned. */
export interface Vectoriser {
  readonly size: number;
  vector(text: string): Vector;
}

/** The two kinds of features are weighed alike: each block is scaled to length one before they are joined. */
const blocks = [wordFeatures, letterFeatures] as const;

/**
 * Learns the vocabulary and how telling each feature is (smoothed inverse document frequency) from texts.
 * Words and word pairs carry the meaning; letter sequences forgive typing errors and inflection.
 */
export function learnVectoriser(texts: readonly string[]): Vectoriser {
  const numbers = new Map<string, number>();
  const documents: number[] = [];
  for (const text of texts)
    for (const feature of new Set(blocks.flatMap((block) => block(words(fold(text)))))) {
      const number = numbers.get(feature) ?? numbers.size;
      numbers.set(feature, number);
      documents[number] = (documents[number] ?? 0) + 1;
    }
  const weights = documents.map((n) => Math.log((1 + texts.length) / (1 + n)) + 1);
  return {
    size: numbers.size,
    vector: (text) => toVector(text, numbers, weights),
  };
}

function toVector(text: string, numbers: ReadonlyMap<string, number>, weights: readonly number[]): Vector {
  const tokens = words(fold(text));
  const entries = blocks.flatMap((block) => {
    const counts = new Map<number, number>();
    for (const feature of block(tokens)) {
      const number = numbers.get(feature);
      if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    return scaled([...counts].map(([n, count]) => [n, (1 + Math.log(count)) * (weights[n] ?? 0)]));
  });
  entries.sort(([a], [b]) => a - b);
  return {
    indices: Int32Array.from(entries, ([n]) => n),
    values: Float64Array.from(entries, ([, value]) => value),
  };
}

function scaled(entries: [number, number][]): [number, number][] {
  const length = Math.sqrt(entries.reduce((sum, [, v]) => sum + v * v, 0)) || 1;
  return entries.map(([n, v]) => [n, v / length]);
}

function wordFeatures(tokens: readonly string[]): string[] {
  const pairs = tokens.slice(1).map((word, i) => `${tokens[i]} ${word}`);
  return [...tokens, ...pairs];
}

function letterFeatures(tokens: readonly string[]): string[] {
  return tokens.flatMap((token) => {
    const padded = `<${token}>`;
    const sequences: string[] = [];
    for (let length = 2; length <= 5; length++)
      for (let i = 0; i + length <= padded.length; i++) sequences.push(`~${padded.slice(i, i + length)}`);
    return sequences;
  });
}
