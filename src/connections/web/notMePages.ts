import type { Language } from '../../organisation/language';
import type { Wording } from '../../wording/en';
import { escaped, main, page, paragraph } from './html';
import type { Page, PageReply, PageRequest } from './pages';

/** A change that its person may not have made. */
export interface Disputed {
  readonly language: Language;
  /** What was changed, masked. */
  readonly what: string;
}

/** What the pages of "this wasn't me" are given. */
export interface NotMeDesk {
  readonly wordings: Readonly<Record<Language, Wording>>;
  readonly language: Language;
  readonly organisation: (language: Language) => string;
  readonly find: (token: string) => Promise<Disputed | undefined>;
  /** Stops further changes and opens the urgent ticket; gives its number. */
  readonly dispute: (token: string) => Promise<string>;
  /** How else the desk is reached. */
  readonly deskWays: (language: Language) => string;
}

export const notMePath = (token: string) => `/not-me/${token}`;

/**
 * "This wasn't me", without Teams. Opening the link changes nothing, since mail scanners open links too; pressing the
 * button does.
 */
export function notMePages(desk: NotMeDesk): Page[] {
  return [
    { method: 'GET', path: '/not-me/:token', run: (request) => asked(request, desk) },
    { method: 'POST', path: '/not-me/:token', run: (request) => disputed(request, desk) },
  ];
}

async function asked({ parts }: PageRequest, desk: NotMeDesk): Promise<PageReply> {
  const token = parts['token'] ?? '';
  const found = await desk.find(token);
  if (!found) return gone(desk);
  const { notMePage: say } = desk.wordings[found.language];
  return shown(desk, found.language, say.title, [
    paragraph(say.text),
    paragraph(found.what, 'what alarm'),
    paragraph(say.effect),
    `<form method="post" action="${escaped(notMePath(encodeURIComponent(token)))}"><button class="danger">${escaped(say.button)}</button></form>`,
    paragraph(say.call(desk.deskWays(found.language)), 'quiet'),
  ]);
}

async function disputed({ parts }: PageRequest, desk: NotMeDesk): Promise<PageReply> {
  const token = parts['token'] ?? '';
  const found = await desk.find(token);
  if (!found) return gone(desk);
  const { notMePage: say } = desk.wordings[found.language];
  const ticket = await desk.dispute(token);
  return shown(desk, found.language, say.done, [
    paragraph(say.doneText(ticket), 'what done'),
    paragraph(say.doneNext),
    paragraph(say.call(desk.deskWays(found.language)), 'quiet'),
  ]);
}

function gone(desk: NotMeDesk): PageReply {
  const { notMePage: say } = desk.wordings[desk.language];
  const content = [paragraph(say.gone(desk.deskWays(desk.language)), 'what')];
  return { ...shown(desk, desk.language, say.goneTitle, content), status: 410 };
}

function shown(
  { organisation }: NotMeDesk,
  language: Language,
  title: string,
  content: readonly string[],
): PageReply {
  const body = main(title, content.join('\n'));
  return { html: page({ title, owner: organisation(language), language, body }) };
}
