import type { Memory } from '../../src/connections/storage/memory';
import type { MakeBench } from '../support/bench';
import { clockAt, hour, minute } from '../support/clock';
import { alex, inAnotherTenant, megan } from '../support/samples';

type CardState = Parameters<Memory['keepCardState']>[0];

/** A memory at a given clock, and the feedback it was told. */
export interface Remembering {
  at(now: () => number): Memory;
  feedback(): Promise<readonly object[]>;
}

const clock = () => clockAt('2026-03-02T10:00:00.000Z');
const times = (count: number) => Array.from({ length: count }, (_, i) => i);

const reference = {
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  conversation: { id: 'a:1', name: 'O’Brien "O\\B" 😀 \u0000' },
  nested: [1, null, { deep: true }],
};

/** What every memory of the conversations does. */
export function memoryContract(make: MakeBench<Remembering>): void {
  describe('a memory of conversations', () => {
    placesAndCards(make);
    cardStates(make);
    activities(make);
  });
}

function placesAndCards(make: MakeBench<Remembering>): void {
  it('keeps how to write to a place, the latest word counts', async () => {
    const memory = (await make()).store.at(clock().now);
    await memory.keepPlace('desk', { id: 'old' });
    await memory.keepPlace('desk', reference);
    await memory.keepPlace('person/t/a', { id: 'another' });
    expect(await memory.place('desk')).toEqual(reference);
    expect(await memory.place('person/t/a')).toEqual({ id: 'another' });
  });

  it('keeps where a card stands, the latest place counts', async () => {
    const memory = (await make()).store.at(clock().now);
    await memory.keepShown('desk/ticket-1', 'desk', 'activity-1');
    await memory.keepShown('desk/ticket-1', 'desk', 'activity-2');
    await memory.keepShown('person/ticket-1', 'person/t/a', 'activity-3');
    expect(await memory.shown('desk/ticket-1')).toEqual({
      place: 'desk',
      activityId: 'activity-2',
    });
    expect(await memory.shown('person/ticket-1')).toEqual({
      place: 'person/t/a',
      activityId: 'activity-3',
    });
  });

  it('keeps whom a visitor plays', async () => {
    const memory = (await make()).store.at(clock().now);
    await memory.keepVisitor('visitor-1', alex);
    await memory.keepVisitor('visitor-1', megan);
    expect(await memory.visitor('visitor-1')).toEqual(megan);
  });

  it('keeps what the last answer left open, the latest word counts, for half an hour', async () => {
    const time = clock();
    const memory = (await make()).store.at(time.now);
    await memory.keepContext('a:1', { topic: 'add-phone' });
    await memory.keepContext('a:1', reference);
    await memory.keepContext('a:2', { topic: 'register' });
    expect(await memory.context('a:1')).toEqual(reference);
    time.pass(20 * minute);
    await memory.keepContext('a:2', { topic: 'register' });
    time.pass(10 * minute - 1);
    expect(await memory.context('a:1')).toEqual(reference);
    time.pass(1);
    expect(await memory.context('a:1')).toBeUndefined();
    expect(await memory.context('a:2')).toEqual({ topic: 'register' });
    await memory.keepContext('a:1', { topic: 'again' });
    expect(await memory.context('a:1')).toEqual({ topic: 'again' });
  });

  it('knows nothing under names that were never kept', async () => {
    const memory = (await make()).store.at(clock().now);
    await memory.keepPlace('desk', reference);
    await memory.keepShown('desk', 'desk', 'activity-1');
    await memory.keepVisitor('desk', alex);
    await memory.keepContext('desk', reference);
    for (const name of ['', 'DESK', 'desk ', '%', '__proto__', "desk' or '1'='1"]) {
      expect(await memory.place(name)).toBeUndefined();
      expect(await memory.shown(name)).toBeUndefined();
      expect(await memory.visitor(name)).toBeUndefined();
      expect(await memory.context(name)).toBeUndefined();
    }
  });

  it('keeps one of many that are kept at the same time', async () => {
    const { store, another } = await make();
    const one = store.at(clock().now);
    const other = (await another()).at(clock().now);
    await Promise.all(
      times(8).map(async (i) => {
        await (i % 2 ? one : other).keepPlace('desk', { i });
        await (i % 2 ? one : other).keepShown('desk/ticket-1', 'desk', `activity-${i}`);
      }),
    );
    expect(times(8).map((i) => ({ i }))).toContainEqual(await one.place('desk'));
  });

  it('keeps feedback as it was given', async () => {
    const { store } = await make();
    const time = clock();
    const comment = `<b>"it's"</b> \\ 😀 =HYPERLINK("x") ${'long '.repeat(500)}`;
    await store.at(time.now).keepFeedback({
      id: 'feedback-1',
      tenantId: alex.tenantId,
      organisation: 'derby',
      guide: 'add-phone',
      helpful: false,
      reasons: ['unclear', 'outdated'],
      comment,
    });
    expect(await store.feedback()).toEqual([
      {
        id: 'feedback-1',
        tenant_id: alex.tenantId,
        organisation: 'derby',
        guide: 'add-phone',
        helpful: 0,
        reasons: '["unclear","outdated"]',
        comment,
        created_at: time.now(),
      },
    ]);
  });

  it('keeps the rest of a feedback whose comment has a character that no text column holds', async () => {
    const { store } = await make();
    await store.at(clock().now).keepFeedback({
      id: 'feedback-1',
      tenantId: alex.tenantId,
      organisation: 'derby',
      guide: 'add-phone',
      helpful: true,
      reasons: [],
      comment: 'before\u0000after',
    });
    const [kept] = (await store.feedback()) as { comment: string }[];
    expect(kept?.comment).toMatch(/^before.*after$/);
  });

  it('remembers everything after closing and opening', async () => {
    const { store, reopened } = await make();
    const time = clock();
    const before = store.at(time.now);
    await before.keepPlace('desk', reference);
    await before.keepShown('desk/ticket-1', 'desk', 'activity-1');
    await before.keepVisitor('visitor-1', alex);
    await before.keepContext('a:1', reference);
    await before.keepCardState(state(time.now()));
    await before.isNew('activity-1');
    const memory = (await reopened()).at(time.now);
    expect(await memory.place('desk')).toEqual(reference);
    expect(await memory.shown('desk/ticket-1')).toEqual({
      place: 'desk',
      activityId: 'activity-1',
    });
    expect(await memory.visitor('visitor-1')).toEqual(alex);
    expect(await memory.context('a:1')).toEqual(reference);
    expect(await memory.cardState(asked(), 'spend')).toEqual(data);
    expect(await memory.isNew('activity-1')).toBe(false);
  });
}

