import { sql } from 'kysely';
import type { Database } from '../../src/connections/storage/database';
import { recordStore } from '../../src/connections/storage/record/record';
import { personalOf, type Row } from '../../src/record/chain';
import type { MakeBench } from '../support/bench';
import { entry } from '../support/entries';
import { alex, inAnotherTenant, megan } from '../support/samples';

const key = Buffer.alloc(32, 7);
const now = () => Date.parse('2026-04-01T00:00:00.000Z');
const storeOn = (database: Database) => recordStore(database, key, now);
const elsewhere = inAnotherTenant(alex).tenantId;
const times = (count: number) => Array.from({ length: count }, (_, i) => i);

async function all(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

/** What every record of what happened does. */
export function recordContract(make: MakeBench<Database>): void {
  describe('a record', () => {
    appending(make);
    tampering(make);
    erasing(make);
  });
}

function appending(make: MakeBench<Database>): void {
  it('gives back entries as they were, in their order, after closing and opening', async () => {
    const { store, reopened } = await make();
    await storeOn(store).append(entry(1));
    await storeOn(store).append(entry(2, { event: 'door', outcome: 'refused', personal: {} }));
    const rows = await all(storeOn(await reopened()).rows(alex.tenantId));
    expect(rows.map((r) => r.seq)).toEqual([1, 2]);
    const { personal, ...facts } = entry(1);
    expect(rows[0]?.facts).toEqual({ ...facts, reason: undefined, ticketId: undefined });
    expect(rows.map(personalOf)).toEqual([personal, {}]);
  });

  it('knows nothing at first', async () => {
    const record = storeOn((await make()).store);
    expect(await record.tenants()).toEqual([]);
    expect(await record.head(alex.tenantId)).toBeUndefined();
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 0 });
  });

  it('keeps one chain when 30 are appended at the same time by two instances', async () => {
    const { store, another } = await make();
    const records = [storeOn(store), storeOn(await another())];
    await Promise.all(times(30).map((i) => (records[i % 2] ?? records[0]!).append(entry(i))));
    expect(await records[0]!.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 30 });
    expect(new Set((await all(records[0]!.rows(alex.tenantId))).map((r) => r.facts.id)).size).toBe(
      30,
    );
  });

  it('keeps a chain for each tenant', async () => {
    const record = storeOn((await make()).store);
    for (const i of times(3)) await record.append(entry(i));
    await record.append(entry(3, { tenantId: elsewhere }));
    expect(await record.tenants()).toEqual([alex.tenantId, elsewhere]);
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 3 });
    expect(await record.verify(elsewhere)).toMatchObject({ ok: true, rows: 1 });
    expect(await record.head(elsewhere)).toMatchObject({ tenantId: elsewhere, seq: 1 });
  });

  it('goes on where it was after closing and opening', async () => {
    const { store, reopened } = await make();
    await storeOn(store).append(entry(1));
    const record = storeOn(await reopened());
    await record.append(entry(2));
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 2 });
  });

  it('lists any number, from a place on', async () => {
    const { store } = await make();
    const record = storeOn(store);
    await store.db.transaction().execute(async (trx) => {
      for (const i of times(1_001)) await record.appendWithin(trx, entry(i));
    });
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 1_001 });
    const later = await all(record.rows(alex.tenantId, 400));
    expect(later.map((r) => r.seq)).toEqual(times(601).map((i) => i + 401));
  });

  it('records with what it belongs to, or not at all', async () => {
    const { store } = await make();
    const record = storeOn(store);
    await record.append(entry(1));
    const both = store.db.transaction().execute(async (trx) => {
      await trx.insertInto('seen').values({ id: 'x', at: 1 }).execute();
      await record.appendWithin(trx, entry(2));
      throw new Error('it came to nothing');
    });
    await expect(both).rejects.toThrow('it came to nothing');
    await record.append(entry(3));
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 2 });
    expect(await store.db.selectFrom('seen').selectAll().execute()).toEqual([]);
  });

  it('refuses what must not be kept, and an entry that it has', async () => {
    const record = storeOn((await make()).store);
    await record.append(entry(1));
    const unmasked = entry(2, { personal: { target: '+44 7911123456' } });
    await expect(record.append(unmasked)).rejects.toThrow('personal.target');
    await expect(record.append(entry(1))).rejects.toThrow();
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 1 });
  });

  it('keeps what no text column holds', async () => {
    const record = storeOn((await make()).store);
    const personal = { target: '\ud83d•••@example.org', conversation: 'a:\u0000 O’Brien \\ "😀"' };
    await record.append(entry(1, { personal }));
    expect((await all(record.rows(alex.tenantId))).map(personalOf)).toEqual([personal]);
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 1 });
  });
}

