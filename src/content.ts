import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './connections/content/files';
import { calibrate, type Calibration } from './guides/answering/calibration';
import { readCalibration, writeCalibration } from './guides/answering/calibrationFile';
import { readLibrary, type Library } from './guides/library';

/** The repository's root, from the built file's place. */
export const root = join(__dirname, '..');

const calibrationFile = join(root, 'guides', 'calibration.json');

/** Reads all content. @throws BrokenGuide with file, line and reason. */
export function loadLibrary(): Library {
  return readLibrary(filesBelow(join(root, 'guides'), /\.(?:md|yaml)$/));
}

/** The thresholds for this content, or undefined when they have to be found first (the build does). */
export function storedCalibration(library: Library): Calibration | undefined {
  const text = existsSync(calibrationFile) ? readFileSync(calibrationFile, 'utf8') : undefined;
  return readCalibration(library, text);
}

/** Finds the thresholds by cross-validation (half a minute at most) and stores them with the content. */
export function calibrateContent(library: Library): Calibration {
  const calibration = calibrate(library);
  writeFileSync(calibrationFile, writeCalibration(library, calibration));
  return calibration;
}
