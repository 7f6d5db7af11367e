import {
  erased,
  firstHead,
  link,
  personalOf,
  verifyChain,
  type Head,
  type Row,
} from '../../src/record/chain';
import { entry } from '../support/entries';
import { alex, inAnotherTenant, megan } from '../support/samples';

const key = Buffer.alloc(32, 1);
const otherKey = Buffer.alloc(32, 2);

interface Chain {
  readonly rows: Row[];
  readonly head: Head;
}

function goneOn({ rows, head }: Chain, from: number, count: number, under = key): Chain {
  const next = [...rows];
  let end = head;
  for (let i = from; i < from + count; i++) {
    const linked = link(entry(i), `salt-${i}`, end, under);
    next.push(linked.row);
    end = linked.head;
  }
  return { rows: next, head: end };
}

function chainOf(count: number, under = key): Chain {
  return goneOn({ rows: [], head: firstHead(alex.tenantId, under) }, 1, count, under);
}

const { rows, head } = chainOf(6);
const row = (seq: number) => rows[seq - 1]!;
const without = (seq: number) => rows.filter((r) => r.seq !== seq);
const replaced = (...others: Row[]) =>
  rows.map((r) => others.find((other) => other.seq === r.seq) ?? r);

it('is whole as it was made, empty or not', async () => {
  expect(await verifyChain(rows, head, key)).toEqual({ ok: true, rows: 6 });
  expect(await verifyChain([], firstHead(alex.tenantId, key), key)).toEqual({ ok: true, rows: 0 });
  expect(await verifyChain([], undefined, key)).toEqual({ ok: true, rows: 0 });
});

it('gives back what names a person', () => {
  expect(personalOf(row(1))).toEqual(entry(1).personal);
});

describe('an edited row is found', () => {
  const last = row(3);
  it.each([
    ['its outcome', { facts: { ...last.facts, outcome: 'refused' } }],
    ['its event', { facts: { ...last.facts, event: 'code' as const } }],
    ['its moment', { facts: { ...last.facts, at: last.facts.at + 1 } }],
    ['its tenant', { facts: { ...last.facts, tenantId: inAnotherTenant(alex).tenantId } }],
    ['a field taken away', { facts: { ...last.facts, route: undefined } }],
    ['a field put in', { facts: { ...last.facts, reason: 'by-mistake' } }],
    ['whom it names', { personal: last.personal!.replace(alex.id, megan.id) }],
    ['whom it is found by', { personId: megan.id }],
    ['who is said to have done it', { by: megan.id }],
    ['text that is no JSON', { personal: '{' }],
    ['its digest', { digest: row(4).digest }],
    ['its digest about a person', { personalDigest: row(4).personalDigest }],
    ['a proof of erasure without an erasure', { erasure: erased(last, key).erasure }],
  ])('%s', async (_, change) => {
    const verdict = await verifyChain(replaced({ ...last, ...change }), head, key);
    expect(verdict).toEqual({ ok: false, at: 3, why: 'row-changed' });
  });

  it('also when it is the last one', async () => {
    const changed = { ...row(6), facts: { ...row(6).facts, outcome: 'refused' } };
    const verdict = await verifyChain(replaced(changed), head, key);
    expect(verdict).toEqual({ ok: false, at: 6, why: 'row-changed' });
  });
});

describe('a row that was taken out, put in or moved is found', () => {
  it.each([1, 3, 5])('number %i taken out', async (seq) => {
    const verdict = await verifyChain(without(seq), head, key);
    expect(verdict).toEqual({ ok: false, at: seq, why: 'row-missing' });
  });

  it('taken out, and the rest renumbered', async () => {
    const closed = without(3).map((r, i) => ({ ...r, seq: i + 1 }));
    const verdict = await verifyChain(closed, { ...head, seq: 5 }, key);
    expect(verdict).toEqual({ ok: false, at: 3, why: 'order' });
  });

  it('two that changed places', async () => {
    const swapped = replaced({ ...row(2), seq: 4 }, { ...row(4), seq: 2 });
    const verdict = await verifyChain(swapped, head, key);
    expect(verdict).toEqual({ ok: false, at: 2, why: 'order' });
  });

  it('two that come the other way round', async () => {
    const verdict = await verifyChain([row(1), row(2), row(2)], head, key);
    expect(verdict).toEqual({ ok: false, at: 2, why: 'order' });
  });

  it.each([0, -7])('put in at %i', async (seq) => {
    const verdict = await verifyChain([{ ...row(1), seq }, ...rows], head, key);
    expect(verdict).toEqual({ ok: false, at: seq, why: 'order' });
  });

  it('a copy at the end', async () => {
    const verdict = await verifyChain([...rows, { ...row(2), seq: 7 }], head, key);
    expect(verdict).toEqual({ ok: false, at: 7, why: 'order' });
  });

  it('one at the end that was made without the key', async () => {
    const { row: forged } = link(entry(7), 'salt', head, otherKey);
    const verdict = await verifyChain([...rows, forged], head, key);
    expect(verdict).toEqual({ ok: false, at: 7, why: 'row-changed' });
  });
});

