import { fold, words } from './text';

/** The features of a text as numbers, each once, with how often it occurs; words first, then letters. */
export interface Counted {
  readonly words: Features;
  readonly letters: Features;
}

export interface Features {
  readonly ids: Int32Array;
  readonly counts: Int32Array;
}

/** Gives features numbers, and remembers the texts it learned from, so that each is taken apart once. */
export interface Lexicon {
  /** Takes a text apart and numbers what is new in it. */
  learn(text: string): Counted;
  /** Takes a text apart; what is not known is left out. */
  read(text: string): Counted;
  size(): number;
  /** All features, in the order of their numbers. */
  features(): string[];
}

const shortestSequence = 2;
const longestSequence = 4;

export function createLexicon(features: readonly string[] = []): Lexicon {
  const numbers = new Map(features.map((feature, number) => [feature, number]));
  const learned = new Map<string, Counted>();
  const known = (feature: string) => numbers.get(feature);
  const numbered = (feature: string) => {
    const number = numbers.get(feature) ?? numbers.size;
    numbers.set(feature, number);
    return number;
  };
  return {
    learn: (text) => {
      const counted = learned.get(text) ?? takenApart(text, numbered);
      learned.set(text, counted);
      return counted;
    },
    read: (text) => learned.get(text) ?? takenApart(text, known),
    size: () => numbers.size,
    features: () => [...numbers.keys()],
  };
}

type Numbering = (feature: string) => number | undefined;

function takenApart(text: string, number: Numbering): Counted {
  const tokens = words(fold(text));
  return {
    words: counted(wordFeatures(tokens), number),
    letters: counted(letterFeatures(tokens), number),
  };
}

function counted(features: readonly string[], number: Numbering): Features {
  const counts = new Map<number, number>();
  for (const feature of features) {
    const id = number(feature);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return { ids: Int32Array.from(counts.keys()), counts: Int32Array.from(counts.values()) };
}

/** Words, word pairs and stems carry the meaning. */
function wordFeatures(tokens: readonly string[]): string[] {
  const pairs = tokens.slice(1).map((word, i) => `${tokens[i]} ${word}`);
  return [...tokens, ...pairs, ...tokens.map((t) => `=${stem(t)}`)];
}

/** A word without its commonest English and French endings: near enough to bring its forms together. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ed|es|s|ly|er|ment|tion)$/, '') : word;
}

/** Letter sequences forgive typing errors and inflection. */
function letterFeatures(tokens: readonly string[]): string[] {
  const sequences: string[] = [];
  for (const token of tokens) {
    const padded = `<${token}>`;
    for (let length = shortestSequence; length <= longestSequence; length++)
      for (let i = 0; i + length <= padded.length; i++)
        sequences.push(`~${padded.slice(i, i + length)}`);
  }
  return sequences;
}
