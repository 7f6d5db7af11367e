import { personalOf, type Row } from './chain';

export type Format = 'csv' | 'jsonl';

const columns = [
  'seq',
  'at',
  'tenant',
  'event',
  'outcome',
  'reason',
  'operation',
  'route',
  'change',
  'clientRequest',
  'ticket',
  'person',
  'by',
  'target',
  'conversation',
  'authTime',
  'acrs',
  'erased',
  'id',
  'chain',
] as const;

/** The first line of an export in this format; JSON Lines have none. */
export function headOf(format: Format): string {
  return format === 'csv' ? csv(columns) : '';
}

/** A row as a line of the export, with its end. @throws Error where somebody made the row unreadable. */
export function lineOf(row: Row, format: Format): string {
  const shown = cells(row);
  return format === 'csv' ? csv(columns.map((c) => shown[c])) : `${JSON.stringify(shown)}\n`;
}

type Value = string | number | boolean | undefined;

function cells(row: Row): Record<(typeof columns)[number], Value> {
  const personal = personalOf(row);
  const { facts } = row;
  return {
    seq: row.seq,
    at: new Date(facts.at).toISOString(),
    tenant: facts.tenantId,
    event: facts.event,
    outcome: facts.outcome,
    reason: facts.reason,
    operation: facts.operation,
    route: facts.route,
    change: facts.changeId,
    clientRequest: facts.clientRequestId,
    ticket: facts.ticketId,
    person: personal?.personId,
    by: personal?.by,
    target: personal?.target,
    conversation: personal?.conversation,
    authTime: personal?.authTime && new Date(personal.authTime * 1000).toISOString(),
    acrs: personal?.acrs?.join(' '),
    erased: personal === undefined,
    id: facts.id,
    chain: row.chain,
  };
}

/** A line by RFC 4180, every cell in quotes. */
function csv(values: readonly Value[]): string {
  return `${values.map((v) => cell(String(v ?? ''))).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV Injection). */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