describe('an end that was cut off is found', () => {
  const cut = rows.slice(0, 4);
  const cutHead = { ...head, seq: 4, chain: row(4).chain };

  it('when the head still tells of more', async () => {
    const verdict = await verifyChain(cut, head, key);
    expect(verdict).toEqual({ ok: false, at: 5, why: 'row-missing' });
  });

  it('when the head was rewritten to fit', async () => {
    const verdict = await verifyChain(cut, cutHead, key);
    expect(verdict).toEqual({ ok: false, at: 4, why: 'head-differs' });
  });

  it('when the head was taken away', async () => {
    expect(await verifyChain(cut, undefined, key)).toMatchObject({ why: 'head-differs' });
    expect(await verifyChain([], cutHead, key)).toMatchObject({ why: 'head-differs' });
  });

  it('when more was recorded after the head was rewritten', async () => {
    const later = goneOn({ rows: cut, head: cutHead }, 20, 3);
    const verdict = await verifyChain(later.rows, later.head, key);
    expect(verdict).toEqual({ ok: false, at: 7, why: 'head-differs' });
  });

  it('when the head is of an earlier moment than the rows', async () => {
    const verdict = await verifyChain(rows, chainOf(4).head, key);
    expect(verdict).toMatchObject({ ok: false, why: 'head-differs' });
  });
});

it('is not whole under another key', async () => {
  expect(await verifyChain(rows, head, otherKey)).toMatchObject({ ok: false, at: 1 });
});

it('cannot be made anew, whole, without the key', async () => {
  const forged = chainOf(6, otherKey);
  expect(await verifyChain(forged.rows, forged.head, key)).toMatchObject({ ok: false, at: 1 });
});

it("does not take another tenant's chain for its own", async () => {
  const elsewhere = inAnotherTenant(alex).tenantId;
  const renamed = rows.map((r) => ({ ...r, facts: { ...r.facts, tenantId: elsewhere } }));
  const verdict = await verifyChain(renamed, { ...head, tenantId: elsewhere }, key);
  expect(verdict).toMatchObject({ ok: false, at: 1, why: 'row-changed' });
});

describe('an erased row', () => {
  const gone = erased(row(3), key);

  it('names nobody and leaves the chain whole', async () => {
    expect(personalOf(gone)).toBeUndefined();
    expect(JSON.stringify(gone)).not.toContain(alex.id);
    expect(JSON.stringify(gone)).not.toContain('••56');
    expect(await verifyChain(replaced(gone), head, key)).toEqual({ ok: true, rows: 6 });
  });

  it('leaves nothing by which a guess could be tried, even by who holds the key', () => {
    const one = link(entry(1), 'one-salt', firstHead(alex.tenantId, key), key).row;
    const other = link(entry(1), 'another-salt', firstHead(alex.tenantId, key), key).row;
    expect(one.personalDigest).not.toBe(other.personalDigest);
  });

  it.each([
    ['when its facts are edited', { ...gone, facts: { ...gone.facts, outcome: 'refused' } }],
    ['when it was erased without the key', { ...gone, erasure: null }],
    ['when another row’s erasure is copied', { ...gone, erasure: erased(row(4), key).erasure }],
    ['when somebody else is put in', { ...gone, personal: row(4).personal, erasure: null }],
  ])('is found %s', async (_, changed) => {
    const verdict = await verifyChain(replaced(changed), head, key);
    expect(verdict).toEqual({ ok: false, at: 3, why: 'row-changed' });
  });
});
