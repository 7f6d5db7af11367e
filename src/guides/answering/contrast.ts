/** Ways to say "not this": the part that is rejected stands in the first group. */
const rejections: readonly RegExp[] = [
  /\b(?:it'?s |i(?:'m| am) |this is |that'?s )?not (?:about )?([^,.;:]{2,60}?)[,;:]? (?:but|only|just|i (?:simply|just|only)) /i,
  /[,;] not ([^,.;]{2,60})[.!?]?$/i,
  /\binstead of ([^,.;]{2,60})/i,
  /\brather than ([^,.;]{2,60})/i,
  /\b(?:je ne veux pas|pas question d[e']|ce n'est pas|c'est pas|pas) ([^,.;:]{2,60}?)[,;:]? (?:mais|seulement|juste) /i,
  /[,;] pas ([^,.;]{2,60})[.!?]?$/i,
  /\bau lieu d(?:e|u|es|') ?([^,.;]{2,60})/i,
];

/**
 * Drops what the person says it is not about ("not my number, only the default"), so that the words of the
 * rejected task do not speak for it. A message that would be left with under three words stays as it is.
 */
export function withoutRejected(text: string): string {
  const kept = rejections.reduce((rest, pattern) => {
    const rejected = pattern.exec(rest)?.[1];
    return rejected ? rest.replace(rejected, ' ') : rest;
  }, text);
  return kept.split(/\s+/).filter((w) => /\p{L}/u.test(w)).length < 3 ? text : kept;
}
