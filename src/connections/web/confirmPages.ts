import type { Language } from '../../organisation/language';
import type { Person } from '../../organisation/person';
import type { BegunSignIn } from '../../proof/signIn';
import type { Confirmed } from '../../signInMethods/stepUp';
import type { PendingChange } from '../../signInMethods/pendingChange';
import { hasHappened, mindAfter, willHappen } from '../../wording/change';
import type { Wording } from '../../wording/en';
import { escaped, main, page, paragraph } from './html';
import type { Page, PageReply, PageRequest } from './pages';
import { browserOf, toSignIn } from './signedInPage';

/** In whose name pages speak. */
export interface PageOwner {
  readonly wordings: Readonly<Record<Language, Wording>>;
  /** For links that lead nowhere any more, where nothing says which language somebody reads. */
  readonly language: Language;
  readonly organisation: (language: Language) => string;
}

/** What the pages that prove a change are given. */
export interface ConfirmDesk extends PageOwner {
  readonly waiting: (id: string) => Promise<PendingChange | undefined>;
  /** Where the browser goes to sign in; undefined when the change waits no longer. */
  readonly begin: (id: string, browser: string) => Promise<URL | undefined>;
  readonly finish: (callback: URL, begun: BegunSignIn) => Promise<Confirmed>;
  readonly portal: string;
  /** 128 random bits, url-safe. */
  readonly newId: () => string;
}

export const confirmPath = (id: string) => `/confirm/${id}`;

/** The pages where a change is proven: what will be done, and the way to the sign-in. */
export function confirmPages(desk: ConfirmDesk): Page[] {
  return [
    { method: 'GET', path: '/confirm/:id', run: (request) => shown(request, desk) },
    { method: 'GET', path: '/confirm/:id/sign-in', run: (request) => begun(request, desk) },
  ];
}

async function shown({ parts }: PageRequest, desk: ConfirmDesk): Promise<PageReply> {
  const id = parts['id'] ?? '';
  const pending = await desk.waiting(id);
  if (!pending) return gone(desk);
  const wording = desk.wordings[pending.language];
  const { confirmPage: say } = wording;
  const content = [
    paragraph(say.account(nameOf(pending.person))),
    `<h2>${escaped(say.willDo)}</h2>`,
    paragraph(willHappen(pending.change, wording), 'what'),
    paragraph(wording.change.route[pending.route], 'quiet'),
    paragraph(say.how),
    `<p><a class="button" href="${escaped(`${confirmPath(encodeURIComponent(id))}/sign-in`)}">${escaped(say.signIn)}</a></p>`,
    paragraph(say.stop, 'mind'),
  ];
  return { html: whole(desk, say.title, pending.language, content) };
}

async function begun(request: PageRequest, desk: ConfirmDesk): Promise<PageReply> {
  const browser = browserOf(request, desk.newId);
  const url = await desk.begin(request.parts['id'] ?? '', browser);
  return url ? toSignIn(url, browser) : gone(desk);
}

/** What the page says where the browser comes back to after a sign-in for a change. */
export async function changeSignedIn(
  callback: URL,
  begun: BegunSignIn,
  desk: ConfirmDesk,
): Promise<PageReply> {
  const confirmed = await desk.finish(callback, begun);
  if (confirmed.kind === 'gone') return gone(desk);
  const { pending } = confirmed;
  const wording = desk.wordings[pending.language];
  const [title, content] =
    confirmed.kind === 'ended'
      ? ended(confirmed, wording, desk)
      : notProven(confirmed, wording, desk);
  return { html: whole(desk, title, pending.language, content) };
}

type Shown = [title: string, content: string[]];

function ended(
  { pending, outcome }: Extract<Confirmed, { kind: 'ended' }>,
  wording: Wording,
  desk: ConfirmDesk,
): Shown {
  const { confirmPage: say } = wording;
  const back = paragraph(say.back, 'quiet');
  switch (outcome.kind) {
    case 'done': {
      const mind = mindAfter(pending.change, wording);
      const done = paragraph(hasHappened(pending.change, wording), 'what done');
      return [say.done, [done, ...(mind ? [paragraph(mind, 'mind')] : []), back]];
    }
    case 'refused':
      return [
        say.notDone,
        [paragraph(wording.refused[outcome.reason], 'what'), portal(say, desk), back],
      ];
    case 'unclear':
      return [say.unclear, [paragraph(say.unclearText, 'what'), back]];
  }
}

function notProven(
  { pending, reason }: Extract<Confirmed, { kind: 'not-proven' }>,
  { confirmPage: say }: Wording,
  desk: ConfirmDesk,
): Shown {
  const again = `<p><a class="button" href="${escaped(confirmPath(pending.id))}">${escaped(say.tryAgain)}</a></p>`;
  switch (reason) {
    case 'cancelled':
      return [say.notDone, [paragraph(say.cancelled, 'what'), again]];
    case 'other-person':
      return [say.notDone, [paragraph(say.notYou, 'what'), again]];
    case 'not-proven':
      return [say.notDone, [paragraph(say.notProven, 'what'), portal(say, desk)]];
  }
}

function portal(say: Wording['confirmPage'], desk: ConfirmDesk): string {
  return `<p><a href="${escaped(desk.portal)}">${escaped(say.portal)}</a></p>`;
}

/** What a link says that leads nowhere any more. */
export function gone(desk: PageOwner): PageReply {
  const { language } = desk;
  const { confirmPage: say } = desk.wordings[language];
  return { status: 410, html: whole(desk, say.gone, language, [paragraph(say.goneText, 'what')]) };
}

/** A whole page in the organisation's name. */
export function whole(
  { organisation }: PageOwner,
  title: string,
  language: Language,
  content: readonly string[],
): string {
  const body = main(title, content.join('\n'));
  return page({ title, owner: organisation(language), language, body });
}

function nameOf({ name }: Person): string {
  return name || '—';
}
