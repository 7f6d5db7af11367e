import { readingOrder, type Guide } from '../guide';
import { labelOf } from '../library';
import { learnWeights, toVector } from './features';
import { createLexicon } from './lexicon';
import { collectExamples, likenessTo } from './likeness';

/** How like a message is to the text of each label's guide: a cosine, 0 to 1. */
export type Articles = (text: string) => ReadonlyMap<string, number>;

/**
 * Compares messages with the guides' own sentences, so that a guide that nobody wrote phrasings for, or a fact deep
 * inside one, can still be found. The nearest sentence counts.
 */
export function readArticles(guides: readonly Guide[]): Articles {
  const sentences = guides.flatMap((g) =>
    [g.title, ...readingOrder(g)].flatMap(parts).map((text) => ({ text, label: labelOf(g) })),
  );
  const labels = [...new Set(sentences.map((s) => s.label))].sort();
  const lexicon = createLexicon();
  const weights = learnWeights(
    sentences.map((s) => s.text),
    lexicon,
  );
  const vectors = sentences.map((s) => toVector(lexicon.learn(s.text), weights));
  const numbers = Int32Array.from(sentences, (s) => labels.indexOf(s.label));
  const examples = collectExamples(vectors, numbers, labels.length, weights.length);
  const longest = Math.max(...vectors.map((v) => v.norm), 1);
  return (text) => {
    const vector = toVector(lexicon.read(text), weights);
    const { nearest } = likenessTo(examples, vector);
    return new Map(labels.map((label, n) => [label, nearest[n]! / longest]));
  };
}

/** A step or paragraph in its sentences. */
function parts(text: string): string[] {
  return text.split(/(?<=[.?!])\s+/).filter((s) => s.length > 8);
}
