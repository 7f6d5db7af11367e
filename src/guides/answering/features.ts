import type { Counted, Features, Lexicon } from './lexicon';

/** A sparse vector: feature numbers and their values. */
export interface Vector {
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** The squared length. */
  readonly norm: number;
}

/**
 * How long each block of features is made before they are joined. Measured on labelled sets of several makers: words a
 * little shorter than letters.
 */
const lengths = { words: 0.8, letters: 1 } as const;

/**
 * Learns from texts how telling each feature is (smoothed inverse document frequency). What occurs in none of
 * them has no weight, even where the lexicon knows it from elsewhere.
 */
export function learnWeights(texts: readonly string[], lexicon: Lexicon): Float64Array {
  const read = texts.map((t) => lexicon.learn(t));
  const documents = new Int32Array(lexicon.size());
  for (const { words, letters } of read) {
    for (const id of words.ids) documents[id]!++;
    for (const id of letters.ids) documents[id]!++;
  }
  return Float64Array.from(documents, (n) =>
    n === 0 ? 0 : Math.log((1 + texts.length) / (1 + n)) + 1,
  );
}

export function toVector({ words, letters }: Counted, weights: Float64Array): Vector {
  const most = words.ids.length + letters.ids.length;
  const indices = new Int32Array(most);
  const values = new Float64Array(most);
  let used = 0;
  let norm = 0;
  const fill = (block: Features, length: number) => {
    const from = used;
    let sum = 0;
    for (let k = 0; k < block.ids.length; k++) {
      const weight = weights[block.ids[k]!] ?? 0;
      if (weight === 0) continue;
      const value = (1 + Math.log(block.counts[k]!)) * weight;
      indices[used] = block.ids[k]!;
      values[used++] = value;
      sum += value * value;
    }
    const scale = length / (Math.sqrt(sum) || 1);
    for (let k = from; k < used; k++) values[k]! *= scale;
    norm += sum * scale * scale;
  };
  fill(words, lengths.words);
  fill(letters, lengths.letters);
  return { indices: indices.subarray(0, used), values: values.subarray(0, used), norm };
}
