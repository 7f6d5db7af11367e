import {
  deskRules,
  promisedUntil,
  queueFor,
  queueOf,
  remindAt,
  type DeskRules,
} from '../../src/escalation/routing';
import { readProfile } from '../../src/organisation/profile';
import { loadLibrary } from '../../src/content';

const name = 'IT Service Centre';
const minute = 60_000;
const queues = [
  { id: 'first-line', name: 'First line' },
  { id: 'security', name: 'Security', kinds: ['suspicious-prompt'] },
  { id: 'night', name: 'Night', urgent: true, channel: '19:night@thread.tacv2' },
  { id: 'phones', name: 'Phones', topics: ['change-number', 'new-phone-app'], urgent: false },
];
const rules = deskRules({ name, queues, promise: { normal: 240, urgent: 20 } });
const calm = { kind: 'help', someoneElse: false, createdAt: 0 } as const;

describe('a ticket goes to', () => {
  it.each([
    ['first-line', 'of no special kind', calm],
    ['security', 'of a kind that a queue takes', { ...calm, kind: 'suspicious-prompt' as const }],
    ['night', 'that is urgent', { ...calm, kind: 'lost-access' as const, someoneElse: true }],
    ['phones', 'about one of its topics', { ...calm, topics: ['change-number' as const] }],
    [
      'phones',
      'whose guides were about one, whatever the words were about',
      { ...calm, topics: ['out-of-scope' as const, 'new-phone-app' as const] },
    ],
    [
      'night',
      'of which only one of two conditions of a queue holds',
      { ...calm, someoneElse: true, topics: ['change-number' as const] },
    ],
  ])('%s: one %s', (queue, _what, ticket) => {
    expect(queueFor(ticket, rules).id).toBe(queue);
  });

  it('the first of all where no queue is without conditions', () => {
    const picky = deskRules({ name, queues: queues.slice(1) });
    expect(queueFor(calm, picky).id).toBe('security');
  });

  it('the only one, with the desk’s own name, where the profile names none', () => {
    const plain = deskRules({ name });
    expect(plain.queues).toEqual([{ id: 'desk', name }]);
    expect(queueFor({ ...calm, kind: 'suspicious-prompt' }, plain).id).toBe('desk');
  });

  it('where it was put, whatever it is about, until that queue is gone', () => {
    expect(queueOf({ ...calm, queue: 'phones' }, rules).id).toBe('phones');
    expect(queueOf({ ...calm, queue: 'abolished' }, rules).id).toBe('first-line');
    expect(queueOf(calm, rules).id).toBe('first-line');
  });
});

describe('a promise', () => {
  it('counts from the report, and is shorter for what is urgent', () => {
    expect(promisedUntil(calm, rules)).toBe(240 * minute);
    expect(promisedUntil({ ...calm, someoneElse: true }, rules)).toBe(20 * minute);
  });

  it('is reminded of before it runs out, with time left to keep it', () => {
    expect(remindAt(calm, rules)).toBe(180 * minute);
    expect(remindAt({ ...calm, someoneElse: true, createdAt: minute }, rules)).toBe(16 * minute);
  });

  it('is only what the profile says', () => {
    const half: DeskRules = deskRules({ name, promise: { urgent: 5 } });
    expect(remindAt(calm, half)).toBeUndefined();
    expect(remindAt({ ...calm, someoneElse: true }, half)).toBeDefined();
    expect(remindAt({ ...calm, someoneElse: true }, deskRules({ name }))).toBeUndefined();
  });
});

describe('a profile', () => {
  const profile = (desk: string) => `
name: Example
service: MFA
languages: [en]
country: GB
mailDomains: [example.org]
portal: https://example.org/
desk:
  name: Desk
${desk}`;
  const read = (desk: string) =>
    deskRules(readProfile('example', profile(desk), 'profile.yaml').desk);

  it('describes queues and promises', () => {
    const found = read(`
  checks: [{ en: Ask for the staff card }]
  promise: { urgent: 30 }
  queues:
    - { id: desk, name: Desk }
    - { id: security, name: { en: Security, fr: Sécurité }, channel: "19:x", kinds: [suspicious-prompt] }`);
    expect(found.queues.map((q) => q.id)).toEqual(['desk', 'security']);
    expect(found.promise).toEqual({ urgent: 30 });
  });

  it.each([
    [
      'a kind that there is not',
      'queues: [{ id: a, name: A, kinds: [lost-keys] }]',
      /queue a takes the kind “lost-keys”.*lost-access/,
    ],
    [
      'a topic that there is not',
      'queues: [{ id: a, name: A, topics: [weather] }]',
      /queue a takes the topic “weather”/,
    ],
    [
      'an id that comes twice',
      'queues: [{ id: a, name: A }, { id: a, name: B }]',
      /two queues of the desk have the id a/,
    ],
    [
      'an id with capitals',
      'queues: [{ id: A B, name: A }]',
      /profile.yaml: desk.queues.0.id: must be small/,
    ],
    ['no time at all', 'promise: { urgent: 0 }', /desk.promise.urgent/],
    ['a word that there is not', 'promise: { soon: 10 }', /desk.promise/],
  ])('with %s stops the start and says where', (_what, line, reason) => {
    expect(() => read(`  ${line}`)).toThrow(reason);
  });

  it.each([...loadLibrary().profiles])('of ours can be served: %s', (_id, { desk }) => {
    expect(deskRules(desk).queues.length).toBeGreaterThan(0);
  });
});
