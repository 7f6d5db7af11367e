import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../../src/commands/evaluate';
import { namesOf, readExamples } from '../../src/commands/labelledSet';

const labelled = (label: string, ...texts: string[]) => texts.map((text) => ({ text, label }));

const parcels = labelled(
  'WHERE_IS_PARCEL',
  'where is my parcel',
  'when does the parcel come',
  'my parcel has not arrived yet',
  'track the parcel I ordered',
);
const money = labelled(
  'MONEY_BACK',
  'I want my money back',
  'refund the money I paid',
  'when do I get the refund',
  'give me back what I paid',
);
const shops = labelled(
  'OPENING_HOURS',
  'when do your shops open',
  'is the shop open on sunday',
  'opening hours of the shop in town',
  'until what time are you open',
);
const others = [
  ...labelled('out-of-scope', 'who won the football match', 'tell me a joke about cats'),
  ...labelled('oos', 'what is the weather in Rome', 'play some music by Bach'),
  ...labelled('NO_NODES_DETECTED', 'how tall is the Eiffel tower', 'is it raining outside'),
];
const train = [...parcels, ...money, ...shops];
const test = [
  ...labelled('WHERE_IS_PARCEL', 'the parcel has not come yet', 'track my parcel'),
  ...labelled('MONEY_BACK', 'I want a refund of what I paid'),
  ...labelled('OPENING_HOURS', 'is your shop open in the evening', 'opening hours please'),
];
const strangers = [
  ...labelled('oos', 'tell me the weather', 'a joke about the Eiffel tower'),
  ...labelled('NO_NODES_DETECTED', 'play the football match'),
  ...labelled('out-of-scope', 'is it raining in Rome'),
];

describe('what is measured', () => {
  const { report, predictions } = evaluate([...train, ...others], [...test, ...strangers]);

  it('tells how much of the in-scope is right', () => {
    expect(report.inScope).toEqual({ examples: 5, top1: 1, top3: 1 });
  });

  it('takes each of the three labels that mean it as out of scope, and parts them from the rest', () => {
    expect(report.outOfScope).toEqual({ examples: 4, auroc: 1, refusedAt5: 1, refusedAt10: 1 });
  });

  it('gives time and memory as numbers', () => {
    const numbers = [
      report.trainingSeconds,
      ...Object.values(report.milliseconds),
      ...Object.values(report.memoryMegabytes),
    ];
    expect(numbers).toHaveLength(6);
    for (const number of numbers) expect(number).toEqual(expect.any(Number));
  });

  it('predicts for every line, in order, one of the labels that are in scope', () => {
    expect(predictions.map(({ text, label }) => ({ text, label }))).toEqual([
      ...test,
      ...strangers,
    ]);
    for (const p of predictions) {
      expect([...p.topics].sort()).toEqual(['MONEY_BACK', 'OPENING_HOURS', 'WHERE_IS_PARCEL']);
      expect(p.predicted).toBe(p.topics[0]);
      expect(p.score).toBeGreaterThanOrEqual(0);
    }
  });

  it('is the same again', () => {
    const again = evaluate([...train, ...others], [...test, ...strangers]);
    expect(again.predictions).toEqual(predictions);
  });
});

it('counts a label that was never learned as wrong', () => {
  const { report } = evaluate(train, [...test, ...labelled('GIFT_CARD', 'can I buy a gift card')]);
  expect(report.inScope).toEqual({ examples: 6, top1: 0.8333, top3: 0.8333 });
});

it('leaves out of scope open where the test has none', () => {
  const { report } = evaluate([...train, ...others], test);
  const open = { examples: 0, auroc: null, refusedAt5: null, refusedAt10: null };
  expect(report.outOfScope).toEqual(open);
});

it('leaves in scope open where the test has nothing else than out of scope', () => {
  const { report } = evaluate(train, strangers);
  expect(report.inScope).toEqual({ examples: 0, top1: null, top3: null });
  expect(report.outOfScope).toMatchObject({ examples: 4, auroc: null });
});

it('tells strangers apart even where the training has none, though it has less to go by', () => {
  const { report } = evaluate(train, [...test, ...labelled('oos', 'quel temps fait-il', 'hjkl')]);
  expect(report.outOfScope.auroc).toBe(1);
});

it('cannot tell one label apart', () => {
  expect(() => evaluate(parcels, test)).toThrow('two labels or more');
});

describe('the name of a label', () => {
  it.each([
    ['CANCEL_ORDER', 'cancel order'],
    ['card_not.working/abroad', 'card not working abroad'],
    ['changeNumber', 'change number'],
    ['PINForgotten', 'pin forgotten'],
    ['100_NIGHT_TRIAL-OFFER', '100 night trial offer'],
    ['no', 'no'],
  ])('%s is one more way to ask: "%s"', (label, text) => {
    expect(namesOf([{ text: 'a', label }])).toEqual([{ text, label }]);
  });

  it.each(['17', 'q4', 'x', 'A-12', '3f2a9'])('%s is an id and says nothing', (label) => {
    expect(namesOf([{ text: 'a', label }])).toEqual([]);
  });

  it('is given once, however many examples there are', () => {
    expect(namesOf(train).map((n) => n.text)).toEqual([
      'where is parcel',
      'money back',
      'opening hours',
    ]);
  });

  it('is learned from', () => {
    const more = labelled('GIFT_CARD', 'buy one for my aunt');
    const { predictions } = evaluate([...train, ...more], labelled('GIFT_CARD', 'gift card'));
    expect(predictions[0]?.predicted).toBe('GIFT_CARD');
  });
});

describe('a file of examples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'set.jsonl');
  const read = (content: string) => {
    writeFileSync(file, content);
    return readExamples(file);
  };

  it('is read a line at a time, with Windows line ends, a byte order mark, numbers for labels and further fields', () => {
    const content = '\uFEFF{"text":"a","label":"B"}\r\n\r\n{"text":"c","label":4,"id":"x"}\r\n';
    expect(read(content)).toEqual([
      { text: 'a', label: 'B' },
      { text: 'c', label: '4' },
    ]);
  });

  it.each([
    ['no JSON', 'where is my parcel', 'is no JSON'],
    ['no object', '["a", "b"]', 'is no object'],
    ['without a text', '{"label":"B"}', '"text" is missing'],
    ['without a label', '{"text":"a"}', '"label" is missing'],
    ['with an empty label', '{"text":"a","label":""}', '"label" is missing or of the wrong kind'],
    ['with a text that is none', '{"text":["a"],"label":"B"}', '"text" is missing or of the wrong'],
  ])('names file and line where a line is %s', (_, line, complaint) => {
    const content = `{"text":"a","label":"B"}\n\n${line}\n`;
    expect(() => read(content)).toThrow(`${file}:3: ${complaint}`);
    expect(() => read(content)).toThrow('Each line must be like {"text":');
  });

  it('is named where it is empty or missing', () => {
    expect(() => read('\n\n')).toThrow(`${file} holds no examples`);
    const missing = join(folder, 'missing.jsonl');
    expect(() => readExamples(missing)).toThrow(`${missing} cannot be read`);
  });
});
