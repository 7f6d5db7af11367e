import { redacted } from '../../guides/answering/redacted';
import { correlationIdOf, type DeskNote, type DeskReport } from './serviceDesk';
import { isUrgent, type Entry, type Resolution, type Ticket, type TicketKind } from '../ticket';

/** The sentences of a report, in the desk's language. */
export interface DeskReportWords {
  readonly kinds: Readonly<Record<TicketKind, string>>;
  readonly urgent: string;
  readonly who: string;
  readonly directoryId: string;
  readonly address: string;
  readonly what: string;
  readonly since: string;
  readonly someoneElse: string;
  readonly methods: string;
  readonly noMethods: string;
  readonly proven: string;
  readonly notProven: string;
  /** For each way in which a report can be proven: what it proves and what it leaves open. */
  readonly proof: Readonly<
    Record<Ticket['provenBy'], { readonly yes: readonly string[]; readonly no: readonly string[] }>
  >;
  /** Stands above how the person says they can be reached. */
  readonly reachUnverified: string;
  readonly rules: readonly string[];
  readonly checksTitle: string;
  /** What agents check before anything is changed. */
  readonly checks: readonly string[];
  readonly told: string;
  readonly reporter: string;
  readonly about: string;
  readonly related: string;
  readonly saidBy: (name: string) => string;
  /** Stands above what corrects something said before. */
  readonly correctedBy: (name: string) => string;
  readonly withdrawnInChat: string;
  readonly resolvedInChat: string;
  readonly outcome: (resolution: Resolution) => string;
  readonly reopenedInChat: string;
  readonly reference: string;
}

const longestSubject = 150;
const longestField = 4000;

/**
 * The ticket as a service desk's system gets it: plain text with what was proven and what was not (never more), methods
 * masked, numbers and codes taken out of what people wrote. How they want to be reached stays as they typed it, marked
 * as not checked. Made of what does not change any more, so that every try sends the same.
 */
export function deskReport(ticket: Ticket, say: DeskReportWords): DeskReport {
  const correlationId = correlationIdOf(ticket.id);
  const urgent = isUrgent({ kind: ticket.kind, someoneElse: ticket.someoneElse });
  const name = oneLine(ticket.personName);
  const subject = `${urgent ? `${say.urgent}: ` : ''}${say.kinds[ticket.kind]}: ${name}`;
  return {
    correlationId,
    number: ticket.number,
    subject: cut(`[${ticket.number}] ${subject}`, longestSubject),
    text: textOf(ticket, correlationId, say),
    urgent,
    reportedAt: ticket.createdAt,
  };
}

function textOf(ticket: Ticket, correlationId: string, say: DeskReportWords): string {
  const proof = say.proof[ticket.provenBy];
  const methods = ticket.methods.length > 0 ? ticket.methods.map(oneLine) : [say.noMethods];
  const blocks: [string, readonly string[]][] = [
    [say.who, [oneLine(ticket.personName)]],
    ...typedBlocks(ticket, say),
    [say.directoryId, [oneLine(ticket.personId)]],
    [say.address, ticket.address === undefined ? [] : [oneLine(ticket.address)]],
    [say.what, [written(ticket.what)]],
    [say.since, [moment(ticket.since)]],
    ['', ticket.someoneElse ? [say.someoneElse] : []],
    [say.methods, methods.map(listed)],
    [say.proven, proof.yes.map(listed)],
    [say.notProven, proof.no.map(listed)],
    [say.reachUnverified, [plainText(ticket.reach)]],
    ['', say.rules],
    [say.checksTitle, say.checks.map(listed)],
    [say.told, (ticket.told ?? []).map((t) => listed(oneLine(t)))],
    [say.reference, [`${ticket.number} ${correlationId}`]],
  ];
  return blocks
    .map(([title, lines]) => [title, lines.filter(Boolean)] as const)
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [...(title ? [title] : []), ...lines].join('\n'))
    .join('\n\n');
}

/** What an unverified report says of whom, and by whom; and other tickets that may be about the same. */
function typedBlocks(
  { about = '', personName, reporter, related = [] }: Ticket,
  say: DeskReportWords,
): [string, readonly string[]][] {
  return [
    [say.about, about === personName ? [] : [oneLine(about)]],
    [say.reporter, reporter ? [`${oneLine(reporter.name)} (${reporter.id})`] : []],
    [say.related, [related.join(', ')]],
  ];
}

/** What was said in the chat, as a note for the agents. `index` is its place in the thread. */
export function deskNote(
  ticket: Ticket,
  entry: Entry,
  index: number,
  say: DeskReportWords,
): DeskNote {
  const id = `${correlationIdOf(ticket.id)}-${index}`;
  const said = entry.corrects === undefined ? say.saidBy : say.correctedBy;
  const raised = entry.raised ? [`${say.urgent}: ${say.someoneElse}`] : [];
  return {
    id,
    text: [...raised, said(oneLine(entry.name)), written(entry.text), '', id].join('\n'),
  };
}

/** The note with which a ticket is closed because it was withdrawn or resolved in the chat, and with which outcome. */
export function closingNote(ticket: Ticket, say: DeskReportWords): DeskNote {
  const id = `${correlationIdOf(ticket.id)}-v${ticket.version}`;
  const how = ticket.withdrawn ? say.withdrawnInChat : say.resolvedInChat;
  const outcome = ticket.resolution && say.outcome(ticket.resolution);
  return { id, text: `${[how, outcome].filter(Boolean).join('\n')}\n\n${id}` };
}

/** The note that says that a ticket is open again, at a desk where it was closed. */
export function reopeningNote(ticket: Ticket, say: DeskReportWords): DeskNote {
  const id = `${correlationIdOf(ticket.id)}-v${ticket.version}`;
  return { id, text: `${say.reopenedInChat}\n\n${id}` };
}

/** What a person wrote, without numbers, codes, links and addresses. */
function written(text: string): string {
  return redacted(plainText(text));
}

const momentPattern =
  /((?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[:.h]\d{2})(?!\d))/;

/** When it began: the same, but times and dates stay. */
function moment(text: string): string {
  return plainText(text)
    .split(momentPattern)
    .map((part, i) => (i % 2 === 1 ? part : part && redacted(part)))
    .join('');
}

const listed = (line: string) => `- ${line}`;

/** Text without control and direction signs; lines stay lines. */
function plainText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|\p{Bidi_Control}/gu, '');
  return cut(lines, longestField).trim();
}

function oneLine(text: string): string {
  return plainText(text.replace(/\s+/g, ' '));
}

/** Cut between characters, never within one. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
