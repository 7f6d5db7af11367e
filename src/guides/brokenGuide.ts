import { LineCounter, parseDocument } from 'yaml';
import type { ZodIssue } from 'zod';

/** Content that cannot be used, said so that whoever wrote it can mend it. */
export class BrokenGuide extends Error {
  constructor(file: string, line: number, reason: string) {
    super(`${file}:${line}: ${reason}`);
    this.name = 'BrokenGuide';
  }
}

/** YAML that was read, and the line of the file on which a place in it lies. */
export interface Yaml {
  readonly value: unknown;
  /** The line of an entry, or of the first line where there is none. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/**
 * Reads YAML.
 * @param firstLine on which line of the file the text begins.
 * @throws BrokenGuide with file and line where it is no YAML.
 */
export function readYaml(path: string, text: string, firstLine = 1): Yaml {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const [fault] = document.errors;
  if (fault) {
    const reason = (fault.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
    throw new BrokenGuide(path, lineAt(fault.pos[0]), `is not YAML: ${reason}`);
  }
  return {
    value: document.toJS(),
    lineOf: (place) => {
      const node = document.getIn(place, true) as { range?: number[] } | undefined;
      return node?.range?.[0] === undefined ? firstLine : lineAt(node.range[0]);
    },
  };
}

/** What is wrong with an entry, in plain words. */
export function reasonOf(issue: ZodIssue): string {
  const entry = String(issue.path[0] ?? 'this');
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.join(', ')}: there is no such entry. Is it misspelt?`;
  if (issue.code === 'invalid_enum_value')
    return `${entry}: “${String(issue.received)}” is none of ${issue.options.join(', ')}`;
  const missing = issue.code === 'invalid_type' && issue.received === 'undefined';
  return `${entry}: ${missing ? 'is missing' : issue.message}`;
}
