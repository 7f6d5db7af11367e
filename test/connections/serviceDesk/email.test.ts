import { answeredTicket, emailDesk } from '../../../src/connections/serviceDesk/email';
import { correlationIdOf, DeskRefused } from '../../../src/escalation/desks/serviceDesk';
import { aReport, serviceDeskContract, wayTo } from '../../contracts/serviceDesk';
import { lostAnswer } from '../../support/desks/bench';
import { deliveredBench, deskAddress, emailBench } from '../../support/desks/email';
import { inProcessBench, realServerBench } from '../../support/mailBenches';

describe('a desk that takes mail', () => {
  serviceDeskContract(() => Promise.resolve(emailBench()));

  it('has one address, and what follows refers to the first mail', async () => {
    const { desk, mails } = emailBench();
    const report = aReport();
    const { deskId } = await desk.create(report);
    await desk.comment(deskId, { id: `${report.correlationId}-0`, text: 'one more word' });
    expect(new Set(mails.map((m) => m.to))).toEqual(new Set([deskAddress]));
    expect(mails[1]?.references).toEqual([mails[0]?.messageId]);
    expect(mails.map((m) => m.subject.includes(`[${report.correlationId}]`))).toEqual([true, true]);
  });

  it('gets an unclear mail once more, as the same mail, and then nobody knows', async () => {
    const bench = emailBench();
    bench.faults.next(lostAnswer, lostAnswer);
    const report = aReport();
    const way = wayTo(bench, report);
    expect(await way.end()).toEqual({ outcome: 'unsure' });
    expect(await way.end()).toEqual({ outcome: 'unsure' });
    expect(new Set(bench.mails.map((m) => JSON.stringify(m))).size).toBe(1);
    expect(bench.mails).toHaveLength(2);
  });

  it('is refused for good where the mail system does not take its address', async () => {
    const settings = { name: 'Mail', to: deskAddress, domain: 'bot.example' };
    const desk = emailDesk(settings, () => Promise.resolve('failed-for-good'));
    await expect(desk.create(aReport())).rejects.toThrow(DeskRefused);
  });
});

describe('a desk that takes mail by a mail server', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  serviceDeskContract(async () => {
    const { bench, close } = await inProcessBench();
    closing.push(close);
    return deliveredBench(bench);
  });
});

const url = process.env['TEST_SMTP_URL'];
const maildir = process.env['TEST_MAILDIR'];
if (url && maildir) {
  describe('a desk that takes mail by the mail server of TEST_SMTP_URL', () => {
    const server = realServerBench(url, maildir, process.env['TEST_SMTP_CA']);
    serviceDeskContract(() => Promise.resolve(deliveredBench(server)));
  });
} else {
  describe('mail to a desk: skipped, because TEST_SMTP_URL and TEST_MAILDIR name no server', () => {
    it.skip('arrives as by the server in this process', () => {});
  });
}

describe('a mail that comes back', () => {
  const id = correlationIdOf('a ticket');

  it.each([
    ['the report', [`<${id}@bot.example>`]],
    ['a note', [`<${id}-3@bot.example>`]],
    ['the report, among others', ['<x@desk.example>', `<RT-1@desk> <${id}@Bot.Example> <y@z>`]],
  ])('belongs to the ticket when it answers %s', (_what, headers) => {
    expect(answeredTicket(headers, 'bot.example')).toBe(id);
  });

  it.each([
    ['an id of another domain', [`<${id}@evil.example>`]],
    ['an id of ours with more in it', [`<${id}x@bot.example>`]],
    ['no id', ['', 'MFA-1001', id]],
    ['a very long header', [`${'<'.repeat(100_000)}${id}@bot.example>`]],
  ])('belongs to none with %s', (_what, headers) => {
    expect(answeredTicket(headers, 'bot.example')).toBeUndefined();
  });
});
