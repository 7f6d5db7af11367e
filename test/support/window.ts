import { browserless, type Page } from './browserless';
import { formsOf } from './html';
import { pageLines } from './pageText';

/** The person's browser beside the chat. What it shows goes into the transcript. */
export interface Window {
  open(address: string): Promise<void>;
  /** Presses links or buttons one after the other; the page that the last one leads to is written down. */
  press(...titles: string[]): Promise<void>;
  /** The page that it shows, in the lines that a person reads. */
  shown(): string;
}

/** What a sign-in of the demonstration is made of, after "Sign in and confirm". */
export const asOneself = ['Sign in and confirm', 'Continue', 'Approve'];

/**
 * @param act does something, waits until all that follows from it is here, and writes it down with the lines that it
 * gives.
 */
export function windowOf(
  act: (did: string, run: () => Promise<readonly string[]>) => Promise<void>,
): Window {
  const browser = browserless();
  let page: Page | undefined;

  const pressed = async (title: string): Promise<Page> => {
    if (!page) throw new Error('no page is open yet');
    const isButton = formsOf(page.html).some((f) =>
      f.buttons.some((b) => b.text.startsWith(title)),
    );
    return isButton ? browser.press(page, title) : browser.follow(page, title);
  };
  const lines = () => (page ? pageLines(page.html).map((line) => `= ${line}`) : []);

  return {
    open: (address) =>
      act(`opens ${address}`, async () => {
        page = await browser.open(address);
        return lines();
      }),
    press: (...titles) =>
      act(titles.map((t) => `[${t}]`).join(' > '), async () => {
        for (const title of titles) page = await pressed(title);
        return lines();
      }),
    shown: () => lines().join('\n'),
  };
}
