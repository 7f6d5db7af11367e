import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardMaker } from '../../../src/connections/teams/cards';
import { ticketDeliverer, type Proactive } from '../../../src/connections/teams/notify';
import type { Bot } from '../../../src/connections/teams/turn';
import type { DeskRules } from '../../../src/escalation/routing';
import { readProfile } from '../../../src/organisation/profile';
import { wordings } from '../../../src/wording/wordings';
import { root } from '../../support/content';
import { alex, draftTicket } from '../../support/samples';

const folder = join(root, 'adaptiveCards');
const card = cardMaker(
  new Map(
    readdirSync(folder).map((f) => [f.replace('.json', ''), readFileSync(join(folder, f), 'utf8')]),
  ),
);
const profile = readProfile(
  'x',
  '{ name: X, service: MFA, languages: [en], country: GB, mailDomains: [], portal: https://x.example, desk: { name: Desk } }',
  'profile.yaml',
);
const first = { id: 'desk', name: 'First line' };
const night = { id: 'night', name: 'Night' };
const ticket = { ...draftTicket(alex, { queue: 'night' }), number: 'MFA-1001' };

/** A desk whose ticket stood in the channel of the queue `night`; then the profile is another. */
function movedTo(rules: DeskRules) {
  const written: string[] = [];
  const conversationOf = (place: unknown) =>
    (place as { conversation: { id: string } }).conversation.id;
  const shown = new Map([['desk/ticket-1', { place: 'desk/night', activityId: 'card-1' }]]);
  const teams: Proactive = {
    post: (place) => {
      written.push(`post ${conversationOf(place)}`);
      return Promise.resolve('card-2');
    },
    update: (place) => {
      written.push(`update ${conversationOf(place)}`);
      return Promise.resolve();
    },
  };
  const bot = {
    card,
    wordings,
    profile,
    now: () => 1_000,
    desk: { rules, tickets: { find: () => Promise.resolve(ticket) } },
    kept: {
      place: (name: string) =>
        Promise.resolve(name === 'desk' ? { conversation: { id: '19:desk' } } : undefined),
      shown: (name: string) => Promise.resolve(shown.get(name)),
      keepShown: (name: string, place: string, activityId: string) =>
        Promise.resolve(void shown.set(name, { place, activityId })),
    },
  } as unknown as Bot;
  const deliver = () =>
    ticketDeliverer(bot, teams)({ kind: 'desk', subject: ticket.id, version: 2 });
  return { deliver, written };
}

describe('a ticket whose card stood in a channel that the profile names no longer', () => {
  it.each<[string, DeskRules]>([
    ['because the queue is gone', { queues: [first], promise: {} }],
    [
      'because the queue has no channel of its own any more',
      { queues: [first, night], promise: {} },
    ],
  ])('has its card in the desk’s own channel from then on, %s', async (_why, rules) => {
    const { deliver, written } = movedTo(rules);
    await deliver();
    await deliver();
    expect(written).toEqual(['post 19:desk', 'update 19:desk']);
  });
});
