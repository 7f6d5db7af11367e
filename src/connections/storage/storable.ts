/** PostgreSQL takes no NUL in a text. What somebody sent with one is not what they typed: it is marked, not lost. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd');
}
