import { browserless, type Browser, type Page } from './browserless';
import { actionsOf, type Reply } from './client';

/** The address of the page on which a change is confirmed. @throws when the card has none. */
export function confirmLink(reply: Reply): string {
  const link = actionsOf(reply.cards).find(
    (a) => a['type'] === 'Action.OpenUrl' && String(a['url']).includes('/confirm/'),
  );
  if (!link) throw new Error(`nothing is to be confirmed: ${JSON.stringify(reply.cards)}`);
  return String(link['url']);
}

/** Opens the page of a change and signs in as the simulated sign-in proposes; gives the page where that ends. */
export async function signInFor(
  reply: Reply,
  answer: 'Approve' | 'Deny' = 'Approve',
  browser: Browser = browserless(),
): Promise<Page> {
  const page = await browser.open(confirmLink(reply));
  const who = await browser.follow(page, 'Sign in and confirm');
  return browser.press(await browser.press(who, 'Continue'), answer);
}
