import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const repository = resolve(__dirname, '../..');

/**
 * Where a file of the reference material lies, and whether it is there: it is not part of the repository.
 * `REFERENCE_DIR` names the folder, relative to the repository's root or absolute; `../shared` by default.
 */
export function reference(path: string): { file: string; present: boolean } {
  const file = resolve(repository, process.env.REFERENCE_DIR || '../shared', path);
  return { file, present: existsSync(file) };
}
