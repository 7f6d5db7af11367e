import type { Reentry, ReentryReason } from '../../escalation/reentry/reentry';
import type { Step, StepEnded } from '../../escalation/reentry/reentrySteps';
import type { BegunSignIn } from '../../proof/signIn';
import { gone, whole, type PageOwner } from './confirmPages';
import { escaped, paragraph } from './html';
import type { Page, PageReply, PageRequest } from './pages';
import { browserOf, toSignIn } from './signedInPage';

/** What a page is told of a pass: never the pass. `hidden`: it was made and could not be shown in Teams. */
export type ToldOfPass =
  | { readonly kind: 'shown' | 'hidden' | 'unseen' | 'unclear' }
  | { readonly kind: 'refused'; readonly reason: ReentryReason };

/** What followed from a sign-in, as far as a page is concerned. */
export type StepTold =
  | Exclude<StepEnded, { kind: 'ended' }>
  | { readonly kind: 'ended'; readonly reentry: Reentry; readonly issued: ToldOfPass };

/** What the pages of a Temporary Access Pass are given. */
export interface ReentryDesk extends PageOwner {
  readonly waiting: (
    step: Step,
    id: string,
  ) => Promise<{ reentry: Reentry; who: { readonly name: string } } | undefined>;
  /** Where the browser goes to sign in; undefined when nothing waits any longer. */
  readonly begin: (step: Step, id: string, browser: string) => Promise<URL | undefined>;
  readonly finish: (
    callback: URL,
    begun: BegunSignIn & { readonly purpose: Step },
  ) => Promise<StepTold>;
  /** 128 random bits, url-safe. */
  readonly newId: () => string;
}

const paths: Readonly<Record<Step, string>> = {
  reentry: '/pass',
  'reentry-approval': '/pass-approval',
};

/** Where the agent signs in to issue, and the second person to approve. */
export const reentryPath = (step: Step, id: string) => `${paths[step]}/${encodeURIComponent(id)}`;

/** The pages where agents prove themselves for a pass. No page ever shows a pass. */
export function reentryPages(desk: ReentryDesk): Page[] {
  return (['reentry', 'reentry-approval'] as const).flatMap((step): Page[] => [
    { method: 'GET', path: `${paths[step]}/:id`, run: (r) => shown(step, r, desk) },
    { method: 'GET', path: `${paths[step]}/:id/sign-in`, run: (r) => begun(step, r, desk) },
  ]);
}

async function shown(step: Step, { parts }: PageRequest, desk: ReentryDesk): Promise<PageReply> {
  const id = parts['id'] ?? '';
  const waiting = await desk.waiting(step, id);
  if (!waiting) return gone(desk);
  const { reentry, who } = waiting;
  const { page: say } = desk.wordings[reentry.language].reentry;
  const { person, ticketNumber, lifetimeMinutes, agent } = reentry;
  const isApproval = step === 'reentry-approval';
  const signIn = escaped(`${reentryPath(step, id)}/sign-in`);
  const content = [
    paragraph(say.account(who.name || '—')),
    paragraph(say.what(person.name || '—', ticketNumber, lifetimeMinutes), 'what'),
    ...(isApproval ? [paragraph(say.asked(agent.name))] : []),
    paragraph(say.how),
    `<p><a class="button" href="${signIn}">${escaped(isApproval ? say.approve : say.signIn)}</a></p>`,
  ];
  const title = isApproval ? say.approveTitle : say.issueTitle;
  return { html: whole(desk, title, reentry.language, content) };
}

async function begun(step: Step, request: PageRequest, desk: ReentryDesk): Promise<PageReply> {
  const browser = browserOf(request, desk.newId);
  const url = await desk.begin(step, request.parts['id'] ?? '', browser);
  return url ? toSignIn(url, browser) : gone(desk);
}

/** What the page says where the browser comes back to. */
export async function stepSignedIn(
  callback: URL,
  begun: BegunSignIn,
  desk: ReentryDesk,
): Promise<PageReply> {
  const { purpose } = begun;
  if (purpose === 'change') throw new Error('a sign-in for a change came to the page of a pass');
  const ended = await desk.finish(callback, { ...begun, purpose });
  if (ended.kind === 'gone') return gone(desk);
  const { language } = ended.reentry;
  const { page: say, card, reasons } = desk.wordings[language].reentry;
  const told = (title: string, text: string): PageReply => ({
    html: whole(desk, title, language, [paragraph(text, 'what'), paragraph(say.back, 'quiet')]),
  });
  switch (ended.kind) {
    case 'approved':
      return told(say.approved, say.approvedText);
    case 'not-proven': {
      const texts = {
        cancelled: say.cancelled,
        'other-person': say.notYou,
        'not-proven': say.notProven,
      };
      return told(purpose === 'reentry' ? say.notDone : say.notApproved, texts[ended.reason]);
    }
    case 'ended':
      break;
  }
  const { issued } = ended;
  switch (issued.kind) {
    case 'shown':
      return told(say.done, say.doneText);
    case 'hidden':
      return told(say.done, say.hiddenText);
    case 'unseen':
      return told(say.done, card.unseenText);
    case 'unclear':
      return told(say.unclear, say.unclearText);
    case 'refused':
      return told(purpose === 'reentry' ? say.notDone : say.notApproved, reasons[issued.reason]);
  }
}
