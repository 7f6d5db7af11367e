import { followUp, type Context } from '../../../src/guides/answering/followUp';

const offer: Context = { kind: 'offer', guides: ['a', 'b', 'c'] };
const ask: Context = { kind: 'ask', words: 'can’t get in' };
const answer: Context = { kind: 'answer', words: 'change phone', guide: 'a', others: ['b'] };

it.each([
  ['the first', 0],
  ['1', 0],
  ['2', 1],
  ['the second one', 1],
  ['la deuxième', 1],
  ['Third!', 2],
  ['le dernier', 2],
])('"%s" after an offer picks number %i', (text, index) => {
  expect(followUp(text, offer)).toEqual({ kind: 'pick', index });
});

it('picks nothing that was not offered', () => {
  expect(followUp('the third', { kind: 'offer', guides: ['a', 'b'] })).toBeUndefined();
});

it.each(['yes', 'Oui', 'ok', 'yes please', 'd’accord'])('"%s" agrees', (text) => {
  expect(followUp(text, ask)).toEqual({ kind: 'yes' });
});

it.each([
  ['no', ''],
  ['none of these', ''],
  ['non', ''],
  ['no, my other phone', 'my other phone'],
])('"%s" disagrees', (text, rest) => {
  expect(followUp(text, answer)).toEqual({ kind: 'no', rest });
});

it.each([
  'no idea why my code does not come to my phone at all today',
  'how do I add a phone?',
  'hello',
  'notes',
  '',
])('"%s" is a message of its own', (text) => {
  expect(followUp(text, offer)).toBeUndefined();
});
