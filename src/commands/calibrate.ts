import {
  calibrateContent,
  learnContent,
  loadLibrary,
  storedCalibration,
  storedModel,
} from '../content';

/** Part of the build: learns from the content, and finds the thresholds anew where it has changed since they were found. */
try {
  const library = loadLibrary();
  if (!storedCalibration(library)) {
    process.stderr.write('The content has changed: calibrating the answers …\n');
    calibrateContent(library);
  }
  if (!storedModel(library)) learnContent(library);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
