import { cookieJar } from './cookieJar';
import { formsOf, linksOf, textOf, type Button, type Field, type Form } from './html';

const mostRedirects = 20;

/** Where a browser has come to. */
export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** What can be read on it. */
  readonly text: string;
}

/** A browser without a screen or script: it keeps cookies, follows redirects, presses buttons and links. */
export interface Browser {
  open(address: string | URL): Promise<Page>;
  /** Follows the link whose text begins so. @throws when there is none */
  follow(page: Page, text: string): Promise<Page>;
  /**
   * Presses the button whose text begins so, with what is typed into the fields of its form: a text, or for a
   * checkbox whether it is checked. Hidden fields can be typed into too, as an attacker would.
   * @throws when there is no such button or field, or the page's own policy forbids where the form leads
   */
  press(
    page: Page,
    text: string,
    typed?: Readonly<Record<string, string | boolean>>,
  ): Promise<Page>;
  /** The `Cookie` header that it would send to an address. */
  cookies(address: string | URL): string;
}

export interface BrowserOptions {
  /** An address that redirects are not followed to: the page is then that address, with nothing on it. */
  readonly stopBefore?: (url: URL) => boolean;
}

interface Going {
  readonly url: URL;
  readonly method: string;
  readonly body?: URLSearchParams | undefined;
  /** What a form says about the page that it stands on. */
  readonly origin?: string;
  /** Says no to an address that the page's `form-action` does not allow. */
  readonly allow: (url: URL) => void;
}

/** A new browser: nobody is signed in anywhere. */
export function browserless({ stopBefore = () => false }: BrowserOptions = {}): Browser {
  const jar = cookieJar();

  const go = async (going: Going, redirects = 0): Promise<Page> => {
    const { url, method, body, origin, allow } = going;
    allow(url);
    const cookie = jar.header(url);
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) },
      ...(body ? { body } : {}),
    });
    jar.take(url, response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || !location)
      return pageOf(url, response, await response.text());
    await response.arrayBuffer();
    const next = new URL(location, url);
    if (stopBefore(next)) {
      allow(next);
      return pageOf(next, response, '');
    }
    if (redirects === mostRedirects)
      throw new Error(`too many redirects, the last to ${next.href}`);
    const keeps = response.status === 307 || response.status === 308;
    return go(keeps ? { ...going, url: next } : { url: next, method: 'GET', allow }, redirects + 1);
  };

  const open = (address: string | URL) =>
    go({ url: new URL(address), method: 'GET', allow: anywhere });
  return {
    open,
    follow: (page, text) => {
      const link = linksOf(page.html).find((each) => each.text.startsWith(text));
      if (!link) throw new Error(`there is no link "${text}" on: ${page.text}`);
      return open(new URL(link.href, page.url));
    },
    press: (page, text, typed = {}) => {
      const { form, button } = buttonOn(page, text);
      const sent = filledIn(form, button, typed);
      const url = new URL(form.action, page.url);
      const allow = formPolicyOf(page);
      const origin = originSaid(page);
      if (form.method === 'post') return go({ url, method: 'POST', body: sent, origin, allow });
      url.search = sent.toString();
      return go({ url, method: 'GET', allow });
    },
    cookies: (address) => jar.header(new URL(address)),
  };
}

function anywhere(): void {
  // An address that somebody typed may lead anywhere.
}

function pageOf(url: URL, { status, headers }: Response, html: string): Page {
  return { url, status, headers, html, text: textOf(html) };
}

function buttonOn(page: Page, text: string): { form: Form; button: Button } {
  for (const form of formsOf(page.html)) {
    const button = form.buttons.find((each) => each.text.startsWith(text));
    if (button) return { form, button };
  }
  throw new Error(`there is no button "${text}" on: ${page.text}`);
}

function filledIn(
  form: Form,
  button: Button,
  typed: Readonly<Record<string, string | boolean>>,
): URLSearchParams {
  const strange = Object.keys(typed).find((name) => !form.fields.some((f) => f.name === name));
  if (strange !== undefined) throw new Error(`the form has no field "${strange}"`);
  const sent = new URLSearchParams();
  for (const field of form.fields) {
    const value = valueOf(field, typed[field.name]);
    if (field.name && value !== undefined) sent.append(field.name, value);
  }
  if (button.name) sent.append(button.name, button.value);
  return sent;
}

/** What a field sends; undefined when it sends nothing. */
function valueOf(field: Field, typed: string | boolean | undefined): string | undefined {
  if (field.type === 'radio' && typeof typed === 'string')
    return field.value === typed ? typed : undefined;
  if (typeof typed === 'string') return typed;
  return (typed ?? field.checked) ? field.value : undefined;
}

/** The `Origin` of a form: `null` where the page's policy hides where its visitors come from (Fetch, 3.1). */
function originSaid({ url, headers }: Page): string {
  return headers.get('referrer-policy') === 'no-referrer' ? 'null' : url.origin;
}

/** The page's `form-action` (CSP Level 3): as Chrome does, it is held against every redirect too. */
function formPolicyOf(page: Page): (url: URL) => void {
  const policy = page.headers.get('content-security-policy') ?? '';
  const directive = policy.split(';').find((each) => each.trim().startsWith('form-action'));
  if (!directive) return anywhere;
  const [, ...sources] = directive.trim().split(/\s+/);
  return ({ href, origin }) => {
    const allowed = sources.some(
      (s) => s === origin || (s === "'self'" && origin === page.url.origin),
    );
    if (!allowed) throw new Error(`the page's form-action does not allow ${href}`);
  };
}
