import { createHmac } from 'node:crypto';
import type { Entry, Personal } from './record';

/** What stays for ever. */
export type Facts = Omit<Entry, 'personal'>;

/** An entry as it is kept. Digests are HMAC-SHA-256 under the record's key, in hex. */
export interface Row {
  /** 1, 2, 3 … within the tenant. */
  readonly seq: number;
  readonly facts: Facts;
  /** JSON of `Personal` and a random `salt`; null once it was erased. */
  readonly personal: string | null;
  /** Copies of what `personal` says, in lower case, to find a person's rows by. */
  readonly personId: string | null;
  readonly by: string | null;
  /** Stays when `personal` is erased. The salt goes with it, so that nobody can try out whom it named. */
  readonly personalDigest: string;
  /** Shows that it was erased by who holds the key; null while `personal` is there. */
  readonly erasure: string | null;
  /** Covers the facts and `personalDigest`. */
  readonly digest: string;
  /** Covers the previous row's `chain`, the place and `digest`. */
  readonly chain: string;
}

/** Where a tenant's chain ends. */
export interface Head {
  readonly tenantId: string;
  /** 0 while there is no row. */
  readonly seq: number;
  readonly chain: string;
  /** Covers the rest of the head; empty once it was found not to. */
  readonly seal: string;
}

/** What was found, and at which place. */
export type Verdict =
  | { readonly ok: true; readonly rows: number }
  | {
      readonly ok: false;
      readonly at: number;
      readonly why: 'row-changed' | 'row-missing' | 'order' | 'head-differs';
    };

const beginning = '0'.repeat(64);

/** The head of a tenant about whom nothing was recorded yet. */
export function firstHead(tenantId: string, key: Buffer): Head {
  return sealed({ tenantId, seq: 0, chain: beginning }, key);
}

/**
 * The next row of a tenant's chain, and the head after it. A head that its seal does not cover was rewritten: it is gone on
 * from, so that nothing goes unrecorded, and its seal stays empty, so that `verifyChain` finds it ever after.
 * @param entry checked already.
 * @param salt at least 128 random bits.
 */
export function link(
  { personal, ...facts }: Entry,
  salt: string,
  head: Head,
  key: Buffer,
): { readonly row: Row; readonly head: Head } {
  const text = JSON.stringify({ ...ordered(personal), salt });
  const personalDigest = mac(key, 'personal', text);
  const digest = mac(key, 'entry', ordered(facts), personalDigest);
  const seq = head.seq + 1;
  const chain = mac(key, 'link', head.chain, seq, digest);
  const names = namesIn(personal);
  const next = sealed({ tenantId: head.tenantId, seq, chain }, key);
  return {
    row: { seq, facts, personal: text, ...names, personalDigest, erasure: null, digest, chain },
    head: isSealed(head, key) ? next : { ...next, seal: '' },
  };
}

/** The row without what named a person. */
export function erased(row: Row, key: Buffer): Row {
  const erasure = mac(key, 'erased', row.facts.id, row.personalDigest);
  return { ...row, personal: null, personId: null, by: null, erasure };
}

/** What names a person in the row; undefined once it was erased. @throws Error where somebody made it unreadable. */
export function personalOf(row: Row): Personal | undefined {
  if (row.personal === null) return undefined;
  try {
    const { salt: _salt, ...personal } = JSON.parse(row.personal) as Personal & { salt: string };
    return personal;
  } catch (error) {
    throw new Error(`row ${row.seq} was changed and cannot be read: verify the record`, {
      cause: error,
    });
  }
}

/**
 * Goes through a tenant's rows in the order of `seq` and finds the first that was edited, taken out, put in, moved, or
 * cut off at the end. An erased row is held to its facts all the same, and must carry its proof of erasure.
 *
 * The head shows where the rows have to end. Who can rewrite rows and head still needs the key, which lies outside the
 * database: without it neither a digest, nor a link, nor a seal can be made. What this cannot see is the whole record put
 * back to an older state together with the head of that moment, or removed with its head: keep elsewhere what a check
 * found (how many rows, the last link) and compare.
 */
export async function verifyChain(
  rows: Iterable<Row> | AsyncIterable<Row>,
  head: Head | undefined,
  key: Buffer,
): Promise<Verdict> {
  let last = { seq: 0, chain: beginning };
  for await (const row of rows) {
    if (row.seq > last.seq + 1) return { ok: false, at: last.seq + 1, why: 'row-missing' };
    if (row.seq < last.seq + 1) return { ok: false, at: row.seq, why: 'order' };
    if (!isWhole(row, key)) return { ok: false, at: row.seq, why: 'row-changed' };
    if (row.chain !== mac(key, 'link', last.chain, row.seq, row.digest))
      return { ok: false, at: row.seq, why: 'order' };
    last = row;
  }
  if (!head && last.seq === 0) return { ok: true, rows: 0 };
  if (!head || !isSealed(head, key)) return { ok: false, at: last.seq, why: 'head-differs' };
  if (head.seq > last.seq) return { ok: false, at: last.seq + 1, why: 'row-missing' };
  return head.seq === last.seq && head.chain === last.chain
    ? { ok: true, rows: last.seq }
    : { ok: false, at: last.seq, why: 'head-differs' };
}

function isWhole(row: Row, key: Buffer): boolean {
  const { facts, personal, personalDigest } = row;
  if (row.digest !== mac(key, 'entry', ordered(facts), personalDigest)) return false;
  if (personal === null) {
    const { erasure } = erased(row, key);
    return row.erasure === erasure && row.personId === null && row.by === null;
  }
  if (row.erasure !== null || personalDigest !== mac(key, 'personal', personal)) return false;
  const names = namesIn(JSON.parse(personal) as Personal);
  return row.personId === names.personId && row.by === names.by;
}

function namesIn({ personId, by }: Personal): Pick<Row, 'personId' | 'by'> {
  return { personId: personId?.toLowerCase() ?? null, by: by?.toLowerCase() ?? null };
}

function sealed(head: Omit<Head, 'seal'>, key: Buffer): Head {
  return { ...head, seal: mac(key, 'head', head.tenantId, head.seq, head.chain) };
}

function isSealed(head: Head, key: Buffer): boolean {
  return head.seal === sealed(head, key).seal;
}

/** The parts as one JSON text under the key: no two lists of parts have the same. */
function mac(key: Buffer, ...parts: readonly unknown[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');
}

/** With its fields in the order of their names and without those that say nothing: one content, one JSON. */
function ordered(fields: object): Record<string, unknown> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.sort(([a], [b]) => (a < b ? -1 : 1)));
}
