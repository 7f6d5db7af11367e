import type { Vector } from './features';

/** How like a message is to each label's examples, as cosines: to their mean, and to the nearest of them. */
export interface Likeness {
  readonly typical: Float64Array;
  readonly nearest: Float64Array;
}

/**
 * Prepares the comparison with all examples.
 * @param labels the label's number of each example.
 */
export function likenesses(
  vectors: readonly Vector[],
  labels: Int32Array,
  labelCount: number,
  size: number,
): (vector: Vector) => Likeness {
  const means = meansOf(vectors, labels, labelCount, size);
  const { starts, examples, values } = postingsOf(vectors, size);
  return ({ indices, values: weights }) => {
    const typical = new Float64Array(labelCount);
    const nearest = new Float64Array(labelCount);
    const products = new Float64Array(vectors.length);
    for (let k = 0; k < indices.length; k++) {
      const feature = indices[k]!;
      const weight = weights[k]!;
      for (let n = 0; n < labelCount; n++) typical[n]! += weight * means[n]![feature]!;
      for (let p = starts[feature]!; p < starts[feature + 1]!; p++)
        products[examples[p]!]! += weight * values[p]!;
    }
    for (let i = 0; i < products.length; i++)
      if (products[i]! > nearest[labels[i]!]!) nearest[labels[i]!] = products[i]!;
    return { typical, nearest };
  };
}

/** The mean of each label's examples, of length one. */
function meansOf(
  vectors: readonly Vector[],
  labels: Int32Array,
  labelCount: number,
  size: number,
): Float32Array[] {
  const means = Array.from({ length: labelCount }, () => new Float32Array(size));
  vectors.forEach(({ indices, values }, i) => {
    const mean = means[labels[i]!]!;
    for (let k = 0; k < indices.length; k++) mean[indices[k]!]! += values[k]!;
  });
  for (const mean of means) {
    const length = Math.sqrt(mean.reduce((sum, v) => sum + v * v, 0)) || 1;
    for (let k = 0; k < mean.length; k++) mean[k]! /= length;
  }
  return means;
}

/** For each feature the examples that have it: from `starts[feature]` to `starts[feature + 1]`. */
function postingsOf(vectors: readonly Vector[], size: number) {
  const starts = new Int32Array(size + 1);
  for (const { indices } of vectors) for (const feature of indices) starts[feature + 1]!++;
  for (let f = 0; f < size; f++) starts[f + 1]! += starts[f]!;
  const next = starts.slice();
  const examples = new Int32Array(starts[size]!);
  const values = new Float32Array(starts[size]!);
  vectors.forEach((vector, i) => {
    for (let k = 0; k < vector.indices.length; k++) {
      const place = next[vector.indices[k]!]!++;
      examples[place] = i;
      values[place] = vector.values[k]!;
    }
  });
  return { starts, examples, values };
}
