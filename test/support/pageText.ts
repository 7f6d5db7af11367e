import { textOf } from './html';

/** The lines of a page as a person reads them from top to bottom; links and buttons stand in brackets. */
export function pageLines(html: string): string[] {
  const body = html.replace(/^.*<body[^>]*>/is, '');
  const marked = body.replace(
    /<(a|button)\b[^>]*>(.*?)<\/\1>/gis,
    (_all, _tag: string, inner: string) => ` [${inner}] `,
  );
  return marked
    .split(/<\/(?:p|h[1-6]|li|nav|main|section|form|header|footer)>|<br>/i)
    .map(textOf)
    .filter(Boolean);
}
