import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Example } from '../guides/answering/classifier';

/** Labels that mean: none of the others, refuse. */
const refusals: ReadonlySet<string> = new Set(['out-of-scope', 'oos', 'NO_NODES_DETECTED']);

export function mustRefuse({ label }: Example): boolean {
  return refusals.has(label);
}

const exampleSchema = z.object({
  text: z.string(),
  label: z.union([z.string().min(1), z.number().transform(String)]),
});

/**
 * Reads a set of examples, one {"text", "label"} a line; empty lines count for nothing.
 * @throws Error naming file, line and what is wrong.
 */
export function readExamples(file: string): Example[] {
  const lines = contentOf(file)
    .replace(/^\uFEFF/, '')
    .split('\n');
  const examples = lines.flatMap((line, i) =>
    line.trim() ? [exampleIn(line, `${file}:${i + 1}`)] : [],
  );
  if (examples.length === 0) throw new Error(`${file} holds no examples. ${form}`);
  return examples;
}

const form = 'Each line must be like {"text": "where is my parcel", "label": "ORDER_STATUS"}.';

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file} cannot be read: is the path right?`, { cause });
  }
}

function exampleIn(line: string, place: string): Example {
  const value = parsed(line, place);
  const found = exampleSchema.safeParse(value);
  if (found.success) return found.data;
  const at = found.error.issues[0]?.path[0];
  throw new Error(
    `${place}: ${at === undefined ? 'is no object' : `"${at}" is missing or of the wrong kind`}. ${form}`,
  );
}

function parsed(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${place}: is no JSON. ${form}`, { cause });
  }
}

/**
 * Each label's own name as one more way to ask for it: `CANCEL_ORDER` is "cancel order". In the bot the title of a
 * guide does the same for the person who reads it. Labels that are mere ids (`17`, `q4`) have no name.
 */
export function namesOf(examples: readonly Example[]): Example[] {
  return [...new Set(examples.map((e) => e.label))]
    .map((label) => ({ label, text: readable(label) }))
    .filter(({ text }) => text.split(' ').some((word) => /^\p{L}{2,}$/u.test(word)));
}

function readable(label: string): string {
  return label
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[_\-/.\s]+/g, ' ')
    .trim()
    .toLowerCase();
}
