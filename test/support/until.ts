const mostLooks = 400;
const pauseMs = 25;

/** Resolves when something has come about. @throws when it does not within ten seconds */
export async function until(come: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < mostLooks; look++) {
    if (await come()) return;
    await new Promise((done) => setTimeout(done, pauseMs));
  }
  throw new Error('what was waited for did not come about');
}
