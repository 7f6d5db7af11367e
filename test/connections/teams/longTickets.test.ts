import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardMaker, type Card } from '../../../src/connections/teams/cards';
import { deskCard } from '../../../src/connections/teams/conversations/desk';
import { ticketCard } from '../../../src/connections/teams/conversations/ticketCard';
import type { Bot } from '../../../src/connections/teams/turn';
import type { Entry, Ticket } from '../../../src/escalation/ticket';
import { readProfile } from '../../../src/organisation/profile';
import { wordings } from '../../../src/wording/wordings';
import { cardLines } from '../../support/cardText';
import { root } from '../../support/content';
import { alex, draftTicket } from '../../support/samples';

/** What Teams takes in one message (learn.microsoft.com, "Format your bot messages"). */
const mostBytes = 28 * 1024;

const folder = join(root, 'adaptiveCards');
const profile = readProfile(
  'x',
  '{ name: X, service: MFA, languages: [en], country: GB, mailDomains: [], portal: https://x.example, desk: { name: Desk } }',
  'profile.yaml',
);
const card = cardMaker(
  new Map(
    readdirSync(folder).map((f) => [f.replace('.json', ''), readFileSync(join(folder, f), 'utf8')]),
  ),
);
const bot = { card, wordings, profile, desk: {}, now: () => 1_000 } as unknown as Bot;

const said = (count: number, text: (i: number) => string): Entry[] =>
  Array.from({ length: count }, (_, i) => ({
    at: 1_000,
    by: i % 2 === 0 ? 'person' : 'desk',
    name: 'Somebody',
    text: text(i),
  }));
const ticketWith = (change: Partial<Ticket>): Ticket => ({
  ...draftTicket(alex, { state: 'waiting', ...change }),
  number: 'MFA-1001',
});
const sides: [string, (ticket: Ticket) => Card][] = [
  ['the desk', (ticket) => deskCard(bot, ticket, ticket.assignee?.id ?? 'agent-1')],
  ['the person', (ticket) => ticketCard(bot, 'en', ticket)],
];
const sizeOf = (shown: Card) => Buffer.byteLength(JSON.stringify({ attachments: [shown] }));

describe.each(sides)('the card of a ticket for %s', (_side, cardOf) => {
  it('is one that Teams takes, however long the conversation: the newest is on it, and what is not is counted', () => {
    const shown = cardOf(
      ticketWith({ thread: said(200, (i) => `No. ${i}: ${'words '.repeat(40)}`) }),
    );
    expect(sizeOf(shown)).toBeLessThan(mostBytes);
    const lines = cardLines(shown).join('\n');
    expect(lines).toContain('No. 199:');
    expect(lines).not.toContain('No. 0:');
    const left = Number(/(\d+) earlier messages are not shown here/.exec(lines)?.[1]);
    expect(new Set(lines.match(/No\. \d+:/g)).size).toBe(200 - left);
  });

  it('leaves nothing of an ordinary conversation out', () => {
    const lines = cardLines(cardOf(ticketWith({ thread: said(20, (i) => `No. ${i}: here`) })));
    expect(lines.join('\n')).toContain('No. 0: here');
    expect(lines.join('\n')).not.toContain('not shown here');
  });

  it.each(['🔥', '\u0001', '*', '"'])(
    'is one that Teams takes where everything is full of %j',
    (sign) => {
      const word = `${sign.repeat(20)} `;
      const full = word.repeat(2_000 / word.length);
      const shown = cardOf(
        ticketWith({
          what: full,
          since: full.slice(0, 1_000),
          reach: full.slice(0, 1_000),
          handedOver: { at: 1, name: 'Somebody', note: full },
          thread: said(20, () => full),
        }),
      );
      expect(sizeOf(shown)).toBeLessThan(mostBytes);
      expect(/\d+ earlier messages/.test(cardLines(shown).join('\n'))).toBe(true);
    },
  );
});
