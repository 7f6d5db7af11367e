import { parseArgs } from 'node:util';
import type { Format } from '../record/export';

const usage = `Say what to do:
  npm run --silent record -- verify
  npm run --silent record -- export --format csv|jsonl [--since 2026-11-23]
  npm run --silent record -- erase --tenant TENANT --person PERSON   (their Entra ids)`;

/** What somebody wants done with the record. */
export type Wish =
  | { readonly what: 'verify' }
  | { readonly what: 'export'; readonly format: Format; readonly since: number }
  | { readonly what: 'erase'; readonly tenant: string; readonly person: string };

/** @throws Error with the usage, or with what to correct. */
export function wishIn(args: readonly string[]): Wish {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: text, since: text, tenant: text, person: text },
  });
  const { format, since, tenant, person } = values;
  const given = Object.keys(values).sort().join(' ');
  const [what, ...more] = positionals;
  if (more.length > 0) throw new Error(usage);
  if (what === 'verify' && given === '') return { what };
  if (what === 'export' && (format === 'csv' || format === 'jsonl') && !tenant && !person)
    return { what, format, since: since === undefined ? 0 : momentIn(since) };
  if (what === 'erase' && tenant && person && given === 'person tenant')
    return { what, tenant, person };
  throw new Error(usage);
}

/** @returns epoch milliseconds; a day alone begins at midnight UTC. */
function momentIn(since: string): number {
  const form = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
  const moment = form.test(since) ? Date.parse(since) : NaN;
  if (Number.isNaN(moment))
    throw new Error('--since must be like 2026-11-23 or 2026-11-23T09:30:00Z, with a time zone');
  return moment;
}
