/** A colour as `#rrggbb`. */
export const colourForm = /^#[0-9a-f]{6}$/i;

/** What text needs against its ground (WCAG 2.2, success criterion 1.4.3, level AA). */
export const leastContrast = 4.5;

/** The contrast of a colour with white, from 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance"). */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05);
}

/** The same colour, darker: its contrast with white only grows. */
export function darker(colour: string): string {
  const parts = channels(colour).map((value) => Math.round(value * 0.8));
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
