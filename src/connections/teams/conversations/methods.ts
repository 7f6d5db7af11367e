import { z } from 'zod';
import { isTrouble } from '../../../signInMethods/carryOut';
import { DirectoryRefused, type DirectoryPerson } from '../../../signInMethods/directory';
import { maskAddress, maskNumber } from '../../../signInMethods/masking';
import {
  possibleDefaults,
  usableMethods,
  type DefaultMethod,
  type Method,
  type Registration,
} from '../../../signInMethods/method';
import { removableHere } from '../../../signInMethods/removal';
import { dependsOnTelephone, nextTime } from '../../../signInMethods/nextTime';
import type { Operation } from '../../../organisation/policy';
import type { Person } from '../../../organisation/person';
import type { Wording } from '../../../wording/en';
import type { Card, Press } from '../cards';
import { recordRefusal } from '../recorded';
import { plain } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { card, result, securityInfo, text } from './simple';

/**
 * Runs something about own methods: only in private, only for somebody known who is no guest. Where the
 * directory does not answer the person is told so.
 */
export async function forOwnMethods(
  turn: Turn,
  bot: Bot,
  then: (person: Person, registration: Registration, known: DirectoryPerson) => Promise<Answer>,
): Promise<Answer> {
  if (!turn.inPrivate) return text(turn.say.methods.onlyInPrivate);
  const { person } = turn;
  if (!person) return text(turn.say.methods.notYou);
  try {
    const [known, registration] = await Promise.all([
      bot.directory.person(person),
      bot.directory.registration(person),
    ]);
    if (known && !known.guest) return await then(person, registration, known);
    const reason = known ? 'guest' : 'unknown-person';
    await recordRefusal(bot, person, reason);
    return notDone(bot, turn, turn.say.refused[reason]);
  } catch (error) {
    if (!isTrouble(error)) throw error;
    if (!(error instanceof DirectoryRefused)) return text(turn.say.methods.unreachable);
    const reason = error.status === 404 ? 'unknown-person' : 'directory-said-no';
    return notDone(bot, turn, turn.say.refused[reason]);
  }
}

export function notDone(bot: Bot, turn: Turn, sentence: string): Answer {
  return card(
    result(bot, turn, 'warning', {
      title: turn.say.result.notHere,
      text: sentence,
      actions: [{ title: turn.say.offers['contact-desk'], data: { verb: 'contact.show' } }],
    }),
  );
}

/** Every registered method, what it is for, and what comes next time. */
export function methodsCard(bot: Bot, turn: Turn, registration: Registration): Card {
  const { methods: say } = turn.say;
  const signIn = registration.methods.filter((m) => m.kind !== 'password' && m.kind !== 'email');
  const reset = registration.methods.filter((m) => m.kind === 'email');
  const lines = (methods: readonly Method[]) => methods.map((m) => line(m, registration, turn.say));
  const groups = [
    { heading: say.forSignIn, methods: lines(signIn) },
    { heading: say.forReset, methods: lines(reset) },
  ].filter((g) => g.methods.length > 0);
  return bot.card('methods', turn.language, {
    title: say.title,
    intro: say.intro,
    groups: groups.length > 0 ? groups : [{ heading: say.none, methods: [] }],
    nextTitle: say.nextTitle,
    next: next(registration, turn.say),
    notice: dependsOnTelephone(registration.methods) ? say.telephoneOnly : '',
    actions: actions(bot, turn, registration),
    // Teams shows five buttons at most, and the guide to a passkey has this one too.
    links: dependsOnTelephone(registration.methods)
      ? []
      : [{ title: turn.say.offers['open-portal'], url: securityInfo }],
  });
}

function line(method: Method, { preferences }: Registration, say: Wording) {
  const day = method.createdAt?.slice(0, 10);
  const details = [detail(method), day === undefined ? '' : say.methods.added(day)].filter(Boolean);
  const name =
    method.kind === 'phone' ? say.phoneTypes[method.phoneType] : say.methodKinds[method.kind];
  const backs = preferences.preferred && possibleDefaults([method]).includes(preferences.preferred);
  return { name, detail: details.join(' · '), mark: backs ? say.methods.isDefault : '' };
}

/** What tells one method of a kind from another, masked. */
function detail(method: Method): string {
  switch (method.kind) {
    case 'phone':
      return maskNumber(method.number);
    case 'email':
      return plain(maskAddress(method.address));
    case 'authenticator':
    case 'windowsHello':
    case 'platformCredential':
      return plain(method.device ?? '');
    case 'passkey':
      return plain([method.name, method.model].filter(Boolean).join(', '));
    case 'hardwareToken':
    case 'external':
      return plain(method.name ?? '');
    case 'unknown':
      return plain(method.type);
    case 'softwareToken':
    case 'temporaryAccessPass':
    case 'qrCode':
    case 'password':
      return '';
  }
}

/** One method in one line, for a ticket: kind and masked detail. */
export function methodInWords(method: Method, say: Wording): string {
  const kind =
    method.kind === 'phone' ? say.phoneTypes[method.phoneType] : say.methodKinds[method.kind];
  return [kind, detail(method)].filter(Boolean).join(': ');
}

function next(registration: Registration, say: Wording): string {
  const found = nextTime(registration);
  switch (found.kind) {
    case 'nothing-registered':
      return say.methods.nextNothing;
    case 'system-preferred':
      return say.methods.systemPreferred(say.askedFor[found.asked]);
    case 'default':
    case 'first-registered':
      return say.methods.next(say.askedFor[found.asked]);
  }
}

function actions(bot: Bot, turn: Turn, { methods }: Registration): Press[] {
  const { offers } = turn.say;
  const has = (kind: Method['kind']) => methods.some((m) => m.kind === kind);
  const isHere = (...any: Operation[]) => any.some((o) => bot.routes[o] !== 'portal');
  const wanted: (Press & { inChat: boolean })[] = [
    {
      title: offers['change-default'],
      data: { verb: 'default.start' },
      inChat: isHere('change-default') && possibleDefaults(methods).length > 1,
    },
    {
      title: has('phone') ? offers['change-phone'] : offers['add-phone'],
      data: { verb: 'phone.start' },
      inChat: isHere('add-phone', 'replace-phone'),
    },
    {
      title: has('email') ? turn.say.email.change : offers['add-email'],
      data: { verb: 'email.start' },
      inChat: isHere('add-email', 'replace-email'),
    },
    {
      title: turn.say.change.removeTitle,
      data: { verb: 'remove.start' },
      inChat: removableHere(methods, bot.routes).length > 0,
    },
    {
      title: turn.say.methods.passkey.title,
      data: { verb: 'say', text: turn.say.methods.passkey.ask },
      inChat: needsPasskey(methods),
    },
  ];
  return wanted.filter((w) => w.inChat).map(({ title, data }) => ({ title, data }));
}

/** Whoever has texts and calls only, or nothing at all, is shown the way to a passkey. */
function needsPasskey(methods: readonly Method[]): boolean {
  return dependsOnTelephone(methods) || usableMethods(methods).length === 0;
}

/** The default in words, or that there is none. */
export function defaultInWords(preferred: DefaultMethod | undefined, say: Wording): string {
  return preferred ? say.defaults[preferred] : say.changeDefault.nothing;
}

export function showMethods(turn: Turn, bot: Bot): Promise<Answer> {
  return forOwnMethods(turn, bot, (_person, registration) =>
    Promise.resolve(card(methodsCard(bot, turn, registration))),
  );
}

export const methodVerbs: Verbs = {
  'methods.show': verb(z.object({}).strict(), (turn, _data, bot) => showMethods(turn, bot)),
};