function tampering(make: MakeBench<Database>): void {
  const attacks: [string, string[], object][] = [
    [
      'an edited row',
      ["update record set outcome = 'refused' where seq = 3"],
      { at: 3, why: 'row-changed' },
    ],
    [
      'a name that was taken out by hand',
      ['update record set personal = null, person_id = null where seq = 3'],
      { at: 3, why: 'row-changed' },
    ],
    ['a deleted row', ['delete from record where seq = 3'], { at: 3, why: 'row-missing' }],
    [
      'two rows that changed places',
      [
        'update record set seq = 99 where seq = 2',
        'update record set seq = 2 where seq = 4',
        'update record set seq = 4 where seq = 99',
      ],
      { at: 2, why: 'order' },
    ],
    [
      'a row moved to before the first',
      ['update record set seq = 0 where seq = 1'],
      { at: 0, why: 'order' },
    ],
    ['an end cut off', ['delete from record where seq > 3'], { at: 4, why: 'row-missing' }],
    [
      'an end cut off, and the head rewritten',
      [
        'delete from record where seq > 3',
        'update record_heads set seq = 3, chain = (select chain from record where seq = 3)',
      ],
      { at: 3, why: 'head-differs' },
    ],
    ['a head taken away', ['delete from record_heads'], { at: 5, why: 'head-differs' }],
  ];

  it.each(attacks)('shows %s', async (_, statements, found) => {
    const { store } = await make();
    const record = storeOn(store);
    for (const i of times(5)) await record.append(entry(i));
    for (const statement of statements) await sql.raw(statement).execute(store.db);
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: false, ...found });
    expect(await record.tenants()).toEqual([alex.tenantId]);
  });

  it.each([
    [
      'its end was cut off and its head rewritten',
      [
        'delete from record where seq > 3',
        'update record_heads set seq = 3, chain = (select chain from record where seq = 3)',
      ],
    ],
    ['its head was taken away', ['delete from record_heads']],
  ])('goes on recording after %s, and shows it ever after', async (_, statements) => {
    const { store } = await make();
    const record = storeOn(store);
    for (const i of times(5)) await record.append(entry(i));
    for (const statement of statements) await sql.raw(statement).execute(store.db);
    for (const i of [10, 11]) await record.append(entry(i));
    const ids = (await all(record.rows(alex.tenantId))).map((r) => r.facts.id);
    expect(ids.slice(-2)).toEqual([entry(10).id, entry(11).id]);
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: false, why: 'head-differs' });
  });
}

function erasing(make: MakeBench<Database>): void {
  it('takes out what names a person, as whom it is about and as who did it, and stays whole', async () => {
    const { store } = await make();
    const record = storeOn(store);
    await record.append(entry(1));
    await record.append(entry(2, { personal: { personId: megan.id } }));
    await record.append(entry(3, { event: 'desk', personal: { personId: megan.id, by: alex.id } }));
    await record.append(entry(4, { tenantId: elsewhere }));
    expect(await record.erase({ ...alex, id: alex.id.toUpperCase() })).toBe(2);
    const rows = await all(record.rows(alex.tenantId));
    expect(rows.map(personalOf)).toEqual([undefined, { personId: megan.id }, undefined, {}]);
    expect(rows[3]?.facts).toMatchObject({ event: 'erasure', outcome: 'done', at: now() });
    const table = await store.db
      .selectFrom('record')
      .selectAll()
      .where('tenant_id', '=', alex.tenantId)
      .execute();
    expect(JSON.stringify(table)).not.toContain(alex.id);
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 4 });
    expect((await all(record.rows(elsewhere))).map(personalOf)).toEqual([entry(4).personal]);
  });

  it('changes nothing where nobody of that name is, or no more', async () => {
    const record = storeOn((await make()).store);
    expect(await record.erase(alex)).toBe(0);
    expect(await record.tenants()).toEqual([]);
    await record.append(entry(1));
    expect(await record.erase(megan)).toBe(0);
    expect(await record.erase(alex)).toBe(1);
    expect(await record.erase(alex)).toBe(0);
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 2 });
  });

  it('stays whole when it is appended to meanwhile', async () => {
    const { store, another } = await make();
    const record = storeOn(store);
    const other = storeOn(await another());
    for (const i of times(10)) await record.append(entry(i));
    const [count] = await Promise.all([
      record.erase(alex),
      ...times(10).map((i) => other.append(entry(20 + i))),
    ]);
    expect(count).toBeGreaterThanOrEqual(10);
    expect(await record.verify(alex.tenantId)).toMatchObject({ ok: true, rows: 21 });
  });
}
