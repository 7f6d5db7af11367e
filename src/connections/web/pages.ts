import type { Request, Response, Server } from 'restify';
import { readBody } from './body';
import { visitorOf } from './visitor';
import { main, page, paragraph } from './html';

/** What a page gets to see of a request. */
export interface PageRequest {
  readonly parts: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The fields of a posted form. */
  readonly form: URLSearchParams;
  readonly cookies: ReadonlyMap<string, string>;
  /** The languages that the browser asks for, as it says them. */
  readonly accepted: string;
  /** Where the request comes from, for limits only. */
  readonly from: string;
}

/** What a page answers: HTML, or the way to another address. */
export interface PageReply {
  readonly status?: number;
  readonly html?: string;
  readonly location?: string;
  /** A cookie of this session, for the paths below its own. */
  readonly cookie?: { readonly name: string; readonly value: string; readonly path: string };
}

/** A page of the bot's web server. */
export interface Page {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly run: (request: PageRequest) => PageReply | Promise<PageReply>;
}

export interface PageOptions {
  /** Whether one more request from this address is taken now. */
  readonly admit: (from: string) => boolean;
  /** How many trusted proxies stand in front of the bot. */
  readonly proxies: number;
  /** Cookies go over https only. */
  readonly secure: boolean;
  /** Gives the reference under which the log has the fault. */
  readonly onFault: (error: unknown) => string;
}

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'X-Content-Type-Options': 'nosniff',
  // Not `no-referrer`: browsers then say `Origin: null` with our own forms. Other sites learn no address either way.
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** Serves a page. A fault shows its reference and nothing of the inside. */
export function servePage(server: Server, page: Page, options: PageOptions): void {
  const handle = async (request: Request, response: Response) => {
    send(response, await replyTo(request, page, options), options);
  };
  if (page.method === 'GET') server.get(page.path, handle);
  else server.post(page.path, handle);
}

async function replyTo(request: Request, page: Page, options: PageOptions): Promise<PageReply> {
  const from = visitorOf(request, options.proxies);
  if (!options.admit(from)) return plain(429, 'Too many requests. Please try again in a minute.');
  if (page.method === 'POST' && isForeign(request)) return plain(403, 'Please open the page anew.');
  const body = page.method === 'POST' ? await readBody(request) : { text: '' };
  if ('status' in body) return plain(body.status, 'That could not be read.');
  try {
    return await page.run({
      parts: request.params as Record<string, string>,
      query: new URLSearchParams(request.getQuery()),
      form: new URLSearchParams(body.text),
      cookies: cookiesOf(request.headers.cookie ?? ''),
      accepted: request.headers['accept-language'] ?? '',
      from,
    });
  } catch (error) {
    const reference = options.onFault(error);
    return plain(500, `Something went wrong on our side. Reference: ${reference}`);
  }
}

function send(response: Response, reply: PageReply, { secure }: PageOptions): void {
  const { status = reply.location ? 303 : 200, html = '', location, cookie } = reply;
  response.writeHead(status, {
    ...headers,
    ...(location ? { Location: location } : {}),
    ...(cookie
      ? {
          'Set-Cookie': `${cookie.name}=${cookie.value}; Path=${cookie.path}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
        }
      : {}),
  });
  response.end(html);
}

/** A form of another site: browsers say where a form comes from. */
function isForeign({ headers: { origin, host } }: Request): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

function cookiesOf(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split(/=(.*)/s));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
}

/** What is said where no page can be shown, in one sentence. */
function plain(status: number, sentence: string): PageReply {
  const title = 'This did not work';
  const body = main(title, paragraph(sentence, 'what'));
  return { status, html: page({ title, owner: 'MFA help', language: 'en', body }) };
}
