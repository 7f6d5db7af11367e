import { calibrateContent, loadLibrary, storedCalibration } from '../content';

/** Part of the build: finds the thresholds anew where the content has changed since they were found. */
try {
  const library = loadLibrary();
  if (!storedCalibration(library)) {
    process.stderr.write('The content has changed: calibrating the answers …\n');
    calibrateContent(library);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