const data = { change: { operation: 'add-phone', number: '+44 7400123456' }, old: '', n: null };

function state(now: number, change: Partial<CardState> = {}): CardState {
  return { ...asked(), data, expiresAt: now + 15 * minute, ...change };
}

function asked(change: Partial<CardState> = {}) {
  return { id: 'state-1', person: alex, conversation: 'a:1', verb: 'code', ...change };
}

function cardStates(make: MakeBench<Remembering>): void {
  it('reads what a card stands for as often as needed, and spends it once', async () => {
    const time = clock();
    const memory = (await make()).store.at(time.now);
    await memory.keepCardState(state(time.now()));
    expect(await memory.cardState(asked(), 'read')).toEqual(data);
    expect(await memory.cardState(asked(), 'read')).toEqual(data);
    expect(await memory.cardState(asked(), 'spend')).toEqual(data);
    expect(await memory.cardState(asked(), 'spend')).toBeUndefined();
    expect(await memory.cardState(asked(), 'read')).toBeUndefined();
  });

  it('spends a card once when it is pressed 8 times at the same moment', async () => {
    const { store, another } = await make();
    const time = clock();
    const one = store.at(time.now);
    const other = (await another()).at(time.now);
    await one.keepCardState(state(time.now()));
    const answers = await Promise.all(
      times(8).map((i) => (i % 2 ? one : other).cardState(asked(), 'spend')),
    );
    expect(answers.filter((a) => a !== undefined)).toEqual([data]);
  });

  it.each<[string, Partial<CardState>]>([
    ['another person', { person: megan }],
    ['the same id in another tenant', { person: inAnotherTenant(alex) }],
    ['another conversation', { conversation: 'a:2' }],
    ['another verb', { verb: 'phone.send' }],
    ['another id', { id: 'state-2' }],
    ['no id', { id: '' }],
    ['an id in capitals', { id: 'STATE-1' }],
    ['an id with a space', { id: 'state-1 ' }],
    ['a pattern as the id', { id: 'state-_' }],
    ['an id that is a piece of SQL', { id: "' or '1'='1" }],
    ['an id with a NUL', { id: 'state-1\u0000' }],
    ['an id of 100 000 characters', { id: 'x'.repeat(100_000) }],
  ])('gives nothing to %s, and leaves the card good for its own', async (_who, change) => {
    const time = clock();
    const memory = (await make()).store.at(time.now);
    await memory.keepCardState(state(time.now()));
    expect(await memory.cardState(asked(change), 'read')).toBeUndefined();
    expect(await memory.cardState(asked(change), 'spend')).toBeUndefined();
    expect(await memory.cardState(asked(), 'spend')).toEqual(data);
  });

  it('goes by the ids of a person, not by their name', async () => {
    const time = clock();
    const memory = (await make()).store.at(time.now);
    await memory.keepCardState(state(time.now()));
    const renamed = { ...alex, name: 'Alex Wilber-Bowen' };
    expect(await memory.cardState(asked({ person: renamed }), 'spend')).toEqual(data);
  });

  it('gives nothing once the card is too old', async () => {
    const time = clock();
    const memory = (await make()).store.at(time.now);
    await memory.keepCardState(state(time.now()));
    time.pass(15 * minute - 1);
    expect(await memory.cardState(asked(), 'read')).toEqual(data);
    time.pass(1);
    expect(await memory.cardState(asked(), 'read')).toBeUndefined();
    expect(await memory.cardState(asked(), 'spend')).toBeUndefined();
  });

  it('keeps apart cards of the same kind', async () => {
    const time = clock();
    const memory = (await make()).store.at(time.now);
    await memory.keepCardState(state(time.now()));
    await memory.keepCardState(state(time.now(), { id: 'state-2', data: 'the second' }));
    expect(await memory.cardState(asked({ id: 'state-2' }), 'spend')).toBe('the second');
    expect(await memory.cardState(asked(), 'spend')).toEqual(data);
  });
}

function activities(make: MakeBench<Remembering>): void {
  it('calls an activity new once, also when it comes 8 times at the same moment', async () => {
    const { store, another } = await make();
    const one = store.at(clock().now);
    const other = (await another()).at(clock().now);
    const answers = await Promise.all(
      times(8).map((i) => (i % 2 ? one : other).isNew('activity-1')),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await one.isNew('activity-1')).toBe(false);
    expect(await one.isNew('activity-2')).toBe(true);
    expect(await one.isNew('ACTIVITY-1')).toBe(true);
  });

  it('forgets an activity after a day', async () => {
    const time = clock();
    const memory = (await make()).store.at(time.now);
    expect(await memory.isNew('activity-1')).toBe(true);
    time.pass(24 * hour);
    expect(await memory.isNew('activity-1')).toBe(false);
    time.pass(1);
    expect(await memory.isNew('activity-1')).toBe(true);
  });
}
