import axe from 'axe-core';
import type { Page } from 'playwright-core';

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/**
 * Looks at a page of ours as it is on a desk and on a phone: takes its picture in both widths, and gives what axe-core
 * finds wrong and what does not fit.
 * @param fileFor gives the file of a picture by its name.
 */
export async function lookAt(
  tab: Page,
  what: string,
  fileFor: (name: string) => string,
): Promise<string[]> {
  const found: string[] = [];
  for (const [name, size] of [
    [what, desktop],
    [`narrow-${what}`, phone],
  ] as const) {
    await tab.setViewportSize(size);
    await tab.screenshot({ path: fileFor(name), fullPage: true, animations: 'disabled' });
    const wrong = [...(await violations(tab)), ...(await overflow(tab))];
    found.push(...wrong.map((problem) => `${name}: ${problem}`));
  }
  return found;
}

/** The page's own policy allows no script: axe-core is run from outside. */
async function violations(tab: Page): Promise<string[]> {
  await tab.evaluate(axe.source);
  return tab.evaluate(async () => {
    const inPage = globalThis as unknown as { axe: typeof axe };
    const { violations: wrong } = await inPage.axe.run();
    return wrong.map((v) => `${v.id} at ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  });
}

/** What can only be reached by scrolling sideways. */
function overflow(tab: Page): Promise<string[]> {
  return tab.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`is ${scrollWidth - clientWidth} pixels too wide`] : [];
  });
}
