import { z } from 'zod';
import { findGuide } from '../../../guides/library';
import { ticketKinds, type TicketKind } from '../../../escalation/ticket';
import { phoneTypes, type Method, type PhoneType } from '../../../signInMethods/method';
import type { Wording } from '../../../wording/en';
import type { Card, Press } from '../cards';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { guideMessage } from './guides';
import { methodInWords } from './methods';
import { registered, reportForm } from './report';
import { card, choices, securityInfo } from './simple';

type OtherKind = keyof Wording['reach']['now'];
const otherKinds: readonly OtherKind[] = [
  'authenticator',
  'passkey',
  'windowsHello',
  'platformCredential',
  'softwareToken',
  'hardwareToken',
  'temporaryAccessPass',
  'qrCode',
  'external',
];

/** A way to sign in, as a person tells them apart: the kind, and for phones which one. */
type Way = PhoneType | OtherKind;

/** Adaptive cards show six buttons a row on all of Teams' clients; more would hide behind a menu. */
const inARow = 5;

/**
 * The first thing that is decided about lost access: is another registered method in reach? Only where none is, the
 * form follows. A directory that does not answer must not keep a report back.
 */
export async function startReport(
  bot: Bot,
  turn: Turn,
  kind: TicketKind,
  words: string,
): Promise<Answer> {
  const having = kind === 'lost-access' ? await inReach(bot, turn) : [];
  return having.length > 0
    ? card(reachCard(bot, turn, having, words))
    : reportForm(bot, turn, kind, words);
}

/** What is registered and signs somebody in, in their private chat only. */
export async function inReach(bot: Bot, turn: Turn): Promise<Method[]> {
  if (!turn.inPrivate || !turn.person) return [];
  const methods = await registered(bot, turn.person);
  return methods.filter((m) => wayOf(m) !== undefined);
}

function wayOf(method: Method): Way | undefined {
  if (method.kind === 'phone') return method.phoneType;
  if (method.kind === 'temporaryAccessPass' && !method.usable) return undefined;
  return otherKinds.find((k) => k === method.kind);
}

/** Every registered method as a button, and what to do when none is left. */
export function reachCard(
  bot: Bot,
  turn: Turn,
  having: readonly Method[],
  words: string,
  more: readonly Press[] = [],
): Card {
  const { reach: say, colleague } = turn.say;
  const ways = having.map((m) => ({
    title: methodInWords(m, turn.say),
    data: { verb: 'reach.use', way: wayOf(m), words },
  }));
  const rows = ways.flatMap((_w, i) =>
    i % inARow === 0 ? [{ actions: ways.slice(i, i + inARow) }] : [],
  );
  return bot.card('reach', turn.language, {
    title: say.title,
    text: say.text,
    rows,
    actions: [
      { title: say.none, data: { verb: 'reach.none', words } },
      { title: colleague.button, data: { verb: 'colleague.start', words } },
      ...more,
    ],
  });
}

/** How to use a method now, and the way to replace what was lost. */
function useCard(bot: Bot, turn: Turn, way: Way, words: string): Card {
  const { reach: say, phoneTypes: types, methodKinds, offers, change } = turn.say;
  const phone = phoneTypes.find((t) => t === way);
  const isHere = (...any: (keyof Bot['routes'])[]) => any.some((o) => bot.routes[o] !== 'portal');
  const replacing: (Press & { shown: boolean })[] = [
    {
      title: offers['change-phone'],
      data: { verb: 'phone.start' },
      shown: phone === undefined && isHere('replace-phone', 'add-phone'),
    },
    {
      title: change.removeTitle,
      data: { verb: 'remove.start' },
      shown: isHere('remove-phone', 'remove-authenticator', 'remove-passkey'),
    },
  ];
  return choices(bot, turn, {
    title: phone ? types[phone] : methodKinds[way as OtherKind],
    text: phone ? say.phoneNow[phone] : say.now[way as OtherKind],
    hint: say.replace,
    actions: [
      ...replacing.filter((r) => r.shown).map(({ title, data }) => ({ title, data })),
      { title: say.again, data: { verb: 'report.start', kind: 'lost-access', words } },
      { title: say.doesNotWork, data: { verb: 'reach.none', words } },
    ],
    links: [{ title: offers['open-portal'], url: securityInfo }],
  });
}

const longestWords = 500;

/** The two answers to "can you still sign in": the methods, and the way to the form. */
export function stillActions(turn: Turn, words: string): Press[] {
  const { deciding } = turn.say;
  const said = words.slice(0, longestWords);
  return [
    { title: deciding.yes, data: { verb: 'still.yes' } },
    { title: deciding.no, data: { verb: 'report.start', kind: 'lost-access', words: said } },
  ];
}

/** For whom neither a guide nor a change helped: a method in reach, else the desk. */
async function stuck(bot: Bot, turn: Turn): Promise<Answer> {
  const { deciding, greeting } = turn.say;
  const person = { title: greeting.person, data: { verb: 'report.start', kind: 'help' } };
  const having = await inReach(bot, turn);
  if (having.length > 0) return card(reachCard(bot, turn, having, '', [person]));
  const question = deciding.questions['can-you-still-sign-in'];
  return card(choices(bot, turn, { ...question, actions: [...stillActions(turn, ''), person] }));
}

async function anotherWay(bot: Bot, turn: Turn): Promise<Answer> {
  const having = await inReach(bot, turn);
  if (having.length > 0) return card(reachCard(bot, turn, having, ''));
  const guide = findGuide(bot.library, bot.organisation, 'choose-different-method', turn.language);
  return guide ? { messages: [guideMessage(bot, turn, guide)] } : {};
}

const words = z.string().max(1000).default('');
const started = z.object({ kind: z.enum(ticketKinds), words }).strict();
const used = z.object({ way: z.enum([...phoneTypes, ...otherKinds]), words }).strict();

export const reachVerbs: Verbs = {
  'report.start': verb(started, (turn, data, bot) => startReport(bot, turn, data.kind, data.words)),
  'reach.use': verb(used, (turn, data, bot) =>
    Promise.resolve(card(useCard(bot, turn, data.way, data.words))),
  ),
  'reach.none': verb(z.object({ words }).strict(), (turn, data, bot) =>
    reportForm(bot, turn, 'lost-access', data.words),
  ),
  'guide.stuck': verb(
    z.object({ guide: z.string().max(200).default('') }).strict(),
    (turn, _d, bot) => stuck(bot, turn),
  ),
  'still.yes': verb(z.object({}).strict(), (turn, _data, bot) => anotherWay(bot, turn)),
};
