import type { Language } from '../organisation/language';

/** How a moment is said: `long` and `medium` with the date, `time` without. */
type Form = 'long' | 'medium' | 'time';

/** A moment (milliseconds since 1970) as people write it, always with its time zone: it is read anywhere. */
export function momentInWords(at: number, language: Language, form: Form = 'long'): string {
  const locale = language === 'fr' ? 'fr-CA' : 'en-GB';
  const date = form === 'time' ? {} : ({ dateStyle: form } as const);
  const format = { ...date, timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(locale, format).format(at)} UTC`;
}
