import type { Language } from '../../organisation/language';
import { fold, words } from './text';

const telling: Record<Language, ReadonlySet<string>> = {
  en: new Set(
    'the my is i to a of and it on in how what do can you not for have with this that me no was but get need want new where when why who hi hello thanks please your are am'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les mon ma mes je de du des un une et est que qui pas ne ai sur en au aux pour dans ce cette comment quel quelle j l d c n m qu puis mais nouveau nouvelle bonjour merci salut allo courriel telephone cellulaire numero appli texto svp suis il elle on vous tu votre ton ta se ou'.split(
      ' ',
    ),
  ),
};

/**
 * The language a message is written in, or undefined where it does not show (numbers, product names).
 * Common words decide; accents count as French.
 */
export function detectLanguage(text: string): Language | undefined {
  const tokens = words(fold(text));
  const count = (language: Language) => tokens.filter((t) => telling[language].has(t)).length;
  const french = count('fr') + (/[àâçéèêëîïôùûœ]/i.test(text) ? 2 : 0);
  const english = count('en');
  if (french === english) return undefined;
  return french > english ? 'fr' : 'en';
}
