import type { Calibration } from '../../src/guides/answering/calibration';
import { contentFindings } from '../../src/guides/findings';
import { brokenGuides, readLibrary, type ContentFile } from '../../src/guides/library';

const profile: ContentFile = {
  path: 'acme/profile.yaml',
  text: 'name: Acme\nservice: MFA\nlanguages: [en]\ncountry: GB\nmailDomains: [acme.example]\nportal: https://acme.example/\ndesk:\n  name: Desk\n',
};
const facts: ContentFile = { path: 'acme/facts.yaml', text: 'A1: ["Next"]\nA2: ["Done"]\n' };
const guide = (name: string, front: string, body: string): ContentFile => ({
  path: `acme/${name}.en.md`,
  text: `---\ntitle: Title of it\ntopic: ${name}\nlanguage: en\nreviewed: 2026-01-01\nsource: Acme\n${front}---\n${body}\n`,
});
const measured: Calibration = {
  thresholds: { refuse: 0, answer: 0, escalate: 0, ask: 0 },
  accuracy: { first: 0.5, amongThree: 0.8 },
  byTopic: { 'add-phone': { examples: 100, first: 0.4 } },
  confusions: [{ is: 'add-phone', taken: 'change-number', times: 30 }],
};
const found = (files: ContentFile[], today = '2026-11-23') =>
  contentFindings(readLibrary([profile, facts, ...files]), measured, today).map(
    (f) => `${f.level} ${f.where}: ${f.what}`,
  );

it('names a fact whose label is missing, and a fact that no guide states', () => {
  const report = found([guide('add-phone', 'facts: [A1]\n', 'Press "Weiter".')]);
  expect(report).toContainEqual('error acme/add-phone.en: fact A1: "Next" is not in the text');
  expect(report).toContainEqual('error acme: no guide in en states fact A2');
});

it('names a link that is not https, and a guide past its review', () => {
  const report = found(
    [guide('add-phone', 'facts: [A1, A2]\n', 'Next, Done: http://acme.example/x')],
    '2027-01-02',
  );
  expect(report).toContainEqual('error acme/add-phone.en: http://acme.example/x is not https');
  expect(report).toContainEqual('warning acme/add-phone.en: was to be reviewed by 2027-01-01');
});

it('names guides of different topics that say the same', () => {
  const text = 'Open the page, choose the method, press the button, enter the number, Next, Done.';
  const report = found([guide('add-phone', '', text), guide('change-number', '', text)]);
  expect(report).toContainEqual(expect.stringContaining('competes with acme/'));
});

it('names topics with few phrasings, weak ones, and those that are mixed up', () => {
  const report = found([guide('add-phone', '', 'x')]);
  expect(report).toContainEqual('warning add-phone: has 1 way to ask in en; 60 are enough');
  expect(report).toContainEqual('warning add-email: has 0 ways to ask in en; 60 are enough');
  expect(report).toContainEqual(expect.stringContaining('note add-phone: is recognised for 40 %'));
  expect(report).toContainEqual(
    expect.stringContaining('note add-phone: was taken for change-number 30 times'),
  );
});

it('lists every broken guide at once, with file, line and reason', () => {
  const broken = brokenGuides([
    guide('add-phone', 'colour: red\n', 'x'),
    guide('change-number', '', '# Heading'),
    guide('register', '', 'fine'),
  ]);
  expect(broken.map((b) => b.message.split(': ')[0])).toEqual([
    'acme/add-phone.en.md:7',
    'acme/change-number.en.md:8',
  ]);
});

it.each([
  [
    'topic: change-number',
    'topic: change-nummer',
    '3: topic: “change-nummer” is none of what-is-mfa',
  ],
  ['title: Title', 'title: "Title', 'is not YAML: Missing closing "quote'],
  ['title: Title of it\n', '', '2: title: is missing'],
  ['reviewed:', 'reviwed:', 'reviwed: there is no such entry. Is it misspelt?'],
])('says in plain words what is wrong where "%s" became "%s"', (from, to, said) => {
  const { path, text } = guide('change-number', '', 'fine');
  const [broken] = brokenGuides([{ path, text: text.replace(from, to) }]);
  expect(broken?.message).toContain(said);
  expect(broken?.message).toMatch(/^acme\/change-number\.en\.md:\d+: /);
});

it('names the line of a list of phrasings, or of facts, that cannot be read', () => {
  const list = (text: string) => ({ path: 'shared/phrasings/add-phone.en.yaml', text });
  expect(() => readLibrary([list('- "one"\n- two: three\n')])).toThrow(
    'add-phone.en.yaml:2: must be a list',
  );
  expect(() => readLibrary([list('- "one"\n- "two\n')])).toThrow(
    /add-phone\.en\.yaml:\d: is not YAML/,
  );
  expect(() => readLibrary([{ ...facts, text: 'A1: ["Next"]\nA2: 3\n' }])).toThrow(
    'acme/facts.yaml:2:',
  );
});

it('names a file whose name has no language, and guides that have no organisation', () => {
  const { text } = guide('add-phone', '', 'fine');
  const [broken] = brokenGuides([{ path: 'acme/add-phone.md', text }]);
  expect(broken?.message).toContain('must be called add-phone.en.md');
  const report = contentFindings(
    readLibrary([guide('add-phone', '', 'fine')]),
    measured,
    '2026-11-23',
  );
  expect(report.map((f) => `${f.level} ${f.where}: ${f.what}`)).toContainEqual(
    'error acme: has guides, but no profile.yaml: nobody is given them',
  );
});

it("names guides whose review is due on the same day together, and a topic's commonest confusion only", () => {
  const report = found(
    [guide('add-phone', '', 'one'), guide('change-number', '', 'two')],
    '2027-01-02',
  );
  expect(report).toContainEqual(
    'warning acme: 2 guides were to be reviewed by 2027-01-01: add-phone.en, change-number.en',
  );
  const confusions = [30, 20].map((times, i) => ({
    is: 'add-phone',
    taken: ['change-number', 'add-email'][i] ?? '',
    times,
  }));
  const mixed = contentFindings(
    readLibrary([profile]),
    { ...measured, confusions },
    '2026-11-23',
  ).filter((f) => f.what.includes('taken for'));
  expect(mixed.map((f) => f.what)).toEqual([expect.stringContaining('change-number 30 times')]);
});
