/** The languages the bot speaks. A language without a file in `src/wording/` does not compile. */
export const languages = ['en', 'fr'] as const;

export type Language = (typeof languages)[number];

/** A text that is the same in every language, or one text a language. */
export type Localised = string | Partial<Record<Language, string>>;

/** The text in the language asked for, else in any language it has. */
export function inLanguage(text: Localised, language: Language): string {
  if (typeof text === 'string') return text;
  return text[language] ?? languages.map((l) => text[l]).find((t) => t !== undefined) ?? '';
}
