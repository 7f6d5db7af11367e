import { reentryReasons, type Reentry } from '../../src/escalation/reentry/reentry';
import { languages } from '../../src/organisation/language';
import type { Card } from '../../src/connections/teams/cards';
import { agentCard, valueCard } from '../../src/connections/teams/conversations/reentryCards';
import type { Bot } from '../../src/connections/teams/turn';
import { clientOf } from '../support/client';
import { everything } from '../support/passing';
import { asked, nestor, reentryOf } from '../support/reentries';
import { isaiah, lynne, nestor as secondAgent } from '../support/teams';

/** Every card on the way to a pass, in both languages: of the journey, and of each way that it can end. */
export async function passCards({ url, bot }: { url: string; bot: Bot }): Promise<Card[]> {
  const agents = languages.flatMap((language) =>
    everyState(language).map((r) => agentCard(bot, r)),
  );
  const values = languages.map((language) =>
    valueCard(bot, reentryOf({ language }), { value: '**J{{DATE(x)}}', validUntil: asked }),
  );
  return [...(await journey(url)), ...agents, ...values];
}

function everyState(language: Reentry['language']): Reentry[] {
  const of = (other: Partial<Reentry>) => reentryOf({ language, ...other });
  const ends = [
    ...reentryReasons,
    'issued',
    'unseen',
    'declined',
    'cancelled',
    'replaced',
  ] as const;
  return [
    of({ privileged: true, state: 'needs-second' }),
    of({ second: nestor, approvedAt: asked }),
    of({ state: 'writing' }),
    ...ends.map((outcome) => of({ state: 'ended', outcome, validUntil: asked, endedAt: asked })),
  ];
}

/** An administrator lost access, and somebody else may have the phone: the fullest form. */
async function journey(url: string): Promise<Card[]> {
  const person = clientOf(url, isaiah);
  const form = await person.press(await person.say('I lost my phone'), 'None of them');
  await person.press(form, 'Send to', { what: 'gone', reach: 'at home', someoneElse: 'true' });
  const agent = clientOf(url, lynne);
  await agent.say('be the desk');
  const taken = await agent.press(await agent.press(await agent.say('tickets'), 'URGENT'), 'Take');
  const checks = await agent.press(taken, 'Let them back in');
  const waits = await agent.press(checks, 'Go on', everything);
  const colleague = clientOf(url, secondAgent);
  await colleague.say('be the second agent');
  const shown = await colleague.press(await colleague.say('tickets'), 'URGENT');
  const review = await colleague.press(shown, 'Approve as');
  const declined = await colleague.press(review, 'Decline');
  return [taken, checks, waits, shown, review, declined].flatMap(({ cards }) => cards as Card[]);
}
