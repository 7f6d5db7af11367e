import { styleText } from 'node:util';
import { calibrateContent, contentFiles, loadLibrary, storedCalibration } from '../content';
import type { Calibration } from '../guides/answering/calibration';
import { brokenGuides, type Library } from '../guides/library';
import { contentFindings, type Finding } from '../guides/findings';

const marks = { error: ['red', '✗'], warning: ['yellow', '!'], note: ['cyan', '·'] } as const;

/** Colour where a terminal shows it; plain text in a file. */
function painted(colour: 'red' | 'yellow' | 'cyan' | 'green' | 'bold', text: string): string {
  return process.stdout.isTTY ? styleText(colour, text) : text;
}

function line({ level, where, what }: Finding): string {
  const [colour, mark] = marks[level];
  return `  ${painted(colour, mark)} ${where}: ${what}`;
}

function calibratedNow(library: Library): Calibration {
  process.stderr.write('The content has changed: calibrating the answers, about half a minute …\n');
  return calibrateContent(library);
}

/** Checks all content and says in plain words what to mend. Ends with 1 when something is broken. */
function main(): void {
  const broken = brokenGuides(contentFiles());
  for (const { message } of broken) process.stdout.write(`  ${painted('red', '✗')} ${message}\n`);
  if (broken.length > 0) {
    process.stdout.write('\nMend these first; the rest is checked after that.\n');
    process.exitCode = 1;
    return;
  }
  const library = loadLibrary();
  const calibration = storedCalibration(library) ?? calibratedNow(library);
  const today = new Date().toISOString().slice(0, 10);
  const findings = contentFindings(library, calibration, today);
  for (const [level, title] of [
    ['error', 'To mend'],
    ['warning', 'To look at'],
    ['note', 'Good to know'],
  ] as const) {
    const own = findings.filter((f) => f.level === level);
    process.stdout.write(`\n${painted('bold', `${title} (${own.length})`)}\n`);
    for (const finding of own) process.stdout.write(`${line(finding)}\n`);
  }
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  process.stdout.write(
    `\n${library.guides.length} guides, ${library.phrasings.length} ways to ask, ${library.negatives.length} that are not ours.` +
      `\nCross-validated: the right topic is first for ${percent(calibration.accuracy.first)}, among three for ${percent(calibration.accuracy.amongThree)}` +
      ' of our own phrasings, which are written to differ from one another.\n',
  );
  process.exitCode = findings.some((f) => f.level === 'error') ? 1 : 0;
}

try {
  main();
} catch (error) {
  process.stderr.write(
    `${painted('red', '✗')} ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
