import { loadLibrary } from '../content';
import { weigh } from '../guides/answering/decide';
import { engineOf, learnModel } from '../guides/answering/engine';
import type { Library } from '../guides/library';
import { languages } from '../organisation/language';
import { crossValidate, type Learn, type Said } from './crossValidation';

/** Compares the answering engine with others on the project's own phrasings, each held out once. */

const outOfScope = 'None';

/** No threshold is needed before something is decided. */
const noThresholds = { refuse: 0, answer: 0, escalate: 0, ask: 0 };
const learned = (content: Library) =>
  engineOf(learnModel(content, 'bench'), noThresholds, content.guides);

/** With its rules, as the bot uses it. */
const ours: Learn = (content) => {
  const engine = learned(content);
  return ({ text }) => {
    const { ranked, ours } = weigh(engine, text);
    return { labels: ranked.map((r) => r.label), inScope: ours };
  };
};

/** Only what is learned from examples, as the other engines do. */
const oursWithoutRules: Learn = (content) => {
  const engine = learned(content);
  return ({ text }) => {
    const ranked = engine.classify(text);
    const inScope = engine.gate(text) + (ranked[0]?.distance ?? 0) / 2;
    return { labels: ranked.map((r) => r.label), inScope };
  };
};

/** A full-text index with the settings that its makers recommend; a topic is as good as its best phrasing. */
const miniSearch: Learn = async ({ phrasings, negatives }) => {
  const { default: MiniSearch } = await import('minisearch');
  const index = new MiniSearch<{ id: number; text: string; label: string }>({
    fields: ['text'],
    storeFields: ['label'],
    searchOptions: { fuzzy: 0.2, prefix: true },
  });
  const documents = [...phrasings, ...negatives.map((n) => ({ ...n, label: outOfScope }))];
  index.addAll(documents.map(({ text, label }, id) => ({ id, text, label })));
  return ({ text }) =>
    said(index.search(text).map((r) => ({ label: String(r.label), score: r.score })));
};

/** A neural classifier a language. It is told the language, which ours has to do without. */
const nodeNlp: Learn = async ({ phrasings, negatives }) => {
  const { NlpManager } = await import('node-nlp');
  const settings = { languages, autoSave: false, calculateSentiment: false, nlu: { log: false } };
  const manager = new NlpManager(settings);
  for (const p of phrasings) manager.addDocument(p.language, p.text, p.label);
  for (const n of negatives) manager.addDocument(n.language, n.text, outOfScope);
  await manager.train();
  return async ({ text, language }) => {
    const { classifications } = await manager.process(language, text);
    return said(classifications.map(({ intent, score }) => ({ label: intent, score })));
  };
};

function said(scored: readonly { label: string; score: number }[]): Said {
  const best = (ours: boolean) => scored.find((s) => (s.label !== outOfScope) === ours)?.score ?? 0;
  const labels = scored.map((s) => s.label).filter((label) => label !== outOfScope);
  return { labels, inScope: best(true) - best(false) };
}

const engines: Readonly<Record<string, Learn>> = {
  ours,
  'ours, no rules': oursWithoutRules,
  minisearch: miniSearch,
  'node-nlp': nodeNlp,
};

const columns = 'engine,top-1,top-3,AUROC,refused at 5 %,refused at 10 %,training s,ms a query';

/** A number, and how many times ours it is. */
function cell(value: number | null, own: number | null): string {
  if (value === null || !own) return '–';
  return `${value.toFixed(3)} (${(value / own).toFixed(2)}×)`;
}

async function main(): Promise<void> {
  const library = loadLibrary();
  const rows: string[][] = [columns.split(',')];
  let own: readonly (number | null)[] | undefined;
  for (const [name, learn] of Object.entries(engines)) {
    process.stderr.write(`${name} …\n`);
    const measured = Object.values(await crossValidate(learn, library));
    own ??= measured;
    rows.push([name, ...measured.map((value, i) => cell(value, own?.[i] ?? null))]);
  }
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((r) => r[column]!.length)));
  for (const row of rows)
    process.stdout.write(
      `${row
        .map((c, i) => c.padEnd(widths[i]!))
        .join('  ')
        .trimEnd()}\n`,
    );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
