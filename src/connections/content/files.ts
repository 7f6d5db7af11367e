import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** All files below a folder that match, as path (with `/`) and text, in a stable order. */
export function filesBelow(folder: string, wanted: RegExp): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => wanted.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}
