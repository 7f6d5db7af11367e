/**
 * Makes text of a person or a directory safe inside a card: Markdown signs and Teams' own {{DATE()}} and
 * {{TIME()}} functions lose their meaning, control and direction characters go.
 */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/[\\`*_[\]~<>#]/g, (sign) => `\\${sign}`)
    .replace(/\{\{/g, '{\u200b{');
}

/** The same for a text run, which knows no Markdown. */
export function quoted(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/\{\{/g, '{\u200b{');
}

/** Text that must not be longer than so many signs: cut after a whole word, and shown to be cut. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 0)) || cut} …`.replace(/[,;:]? …$/, '…');
}

/** A guide's sentence with its addresses made into links, word for word otherwise. */
export function linked(sentence: string): string {
  const address = /https:\/\/[^\s"«»)]+[^\s"«».,;:!?)]/g;
  let end = 0;
  let shown = '';
  for (const match of sentence.matchAll(address)) {
    shown +=
      plain(sentence.slice(end, match.index)) + `[${match[0].replace(/_/g, '\\_')}](${match[0]})`;
    end = match.index + match[0].length;
  }
  return shown + plain(sentence.slice(end));
}
