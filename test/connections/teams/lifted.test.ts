import { lineFor } from '../../../src/connections/teams/conversations/ticketCard';
import type { Bot } from '../../../src/connections/teams/turn';
import { report } from '../../../src/escalation/desk';
import type { Language } from '../../../src/organisation/language';
import type { Entry } from '../../../src/record/record';
import { wordings } from '../../../src/wording/wordings';
import { alex, tenantId } from '../../support/client';
import { startDesk, type Desk } from '../../support/deskBench';
import { inMemoryFreezes } from '../../support/freezes';
import { draftTicket } from '../../support/samples';
import { adele, lynne } from '../../support/teams';

const who = { ...alex, tenantId };

const entryOf = (id: string, at: number): Entry => ({
  id,
  at,
  tenantId,
  event: 'freeze',
  outcome: 'done',
  personal: { personId: alex.id },
});

it('the line that changes are allowed again is not said where they were stopped anew meanwhile', async () => {
  const freezes = inMemoryFreezes();
  const bot = { wordings, changes: { freezes } } as unknown as Bot;
  const ticket = { ...draftTicket(who, { freeze: 'lifted' }), number: 'MFA-1001' };
  expect(await lineFor(bot, ticket, 'lifted')).toContain('here again');
  await freezes.freeze(who, undefined, entryOf('a-random-reference-00001', 1));
  expect(await lineFor(bot, ticket, 'lifted')).toBeUndefined();
});

describe('who may change their methods again', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = await startDesk();
    await desk.as(alex).say('hello');
  }, 60_000);
  afterEach(() => desk.close());

  /** Alex has said that a change was not theirs, and an agent has taken the ticket. */
  async function stopped(language: Language): Promise<string> {
    const { bot } = desk.bot;
    await bot.changes.freezes.freeze(who, undefined, entryOf(bot.newId(), bot.now()));
    const { ticket } = await report(
      who,
      { kind: 'suspicious-prompt', what: 'x', since: '', reach: '', someoneElse: true, language },
      {
        organisation: 'derby',
        address: undefined,
        methods: [],
        provenBy: 'receipt-link',
        freeze: 'on',
      },
      bot.desk,
    );
    await desk.as(lynne).act('desk.take', { ticket: ticket.id });
    await desk.delivered();
    return ticket.id;
  }

  const lift = (ticket: string) => desk.as(lynne).act('desk.freeze.lift', { ticket });
  const lines = (word: RegExp) => desk.chatOf(alex).filter((line) => word.test(line));

  it.each([
    [
      'en',
      'You can change your sign-in methods here again: the service desk has allowed it (MFA-1001).',
    ],
    [
      'fr',
      'Vous pouvez de nouveau changer vos méthodes de connexion ici : le centre de services l’a permis (billet MFA-1001).',
    ],
  ] as const)(
    'reads so in their chat, once: %s',
    async (language, line) => {
      const ticket = await stopped(language);
      await lift(ticket);
      await lift(ticket);
      await desk.delivered();
      expect(lines(/again|de nouveau/)).toEqual([line]);
    },
    60_000,
  );

  it('is nobody by a card that was copied to where others read along', async () => {
    const ticket = await stopped('en');
    const conversation = { id: '19:x', conversationType: 'channel', isGroup: true, tenantId };
    await desk.as(lynne, { conversation }).act('desk.freeze.lift', { ticket });
    expect(await desk.bot.bot.changes.freezes.isFrozen(who)).toBe(true);
  }, 60_000);

  it('is nobody by a ticket that stopped nothing: another agent has the one that did', async () => {
    await stopped('en');
    const other = await desk.report();
    await desk.as(adele).act('desk.take', { ticket: other.id });
    await desk.as(adele).act('desk.freeze.lift', { ticket: other.id });
    await desk.delivered();
    expect(await desk.bot.bot.changes.freezes.isFrozen(who)).toBe(true);
    expect((await desk.recorded()).filter((row) => row.outcome === 'lifted')).toEqual([]);
  }, 60_000);

  it('reads nothing where who is no agent pressed it', async () => {
    const ticket = await stopped('en');
    await desk.as(alex).act('desk.freeze.lift', { ticket });
    await desk.delivered();
    expect(lines(/here again/)).toEqual([]);
    expect(await desk.bot.bot.changes.freezes.isFrozen(who)).toBe(true);
  }, 60_000);
});
