/**
 * Folds a message to what carries meaning: lower case, no accents, one kind of apostrophe,
 * long numbers all alike (a phone or ticket number says nothing about the topic by its digits).
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/œ/g, 'oe')
    .replace(/\d{3,}/g, '000')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of a folded message; apostrophes part words, so that "l'appli" holds "appli". */
export function words(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}#]+/gu) ?? [];
}
