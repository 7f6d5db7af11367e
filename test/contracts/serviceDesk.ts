import { randomUUID } from 'node:crypto';
import {
  deliverToDesk,
  type Attempt,
  type DeskOutcome,
} from '../../src/escalation/desks/deliverToDesk';
import { deskNote, deskReport } from '../../src/escalation/desks/deskReport';
import { correlationIdOf, type DeskReport } from '../../src/escalation/desks/serviceDesk';
import { tellDesk } from '../../src/escalation/desks/tellDesk';
import type { Ticket } from '../../src/escalation/ticket';
import { wordings } from '../../src/wording/wordings';
import { alex, draftTicket } from '../support/samples';
import {
  answers,
  answersAfterwards,
  lostAnswer,
  notReached,
  type Around,
  type AskedDeskBench,
  type DeskBench,
  type WebDeskBench,
} from '../support/desks/bench';

const hostile = [
  `'; drop table tickets; -- " OR project = "X" ^OR^NQactive=true`,
  '<script>alert(1)</script> <img src=x onerror=alert(1)> &amp; </div>',
  '${7*7} {{DATE()}} {noformat} {html} [a link|https://evil.example] !https://evil.example/x.png! [~admin]',
  '=HYPERLINK("https://evil.example") @everyone #1 /approve "},"actions":[{"type":"x"}]',
  'é 😀 日本語 \\n \\u0000 a, b; c <x@evil.example>, <y@evil.example>',
].join('\n');

const canaries = ['48213377', 'Winter2026!', '+44 7400 123456', 'alex@private.example', 'Xq7#mK29'];
const reach = '+44 7400 999999, at my sister’s';

/** A ticket that no other test makes, with the same words wherever somebody may write some. */
function wholeTicket(words: string, how = words): Ticket {
  const entry = { at: 2_000, by: 'person', name: 'Alex Wilber', text: words } as const;
  const said = `the code is ${words}, my password is ${words}`;
  return {
    ...draftTicket(alex),
    id: randomUUID(),
    number: 'MFA-1001',
    personName: words === how ? words : 'Alex Wilber',
    what: words === how ? words : said,
    since: words,
    reach: how,
    thread: [entry, { ...entry, by: 'desk', name: words === how ? words : 'Lynne', text: said }],
  };
}

/** Brings a ticket to the desk with all that was said, as the outbox does. */
async function brought(made: DeskBench, ticket: Ticket) {
  const say = wordings.en.deskReport;
  const report = deskReport(ticket, say);
  const outcome = await wayTo(made, report).end();
  if (outcome.outcome !== 'made') throw new Error(`it was not made: ${outcome.outcome}`);
  await tellDesk(made.desk, ticket, outcome.attempt, say, () => Promise.resolve());
  const notes = ticket.thread.map((entry, i) => deskNote(ticket, entry, i, say).text);
  return { report, notes };
}

/** A report that no other test makes. */
export function aReport(change: Partial<DeskReport> = {}): DeskReport {
  return {
    correlationId: correlationIdOf(randomUUID()),
    number: 'MFA-1001',
    subject: '[MFA-1001] Lost access: Alex Wilber',
    text: 'What was reported\nMy phone fell into the lake.',
    urgent: false,
    reportedAt: Date.UTC(2026, 10, 23, 9),
    ...change,
  };
}

/** A ticket's way to a desk as the outbox goes it: again and again, each time knowing what was remembered. */
export function wayTo({ desk, clock }: DeskBench, report: DeskReport) {
  const kept: { attempt: Attempt; forgets: boolean } = {
    attempt: { state: 'none' },
    forgets: false,
  };
  const step = () =>
    deliverToDesk(desk, report, {
      earlier: kept.attempt,
      remember: (attempt) => {
        if (attempt.state === 'made' && kept.forgets) return Promise.reject(new Error('crashed'));
        kept.attempt = attempt;
        return Promise.resolve();
      },
      now: () => clock.now,
    });
  const end = async (): Promise<DeskOutcome> => {
    for (let i = 0; i < 8; i++) {
      const outcome = await step();
      if (outcome.outcome !== 'later') return outcome;
      clock.now = outcome.at;
    }
    throw new Error('it never ends');
  };
  return { step, end, kept };
}

