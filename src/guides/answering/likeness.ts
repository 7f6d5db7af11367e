import type { Vector } from './features';

/** All examples in a form that is quick to compare with: plain data, so that it can be stored. */
export interface Examples {
  /** The label's number of each example. */
  readonly labels: Int32Array;
  /** For each label the length of the sum of its examples. */
  readonly lengths: Float64Array;
  /** For each feature the examples that have it: from `starts[feature]` to `starts[feature + 1]`. */
  readonly starts: Int32Array;
  readonly owners: Int32Array;
  readonly values: Float32Array;
}

/** How like a message is to each label's examples, as cosines: to their mean, and to the nearest of them. */
export interface Likeness {
  readonly typical: Float64Array;
  readonly nearest: Float64Array;
}

export function collectExamples(
  vectors: readonly Vector[],
  labels: Int32Array,
  labelCount: number,
  size: number,
): Examples {
  const starts = new Int32Array(size + 1);
  for (const { indices } of vectors) for (const feature of indices) starts[feature + 1]!++;
  for (let f = 0; f < size; f++) starts[f + 1]! += starts[f]!;
  const next = starts.slice();
  const owners = new Int32Array(starts[size]!);
  const values = new Float32Array(starts[size]!);
  vectors.forEach((vector, i) => {
    for (let k = 0; k < vector.indices.length; k++) {
      const place = next[vector.indices[k]!]!++;
      owners[place] = i;
      values[place] = vector.values[k]!;
    }
  });
  return { labels, lengths: lengthsOf(vectors, labels, labelCount, size), starts, owners, values };
}

function lengthsOf(
  vectors: readonly Vector[],
  labels: Int32Array,
  labelCount: number,
  size: number,
): Float64Array {
  return Float64Array.from({ length: labelCount }, (_, label) => {
    const sum = new Float64Array(size);
    vectors.forEach(({ indices, values }, i) => {
      if (labels[i] !== label) return;
      for (let k = 0; k < indices.length; k++) sum[indices[k]!]! += values[k]!;
    });
    return Math.sqrt(sum.reduce((total, v) => total + v * v, 0)) || 1;
  });
}

export function likenessTo(examples: Examples, { indices, values }: Vector): Likeness {
  const { labels, lengths, starts, owners } = examples;
  const products = new Float64Array(labels.length);
  for (let k = 0; k < indices.length; k++) {
    const end = starts[indices[k]! + 1]!;
    for (let p = starts[indices[k]!]!; p < end; p++)
      products[owners[p]!]! += values[k]! * examples.values[p]!;
  }
  const typical = new Float64Array(lengths.length);
  const nearest = new Float64Array(lengths.length);
  for (let i = 0; i < products.length; i++) {
    const label = labels[i]!;
    typical[label]! += products[i]! / lengths[label]!;
    if (products[i]! > nearest[label]!) nearest[label] = products[i]!;
  }
  return { typical, nearest };
}
