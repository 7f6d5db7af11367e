import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Account, accountOf, asksForNgcmfa, claimsAsked } from './accounts';
import { pagesPath } from './configuration';
import type { Interaction, Provider } from './library';
import type { SignInOptions } from './options';
import { failedPage, peoplePage, secondFactorPage, whoPage } from './pages';

/** A form of ours is far shorter. */
const longestBody = 4_096;

/** One request to the pages of a sign-in that is under way. */
interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly interaction: Interaction;
  readonly options: SignInOptions;
  readonly provider: Provider;
  /** Where this sign-in's pages are, such as `/sign-in/abc`. */
  readonly path: string;
}

/** Serves the pages of a sign-in. The browser must be the one that began it: its cookie says so. */
export async function serveInteraction(
  request: IncomingMessage,
  response: ServerResponse,
  options: SignInOptions,
  provider: Provider,
): Promise<void> {
  const url = new URL(request.url ?? '', 'http://localhost');
  const [uid = '', step = ''] = url.pathname.slice(pagesPath.length + 1).split('/');
  const interaction = await underWay(request, response, provider);
  if (interaction?.uid !== uid)
    return send(response, options, 400, failedPage('session_not_found'));
  const path = `${pagesPath}/${uid}`;
  const visit = { request, response, interaction, options, provider, path };
  const show = (html: string) => send(response, options, 200, html);
  if (request.method === 'POST') return step === 'answer' ? answer(visit) : nothingThere(visit);
  if (step === '') return show(firstPage(visit));
  if (step === 'someone-else') return show(everybody(visit));
  const account = accountOf(options.people, url.searchParams.get('person') ?? '');
  if (step === 'second-factor' && account) return show(secondFactorPage(path, account));
  return nothingThere(visit);
}

async function underWay(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(request, response);
  } catch (error) {
    if ((error as Error).name === 'SessionNotFound') return undefined;
    throw error;
  }
}

function firstPage(visit: Visit): string {
  const { interaction, options, path } = visit;
  const hint = interaction.params['login_hint'];
  const account = typeof hint === 'string' ? accountOf(options.people, hint) : undefined;
  return account ? whoPage(path, account) : everybody(visit);
}

function everybody({ options, path }: Visit): string {
  const accounts = options.people.map(({ id, displayName }): Account => ({
    id,
    name: displayName,
  }));
  return peoplePage(path, accounts);
}

/** What was pressed on the phone: the browser goes back to the provider, which sends it to the client. */
async function answer(visit: Visit): Promise<void> {
  const { request, response, interaction, options, provider } = visit;
  const form = new URLSearchParams(await bodyOf(request));
  const account = accountOf(options.people, form.get('person') ?? '');
  if (form.get('answer') === 'deny')
    return provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'the person denied the request on the phone',
    });
  if (form.get('answer') !== 'approve' || !account) return nothingThere(visit);
  const claims = claimsAsked(interaction.params['claims']);
  return provider.interactionFinished(request, response, {
    login: {
      accountId: account.id,
      amr: ['pwd', 'mfa', ...(asksForNgcmfa(claims) ? ['ngcmfa'] : [])],
      ts: Math.floor(options.now().getTime() / 1000),
      remember: false,
    },
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > longestBody) return '';
  }
  return text;
}

function nothingThere({ response, options }: Visit): void {
  send(response, options, 404, failedPage('not_found'));
}

/** A browser holds the form's target against `form-action` at every redirect, so the client's address is in it. */
function send(
  response: ServerResponse,
  { redirectUri }: SignInOptions,
  status: number,
  html: string,
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${new URL(redirectUri).origin}; base-uri 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(html);
}
