import type { BegunSignIn, SignInPurpose } from '../../proof/signIn';
import type { Page, PageReply, PageRequest } from './pages';

/** Where every sign-in comes back to: registered with the provider, letter for letter. */
export const signedInPath = '/signed-in';
const cookieName = 'mfa-help-sign-in';

/** What the page after a sign-in is given. */
export interface SignedIn {
  /** The sign-in that an answer belongs to, once only. */
  readonly take: (callback: URL, browser: string) => Promise<BegunSignIn | undefined>;
  /** What follows, by what the sign-in was for. */
  readonly finish: Readonly<
    Record<SignInPurpose, (callback: URL, begun: BegunSignIn) => Promise<PageReply>>
  >;
  readonly gone: () => PageReply;
}

/** The page where sign-ins come back to: to the browser where they began, or they count for nothing. */
export function signedInPage({ take, finish, gone }: SignedIn): Page {
  return {
    method: 'GET',
    path: signedInPath,
    run: async ({ query, cookies }) => {
      const callback = new URL(`${signedInPath}?${query.toString()}`, 'https://bot.invalid');
      const begun = await take(callback, cookies.get(cookieName) ?? '');
      return begun ? finish[begun.purpose](callback, begun) : gone();
    },
  };
}

/** What tells this browser from others while it signs in. */
export function browserOf({ cookies }: PageRequest, newId: () => string): string {
  return cookies.get(cookieName) ?? newId();
}

/** Sends the browser to its sign-in. */
export function toSignIn(url: URL, browser: string): PageReply {
  return { location: url.href, cookie: { name: cookieName, value: browser, path: '/' } };
}
