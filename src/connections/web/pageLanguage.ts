import type { Language } from '../../organisation/language';

/**
 * The language of a page: the one that its address names, else the first of the organisation's that the browser asks
 * for (RFC 9110, 12.5.4), else the organisation's own.
 */
export function pageLanguage(
  named: string | null,
  accepted: string,
  languages: readonly Language[],
): Language {
  const found = languages.find((l) => l === named);
  if (found) return found;
  for (const wish of wishes(accepted)) {
    const match = languages.find((l) => wish === l || wish.startsWith(`${l}-`));
    if (match) return match;
  }
  return languages[0] ?? 'en';
}

/** The languages of an `Accept-Language` header, the dearest first; those of weight 0 are not wanted. */
function wishes(accepted: string): string[] {
  return accepted
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((p) => p.startsWith('q='));
      return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
