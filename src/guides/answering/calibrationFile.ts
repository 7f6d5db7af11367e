import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Library } from '../library';
import type { Calibration } from './calibration';

/** What is stored with the content: for which content it holds, and what was found. */
const fileSchema = z.object({
  content: z.string(),
  thresholds: z.object({
    refuse: z.number(),
    answer: z.number(),
    escalate: z.number(),
    ask: z.number(),
  }),
  accuracy: z.object({ first: z.number(), amongThree: z.number() }),
  byTopic: z.record(z.object({ examples: z.number(), first: z.number() })),
  confusions: z.array(z.object({ is: z.string(), taken: z.string(), times: z.number() })),
});

/** Raised when the engine's way of reading changes, so that what was measured is measured again. */
const engineVersion = 3;
const keptConfusions = 40;

/** A digest of everything that the engine learns from. */
export function contentDigest(library: Library): string {
  const digest = createHash('sha256').update(String(engineVersion));
  for (const { label, text } of library.phrasings) digest.update(`\n${label}\t${text}`);
  for (const { text } of library.negatives) digest.update(`\n\t${text}`);
  return digest.digest('hex').slice(0, 32);
}

export function writeCalibration(library: Library, calibration: Calibration): string {
  const confusions = calibration.confusions.slice(0, keptConfusions);
  return `${JSON.stringify({ content: contentDigest(library), ...calibration, confusions }, null, 2)}\n`;
}

/** The stored calibration, or undefined when there is none or it was made for other content. */
export function readCalibration(
  library: Library,
  text: string | undefined,
): Calibration | undefined {
  if (text === undefined) return undefined;
  const { content, ...calibration } = fileSchema.parse(JSON.parse(text));
  return content === contentDigest(library) ? calibration : undefined;
}
