import type { Vector } from './features';

/** A separating plane: above 0 speaks for, below 0 against. */
export interface Plane {
  readonly weights: Float32Array;
  readonly bias: number;
}

const penalty = 1;
const passes = 11;
/** After the first passes an example that lies well on its side is looked at in every so many passes only. */
const warmUp = 2;
const lookAgain = 5;
const settled = 0.1;

/**
 * Trains a linear support vector machine (L2-regularised, squared hinge loss) by dual coordinate descent,
 * after Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM" (ICML 2008).
 * The order of visits comes from a seeded generator: the same texts always give the same plane.
 */
export function trainPlane(
  vectors: readonly Vector[],
  isPositive: (index: number) => boolean,
  size: number,
): Plane {
  const plane = { weights: new Float64Array(size), bias: 0 };
  const signs = Int8Array.from(vectors, (_, i) => (isPositive(i) ? 1 : -1));
  const duals = new Float64Array(vectors.length);
  const order = Int32Array.from(vectors.keys());
  const random = seededRandom(1);
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random);
    const all = pass < warmUp || pass % lookAgain === 0;
    let largest = 0;
    for (const i of order) {
      if (!all && duals[i] === 0) continue;
      largest = Math.max(largest, visit(plane, vectors[i]!, signs[i]!, duals, i));
    }
    if (all && largest < settled) break;
  }
  return { weights: Float32Array.from(plane.weights), bias: plane.bias };
}

const diagonal = 0.5 / penalty;

/** Moves the plane as one example demands and gives how far it moved. */
function visit(
  plane: { weights: Float64Array; bias: number },
  vector: Vector,
  sign: number,
  duals: Float64Array,
  i: number,
): number {
  const { weights } = plane;
  const before = duals[i]!;
  const gradient = sign * (along(weights, vector) + plane.bias) - 1 + diagonal * before;
  const after = Math.max(before - gradient / (vector.norm + 1 + diagonal), 0);
  const change = (after - before) * sign;
  if (change === 0) return 0;
  duals[i] = after;
  plane.bias += change;
  const { indices, values } = vector;
  for (let k = 0; k < indices.length; k++) weights[indices[k]!]! += change * values[k]!;
  return Math.abs(change);
}

/** How far, and on which side of the plane, a message lies. */
export function distance(plane: Plane, vector: Vector): number {
  return along(plane.weights, vector) + plane.bias;
}

function along(weights: Float64Array | Float32Array, vector: Vector): number {
  let sum = 0;
  const { indices, values } = vector;
  for (let k = 0; k < indices.length; k++) sum += weights[indices[k]!]! * values[k]!;
  return sum;
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}

/** Mulberry32: small, fast and the same everywhere. Not for secrets. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
