import { join, resolve } from 'node:path';
import { filesBelow } from '../../src/connections/content/files';

/** The repository's root. */
export const root = resolve(__dirname, '../..');

/** The project's own content, as the bot reads it at the start. */
export function contentFiles() {
  return filesBelow(join(root, 'guides'), /\.(?:md|yaml)$/);
}
