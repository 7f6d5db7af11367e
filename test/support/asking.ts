import { loadLibrary, prepareEngine } from '../../src/content';
import { decide, type Decision } from '../../src/guides/answering/decide';
import type { Engine } from '../../src/guides/answering/engine';
import type { Language } from '../../src/organisation/language';

/** Asks what the bot would decide. The content is read once, and an engine is made once an organisation. */
export function asking() {
  const library = loadLibrary();
  const engines = new Map<string, Engine>();
  const engineFor = (organisation: string): Engine => {
    const engine = engines.get(organisation) ?? prepareEngine(library, organisation);
    engines.set(organisation, engine);
    return engine;
  };
  const ask = (text: string, organisation = 'derby', language?: Language): Decision =>
    decide(engineFor(organisation), library, organisation, text, language);
  return { library, ask };
}