/** What every connector does. */
export function serviceDeskContract(make: () => Promise<DeskBench>): void {
  const benches: DeskBench[] = [];
  const bench = async () => {
    const made = await make();
    benches.push(made);
    return made;
  };
  afterEach(() => {
    for (const made of benches.splice(0)) expect(made.violations()).toEqual([]);
  });

  it('brings a ticket to the desk, with what it says', async () => {
    const made = await bench();
    const report = aReport();
    expect(await wayTo(made, report).end()).toMatchObject({ outcome: 'made' });
    const [stored, ...more] = await made.stored(report.correlationId);
    expect(more).toEqual([]);
    expect(stored?.subject).toContain(report.subject);
    expect(stored?.text).toBe(report.text);
  });

  it('brings hostile text there as text, in the report and in notes', async () => {
    const made = await bench();
    const report = aReport({ text: hostile, subject: hostile.split('\n')[0] ?? '' });
    await wayTo(made, report).end();
    const { deskId } = await made.desk.create(aReport());
    await made.desk.comment(deskId, { id: `${report.correlationId}-0`, text: hostile });
    const [stored] = await made.stored(report.correlationId);
    expect(stored?.text).toBe(hostile);
    expect(stored?.subject).toContain(report.subject);
  });

  it('brings a whole ticket there as text, whatever stands in its fields', async () => {
    const made = await bench();
    const ticket = wholeTicket(hostile);
    const { report, notes } = await brought(made, ticket);
    const [stored, ...more] = await made.stored(report.correlationId);
    expect(more).toEqual([]);
    expect(stored).toEqual({
      subject: expect.stringContaining(report.subject) as string,
      text: report.text,
      notes,
    });
  });

  it('gets no code, password, full number or address, but how to reach the person', async () => {
    const made = await bench();
    const { report } = await brought(made, wholeTicket(canaries.join(', '), reach));
    const stored = JSON.stringify(await made.stored(report.correlationId));
    for (const canary of canaries) expect(stored).not.toContain(canary);
    expect(stored).toContain(reach);
    if (made.secret) expect(stored).not.toContain(made.secret);
  });

  it('adds a note for agents', async () => {
    const made = await bench();
    const report = aReport();
    const { deskId } = await made.desk.create(report);
    await made.desk.comment(deskId, { id: `${report.correlationId}-0`, text: hostile });
    const [stored] = await made.stored(report.correlationId);
    expect(stored?.notes).toEqual([hostile]);
  });

  it('makes one ticket where it was not reached at first', async () => {
    const made = await bench();
    made.faults.next(notReached);
    const report = aReport();
    expect(await wayTo(made, report).end()).toMatchObject({ outcome: 'made' });
    expect(await made.stored(report.correlationId)).toHaveLength(1);
  });

  it('keeps to one ticket where the answer was lost, or says that nobody can know', async () => {
    const made = await bench();
    made.faults.next(lostAnswer);
    const report = aReport();
    expect(await wayTo(made, report).end()).toMatchObject({ outcome: 'made' });
    const stored = await made.stored(report.correlationId);
    // A desk that can neither be asked nor tells repetitions gets one more, under the same name.
    expect(stored).toHaveLength(made.desk.whenUnclear.by === 'neither' ? 2 : 1);
    expect(new Set(stored.map((t) => t.subject)).size).toBe(1);
  });

  it('goes on where the bot crashed between making a ticket and knowing it', async () => {
    const made = await bench();
    const report = aReport();
    const way = wayTo(made, report);
    way.kept.forgets = true;
    await expect(way.step()).rejects.toThrow('crashed');
    way.kept.forgets = false;
    expect(await way.end()).toMatchObject({ outcome: 'made' });
    const expected = made.desk.whenUnclear.by === 'neither' ? 2 : 1;
    expect(await made.stored(report.correlationId)).toHaveLength(expected);
  });

  it('makes no second ticket of what is known to be there', async () => {
    const made = await bench();
    const report = aReport();
    const way = wayTo(made, report);
    await way.end();
    expect(await way.end()).toMatchObject({ outcome: 'made' });
    expect(await made.stored(report.correlationId)).toHaveLength(1);
  });
}

const page = '<!doctype html><html><body><h1>Something went wrong</h1></body></html>';
const html = { 'content-type': 'text/html' };
const committedBut: [string, Around][] = [
  [
    'a page of HTML with 502',
    answersAfterwards(() => ({ status: 502, text: page, headers: html })),
  ],
  ['504', answersAfterwards(() => ({ status: 504, text: '' }))],
  ['500', answersAfterwards(() => ({ status: 500, text: '{"error":"x"}' }))],
];
/** These say 2xx, so only a desk whose answer is read can tell that something is wrong. */
const unreadable: [string, Around][] = [
  [
    'a page of HTML with 200',
    answersAfterwards(() => ({ status: 200, text: page, headers: html })),
  ],
  ['half of a JSON', answersAfterwards(({ text }) => ({ text: text.slice(0, -9) }))],
  ['nothing, with 204', answersAfterwards(() => ({ status: 204, text: '' }))],
];

