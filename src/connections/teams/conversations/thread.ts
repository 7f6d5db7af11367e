import type { Card } from '../cards';
import { shortened } from '../text';

/** What somebody said, as a card shows it. */
export interface ThreadLine {
  readonly who: string;
  readonly text: string;
}

/** The conversation on a card. `earlier` says how much of it is left out; empty where nothing is. */
export interface ShownThread {
  readonly thread: readonly ThreadLine[];
  readonly earlier: string;
}

/**
 * Teams takes no message above 28 KB (learn.microsoft.com, "Format your bot messages"), and what is around the card in it
 * counts as well.
 */
export const mostCardBytes = 25_000;
/** What the card's own words around one line take, and those around the conversation. */
const aroundLine = 250;
const aroundThread = 400;
/** Of the newest line, so much is shown whatever else the card says (characters). */
const leastShown = 300;

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/**
 * A card with as much of a conversation as Teams takes: the newest lines, and of the very newest at least its beginning.
 * @param make the card with that much.
 */
export function withThread(
  lines: readonly ThreadLine[],
  left: (count: number) => string,
  make: (shown: ShownThread) => Card,
): Card {
  let room = mostCardBytes - aroundThread - bytesOf(make({ thread: [], earlier: '' }));
  const shown: ThreadLine[] = [];
  for (const line of lines.toReversed()) {
    const size = bytesOf(line) + aroundLine;
    if (size > room) break;
    room -= size;
    shown.unshift(line);
  }
  const newest = lines.at(-1);
  if (newest && shown.length === 0)
    shown.push({ ...newest, text: shortened(newest.text, leastShown) });
  const count = lines.length - shown.length;
  return make({ thread: shown, earlier: count > 0 ? left(count) : '' });
}
