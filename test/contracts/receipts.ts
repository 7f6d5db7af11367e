import { outbox } from '../../src/connections/storage/outbox';
import type { Database } from '../../src/connections/storage/database';
import { receipts } from '../../src/connections/storage/receipts';
import { disputableMs, type Receipt } from '../../src/receipts/receipt';
import type { MakeBench } from '../support/bench';
import { changesIn, digest } from '../support/changeBenches';
import { clockAt, hour } from '../support/clock';
import {
  changeId,
  endingOf,
  lineOf,
  opened,
  pendingOf,
  receiptOf,
  replacing,
} from '../support/pending';
import { alex } from '../support/samples';

const pending = pendingOf(replacing);
const day = 24 * hour;
const three: readonly Receipt[] = [
  receiptOf(pending, 1, { to: { way: 'chat' } }),
  receiptOf(pending, 2, { to: { way: 'mail', to: 'alex@example.org' } }),
  receiptOf(pending, 3, { to: { way: 'sms', to: '+44 7400123456' } }),
];
const token = three[1]?.token ?? '';

/** A change that has ended with three receipts, at a time of the clock. */
async function ended(database: Database) {
  const clock = clockAt(new Date(opened).toISOString());
  const { changes } = changesIn(database);
  await changes.open(pending, lineOf(pending, 1, 'started'));
  await changes.grant(pending.id, {}, opened + hour, opened, lineOf(pending, 2, 'proven'));
  await changes.end(pending.id, endingOf(pending, three, { at: opened }));
  return { clock, changes, kept: receipts(database, digest, clock.now) };
}

/** What is written anywhere in a table, as one text. */
async function written({ db }: Database, table: 'receipts' | 'changes' | 'deliveries') {
  return JSON.stringify(await db.selectFrom(table).selectAll().execute());
}

/** What every database does with receipts. */
export function receiptsContract(make: MakeBench<Database>): void {
  describe('receipts in a database', () => {
    waiting(make);
    disputing(make);
    forgetting(make);
  });
}

function waiting(make: MakeBench<Database>): void {
  it('wait with where they go, and go out with the card of their change', async () => {
    const { store } = await make();
    const { kept } = await ended(store);
    for (const { id, to, token } of three)
      expect(await kept.find(id)).toEqual({
        id,
        changeId: pending.id,
        tenantId: alex.tenantId,
        personId: alex.id,
        to,
        token,
      });
    expect(await kept.find('receipt-of-nobody')).toBeUndefined();
    const sent: string[] = [];
    const box = outbox(store, { now: () => opened, random: () => 0, onFault: () => undefined });
    await box.drain(({ kind, subject }) => Promise.resolve(void sent.push(`${kind} ${subject}`)));
    const expected = [`change ${pending.id}`, ...three.map(({ id }) => `receipt ${id}`)];
    expect(sent.sort()).toEqual(expected.sort());
  });

  it('forget where they went and their token once they were sent, the one that was', async () => {
    const { store, reopened } = await make();
    const { kept, clock } = await ended(store);
    await kept.sent(three[1]?.id ?? '');
    const again = await reopened();
    const after = receipts(again, digest, clock.now);
    expect(await after.find(three[1]?.id ?? '')).toMatchObject({ to: undefined, token: undefined });
    expect(await after.find(three[2]?.id ?? '')).toMatchObject(three[2] ?? {});
    const text = await written(again, 'receipts');
    expect(text).not.toContain('alex@example.org');
    expect(text).not.toContain(`"${token}"`);
  });

  it('leave neither a token nor an address with what carries them', async () => {
    const { store } = await make();
    await ended(store);
    const text = await written(store, 'deliveries');
    for (const { to, token } of three) {
      expect(text).not.toContain(token);
      if ('to' in to) expect(text).not.toContain(to.to);
    }
  });
}

function disputing(make: MakeBench<Database>): void {
  it('are found by their token after they were sent, for 30 days', async () => {
    const { store } = await make();
    const { kept, clock } = await ended(store);
    await kept.sent(three[1]?.id ?? '');
    expect(await kept.byToken(token)).toMatchObject({ id: three[1]?.id, changeId: pending.id });
    clock.pass(disputableMs - 1);
    expect(await kept.byToken(token)).toMatchObject({ changeId: pending.id });
    clock.pass(1);
    expect(await kept.byToken(token)).toBeUndefined();
    expect(disputableMs).toBe(30 * day);
  });

  it.each(['', 'token', digest(token), `${token} `, `${token}\u0000`, three[1]?.id ?? ''])(
    'are not found by %j',
    async (guess) => {
      const { kept } = await ended((await make()).store);
      expect(await kept.byToken(guess)).toBeUndefined();
    },
  );

  it('have their change with them for as long as they can be disputed', async () => {
    const { store } = await make();
    const { kept, changes } = await ended(store);
    const late = pendingOf(replacing, { id: changeId(2) });
    await changes.open(late, lineOf(late, 5, 'started', opened + disputableMs - 1));
    expect(await changes.find(pending.id)).toMatchObject({ outcome: 'done' });
    expect(await kept.find(three[0]?.id ?? '')).toBeDefined();
  });
}

function forgetting(make: MakeBench<Database>): void {
  it('are forgotten after that, sent or not, with their change and what it would have written', async () => {
    const { store } = await make();
    const { changes } = await ended(store);
    const abandoned = pendingOf(replacing, { id: changeId(2) });
    await changes.open(abandoned, lineOf(abandoned, 5, 'started'));
    const now = opened + 32 * day;
    const late = pendingOf({ operation: 'change-default', to: 'sms' }, { id: changeId(3) });
    const next = { ...late, createdAt: now, expiresAt: now + hour };
    await changes.open(next, lineOf(next, 6, 'started', now));
    expect(await written(store, 'receipts')).toBe('[]');
    expect(await changes.find(pending.id)).toBeUndefined();
    expect(await changes.find(abandoned.id)).toBeUndefined();
    expect(await changes.find(next.id)).toBeDefined();
    expect(await written(store, 'changes')).not.toContain('+44');
  });

  it('and a change that is still being written is never forgotten', async () => {
    const { store } = await make();
    const { changes } = changesIn(store);
    await changes.open(pending, lineOf(pending, 1, 'started'));
    await changes.grant(pending.id, {}, opened + hour, opened, lineOf(pending, 2, 'proven'));
    const late = pendingOf(replacing, { id: changeId(2) });
    await changes.open(late, lineOf(late, 5, 'started', opened + 400 * day));
    expect(await changes.find(pending.id)).toMatchObject({ state: 'granted' });
  });
}