/** What every connector that speaks HTTP does. */
export function webDeskContract(make: () => Promise<WebDeskBench>): void {
  it.each([...committedBut, ...unreadable])(
    'makes one ticket where the desk stored it and answered %s',
    async (_what, fault) => {
      const made = await make();
      made.faults.next(fault);
      const report = aReport();
      expect(await wayTo(made, report).end()).toMatchObject({ outcome: 'made' });
      expect(await made.stored(report.correlationId)).toHaveLength(1);
    },
  );

  it.each([
    ['seconds', '7', 7_000],
    ['a fraction of a second', '0.5', 500],
    ['a date', 'Mon, 23 Nov 2026 09:01:00 GMT', 60_000],
    ['nothing that can be read', 'soon', 30_000],
  ])('waits as long as a busy desk says: %s', async (_what, retryAfter, wait) => {
    const made = await make();
    const headers = { 'retry-after': retryAfter, date: 'Mon, 23 Nov 2026 09:00:00 GMT' };
    made.faults.next(answers(429, page, headers));
    const report = aReport();
    const way = wayTo(made, report);
    const begun = made.clock.now;
    expect(await way.step()).toMatchObject({ outcome: 'later', at: begun + wait });
    expect(await way.end()).toMatchObject({ outcome: 'made' });
    expect(await made.stored(report.correlationId)).toHaveLength(1);
  });

  it('is refused for good with credentials that the desk does not know, and keeps them to itself', async () => {
    const made = await make();
    const report = aReport();
    const outcome = await wayTo({ ...made, desk: made.stranger }, report).end();
    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'credentials' });
    expect(JSON.stringify(outcome)).toMatch(/Check the secret/);
    expect(JSON.stringify(outcome)).not.toContain('not-the-secret');
    expect(await made.stored(report.correlationId)).toEqual([]);
  });

  it.each([
    [403, 'no-right'],
    [400, 'rejected'],
    [422, 'rejected'],
    [302, 'redirected'],
  ])(
    'is refused for good by %i: %s, without what the desk repeats of the ticket',
    async (status, reason) => {
      const made = await make();
      const report = aReport({ text: 'call me on +44 7400 123456' });
      made.faults.next(
        answers(status, `no: ${report.text} ${made.secret}`, { location: '/login' }),
      );
      const way = wayTo(made, report);
      const outcome = await way.step();
      expect(outcome).toMatchObject({ outcome: 'refused', reason });
      expect(JSON.stringify(outcome)).not.toMatch(/7400/);
      expect(JSON.stringify(outcome)).not.toContain(made.secret);
      expect(way.kept.attempt).toEqual({ state: 'none' });
    },
  );
}

/** What every connector does whose desk can be asked for its tickets. */
export function askedDeskContract(make: () => Promise<AskedDeskBench>): void {
  it('finds the ticket that it made, and reads it', async () => {
    const { desk, clock } = await make();
    const report = aReport();
    const { deskId, url, state } = await desk.create(report);
    expect(state).toBe('open');
    if (desk.whenUnclear.by === 'search') clock.now += desk.whenUnclear.afterMs;
    const found = await desk.find(report.correlationId);
    expect(found).toMatchObject({ deskId, url, state: 'open' });
    expect(await desk.fetch(deskId)).toEqual(found);
  });

  it('finds nothing under an id that it never had, and asks nothing with one that is not ours', async () => {
    const { desk } = await make();
    await desk.create(aReport());
    expect(await desk.find(correlationIdOf('another'))).toBeUndefined();
    for (const id of [`x' OR id > '0`, 'x^ORactive=true', '" OR project = X', '', '*'])
      expect(await desk.find(id)).toBeUndefined();
  });

  it('reads nothing where there is no such ticket', async () => {
    const { desk } = await make();
    expect(await desk.fetch('987654321')).toBeUndefined();
  });

  it('says in our words what state a ticket has at the desk', async () => {
    const { desk, states, setState } = await make();
    const { deskId } = await desk.create(aReport());
    const read: [string, string | undefined][] = [];
    for (const [theirs] of states) {
      await setState(deskId, theirs);
      read.push([theirs, (await desk.fetch(deskId))?.state]);
    }
    expect(read).toEqual(states);
  });

  it('resolves a ticket, and leaves one that is resolved', async () => {
    const { desk, stored } = await make();
    const report = aReport();
    const { deskId } = await desk.create(report);
    const note = { id: `${report.correlationId}-v2`, text: 'Resolved in the chat.' };
    await desk.close?.(deskId, note);
    expect((await desk.fetch(deskId))?.state).toBe('resolved');
    const before = await stored(report.correlationId);
    expect(before[0]?.notes.at(-1)).toContain('Resolved in the chat');
    await desk.close?.(deskId, note);
    expect(await stored(report.correlationId)).toEqual(before);
  });

  it('makes one ticket of two reports with the same id', async () => {
    const made = await make();
    const report = aReport();
    await wayTo(made, report).end();
    if (made.desk.whenUnclear.by === 'search') made.clock.now += made.desk.whenUnclear.afterMs;
    expect(await wayTo(made, report).end()).toMatchObject({ outcome: 'made' });
    expect(await made.stored(report.correlationId)).toHaveLength(1);
  });
}
