import { BrokenGuide } from '../../src/guides/brokenGuide';
import { readGuide, reviewDue } from '../../src/guides/guide';

const path = 'derby/add-phone.en.md';
const head = [
  'title: Add a phone',
  'topic: add-phone',
  'language: en',
  'reviewed: 2026-01-31',
  'source: Derby',
];
const written = (front: readonly string[], ...body: string[]) =>
  ['---', ...front, '---', ...body].join('\n');

it('reads paragraphs, steps and notes in their places', () => {
  const guide = readGuide(
    path,
    written(head, 'Do this.', '', '1. First.', '2. Second.', '', '- Mind this.'),
  );
  expect(guide).toMatchObject({
    id: 'derby/add-phone.en',
    introduction: ['Do this.'],
    steps: ['First.', 'Second.'],
    notes: ['Mind this.'],
    reviewAfterMonths: 12,
  });
});

it.each([
  ['no front matter', 'Just text', 1, 'must begin with front matter'],
  ['a topic that does not exist', written(head.with(1, 'topic: phones'), 'x'), 3, 'topic'],
  ['a key nobody knows', written([...head, 'colour: red'], 'x'), 7, 'colour'],
  [
    'another language than its name says',
    written(head.with(2, 'language: fr'), 'x'),
    2,
    'language is fr',
  ],
  ['a date that is none', written(head.with(3, 'reviewed: 2026-13-45'), 'x'), 5, 'reviewed'],
  ['a heading in the body', written(head, 'Text', '', '# Heading'), 10, 'only paragraphs'],
  ['a step after the notes', written(head, '- note', '1. step'), 9, 'steps come first'],
  ['nothing in it', written(head, '', ''), 8, 'says nothing'],
  ['broken YAML', written([...head, 'facts: [A1'], 'x'), 7, ''],
])('refuses a guide with %s, naming file, line and reason', (_what, text, line, reason) => {
  const read = () => readGuide(path, text);
  expect(read).toThrow(BrokenGuide);
  expect(read).toThrow(new RegExp(`^derby/add-phone\\.en\\.md:${line}: .*${reason}`, 's'));
});

it('demands own questions of a guide that is more special than its topic', () => {
  expect(() => readGuide('shared/passkey.en.md', written(head, 'x'))).toThrow(/needs questions/);
});

it('knows the day from which a guide is due for review', () => {
  const guide = (front: string[]) => readGuide(path, written(front, 'x'));
  expect(reviewDue(guide(head))).toBe('2027-01-31');
  expect(reviewDue(guide([...head, 'reviewAfter: 3 months']))).toBe('2026-05-01');
});
