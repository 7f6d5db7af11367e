import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardMaker } from '../../../src/connections/teams/cards';
import { ticketCard, unreachedLine } from '../../../src/connections/teams/conversations/ticketCard';
import type { Bot } from '../../../src/connections/teams/turn';
import { reopenWithinMs } from '../../../src/escalation/ownTicket';
import type { Ticket } from '../../../src/escalation/ticket';
import { readProfile } from '../../../src/organisation/profile';
import { wordings } from '../../../src/wording/wordings';
import { cardLines } from '../../support/cardText';
import { root } from '../../support/content';
import { alex, draftTicket } from '../../support/samples';

const folder = join(root, 'adaptiveCards');
const profile = readProfile(
  'x',
  `{ name: X, service: MFA, languages: [en, fr], country: CA, mailDomains: [], portal: https://x.example,
     desk: { name: Desk, email: desk@x.example, telephone: 01332 591234, hours: { en: 8 to 18, fr: de 8 h à 18 h } } }`,
  'profile.yaml',
);
const card = cardMaker(
  new Map(
    readdirSync(folder).map((f) => [f.replace('.json', ''), readFileSync(join(folder, f), 'utf8')]),
  ),
);
const ticketWith = (change: Partial<Ticket>): Ticket => ({
  ...draftTicket(alex, change),
  number: 'MFA-1001',
});

/** What the person reads on the card of their ticket, so long after its last change. */
const read = (change: Partial<Ticket>, passed = 0, language: 'en' | 'fr' = 'en') => {
  const ticket = ticketWith(change);
  const now = () => ticket.updatedAt + passed;
  const bot = { card, wordings, profile, now } as unknown as Bot;
  return cardLines(ticketCard(bot, language, ticket)).join('\n');
};

describe('the card of an own ticket', () => {
  it('says when the desk is there, in the person’s language', () => {
    expect(read({})).toContain('Hours: 8 to 18');
    expect(read({}, 0, 'fr')).toContain('Heures: de 8 h à 18 h');
  });

  it('says that the desk reaches them as they asked, or by the record on file where they asked for nothing', () => {
    const ways = [{ state: 'open' }, { state: 'taken' }] as const;
    const asked = ways.map((way) => read({ ...way, reach: 'desk 12' }));
    const notMe = ways.map((way) => read({ ...way, reach: '', provenBy: 'receipt-link' }));
    for (const text of asked) expect(text).toContain('contacts you as you asked');
    for (const text of notMe) {
      expect(text).toContain('contacts you by the record on file');
      expect(text).not.toContain('as you asked');
    }
    const french = read({ state: 'taken', reach: '', provenBy: 'receipt-link' }, 0, 'fr');
    expect(french).toContain('vous joint d’après votre dossier');
    expect(french).not.toContain('comme vous l’avez demandé');
  });

  it('says what else comes next where they asked for nothing, too', () => {
    expect(read({ state: 'waiting', reach: '' })).toContain('the agent waits for it');
    expect(read({ state: 'resolved', reach: '' })).toContain('If it is not solved');
  });

  it('lets its person withdraw it, unless somebody else may be involved', () => {
    expect(read({})).toContain('[I no longer need it]');
    expect(read({ someoneElse: true })).not.toContain('[I no longer need it]');
  });

  it('offers to reopen it for seven days, and then a new one', () => {
    const within = read({ state: 'resolved' }, reopenWithinMs);
    expect(within).toContain('[It is not solved: reopen]');
    expect(within).not.toContain('[Open a new ticket]');
    const later = read({ state: 'resolved' }, reopenWithinMs + 1);
    expect(later).toContain('[Open a new ticket]');
    expect(later).not.toContain('reopen]');
    expect(later).toContain('more than seven days old');
  });
});

describe('where no desk can be reached', () => {
  it('the person is told what became of their words and where to call', () => {
    const line = unreachedLine(ticketWith({}), profile, wordings.en);
    expect(line).toContain('MFA-1001');
    expect(line).toContain('01332 591234, desk@x.example, Desk');
  });

  it('at least the desk is named', () => {
    const { desk, ...rest } = profile;
    const bare = { ...rest, desk: { name: desk.name, groups: [] } };
    expect(unreachedLine(ticketWith({}), bare, wordings.en)).toMatch(/: Desk\.$/);
  });
});
