import {
  correlationIdOf,
  DeskRefused,
  DeskUnanswered,
  type DeskReport,
  type DeskTicket,
  type ServiceDesk,
} from '../escalation/desks/serviceDesk';

/** One line of what a trial showed. */
export interface TrialLine {
  readonly mark: 'done' | 'not-done' | 'failed';
  readonly text: string;
}

/**
 * Makes a test ticket at a desk, looks for it, adds a note and resolves it, and says in plain words what worked. The first
 * failure ends it; a test ticket that is there stays, and is named.
 */
export async function tryDesk(desk: ServiceDesk, id: string, now: number): Promise<TrialLine[]> {
  const lines: TrialLine[] = [];
  const done = (text: string) => lines.push({ mark: 'done', text });
  const notDone = (text: string) => lines.push({ mark: 'not-done', text });
  const report = testReport(id, now);
  const note = (what: string) => ({
    id: `${report.correlationId}-${what}`,
    text: `A test: ${what}.`,
  });
  try {
    const ticket = await desk.create(report);
    done(`made the test ticket ${ticket.url ?? ticket.deskId}`);
    lines.push(await foundAgain(desk, report, ticket));
    await desk.comment(ticket.deskId, note('a note'));
    done('added a note for agents');
    if (desk.close) {
      await desk.close(ticket.deskId, note('resolving'));
      done('resolved the test ticket');
    } else
      notDone('resolves no tickets: the settings name no way. Please resolve the test ticket.');
  } catch (error) {
    if (!(error instanceof DeskRefused || error instanceof DeskUnanswered)) throw error;
    lines.push({ mark: 'failed', text: error.message });
  }
  return lines;
}

async function foundAgain(
  desk: ServiceDesk,
  { correlationId }: DeskReport,
  made: DeskTicket,
): Promise<TrialLine> {
  const { whenUnclear } = desk;
  if (whenUnclear.by !== 'search')
    return {
      mark: 'not-done',
      text: 'cannot be asked for tickets: their state does not come back',
    };
  const found = await desk.find(correlationId);
  if (found?.deskId === made.deskId)
    return { mark: 'done', text: 'found it again by the bot’s own id' };
  const minutes = whenUnclear.afterMs / 60_000;
  return {
    mark: 'not-done',
    text:
      minutes > 1
        ? `did not find it by the bot’s own id (${correlationId}) yet: look for it there in ${minutes} minutes`
        : 'did not find it by the bot’s own id: check the field that keeps it, and the right to search',
  };
}

function testReport(id: string, now: number): DeskReport {
  return {
    correlationId: correlationIdOf(`trial/${id}`),
    number: 'TEST',
    subject: '[TEST] A test of the MFA help bot, please ignore',
    text: 'This ticket shows that the MFA help bot can make tickets here. Nobody waits for an answer.\n\nSigns that must stay as they are: <b> & "quotes" \' {braces} [brackets] é 😀',
    urgent: false,
    reportedAt: now,
  };
}
