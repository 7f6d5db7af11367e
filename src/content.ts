import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { filesBelow } from './connections/content/files';
import { calibrate, type Calibration } from './guides/answering/calibration';
import {
  contentDigest,
  readCalibration,
  writeCalibration,
} from './guides/answering/calibrationFile';
import type { Engine } from './guides/answering/engine';
import { engineOf, learnModel, type Model } from './guides/answering/engine';
import { readLibrary, shared, type ContentFile, type Library } from './guides/library';

/** The repository's root, from the built file's place. */
export const root = join(__dirname, '..');

const calibrationFile = join(root, 'guides', 'calibration.json');
const modelFile = join(root, 'dist', 'answering.model');

/** Reads all content. @throws BrokenGuide with file, line and reason. */
export function loadLibrary(): Library {
  return readLibrary(contentFiles());
}

/** All content files, unread. */
export function contentFiles(): ContentFile[] {
  return filesBelow(join(root, 'guides'), /\.(?:md|yaml)$/);
}

/** The organisation's desks.yaml, where there is one. */
export function desksFile(organisation: string): ContentFile | undefined {
  return contentFiles().find((f) => f.path === `${organisation}/desks.yaml`);
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

/** The model that the build learned from this content, or undefined when there is none. */
export function storedModel(library: Library): Model | undefined {
  if (!existsSync(modelFile)) return undefined;
  const model = deserialize(readFileSync(modelFile)) as Model;
  return model.content === contentDigest(library) ? model : undefined;
}

/** Learns from the content and stores what was learned beside the built program. */
export function learnContent(library: Library): Model {
  const model = learnModel(library, contentDigest(library));
  mkdirSync(dirname(modelFile), { recursive: true });
  writeFileSync(modelFile, serialize(model));
  return model;
}

/** The engine for this content and one organisation's people: from what the build stored, else learned now. */
export function prepareEngine(library: Library, organisation: string): Engine {
  const { thresholds } = storedCalibration(library) ?? calibrateContent(library);
  const guides = library.guides.filter((g) => [organisation, shared].includes(g.organisation));
  return engineOf(storedModel(library) ?? learnContent(library), thresholds, guides);
}
