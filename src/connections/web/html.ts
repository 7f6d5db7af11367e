import { darker } from '../../organisation/colour';
import type { Language } from '../../organisation/language';

/** What a page consists of. `body` is HTML; everything of people or content in it went through `escaped`. */
export interface Html {
  readonly title: string;
  /** Whose page it is: stands above everything. */
  readonly owner: string;
  readonly language: Language;
  readonly body: string;
  /** More style, for this page alone. */
  readonly style?: string;
  /** The organisation's colour as `#rrggbb`, dark enough for white text. */
  readonly colour?: string | undefined;
}

const ownColour = '#4f52b2';

const common = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 1rem/1.6 "Segoe UI", system-ui, -apple-system, sans-serif; margin: 0; color: #1b1b1f; background: #f3f3f6; }
header { background: var(--dark); color: #fff; padding: .85rem 1.5rem; font-weight: 600; }
header span { display: block; max-width: 40rem; margin: 0 auto; }
main, nav { max-width: 43rem; margin: 0 auto; padding: 0 1.5rem; }
main { background: #fff; border: 1px solid #dcdce4; border-radius: .75rem; margin: 1.5rem auto; padding: 1.5rem 1.5rem 1.75rem; }
nav { padding-top: 1rem; }
nav a { margin-right: 1.25rem; display: inline-block; padding: .25rem 0; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .75rem; }
h2 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p { margin: .75rem 0; }
main > :last-child { margin-bottom: 0; }
a { color: var(--dark); }
.what { background: #f0f0f9; border-left: .3rem solid var(--colour); border-radius: .25rem; padding: .75rem 1rem; font-size: 1.0625rem; overflow-wrap: anywhere; }
.what.done { background: #eaf5ec; border-color: #2b7a3d; }
.what.alarm { background: #fdeeed; border-color: #b3261e; }
.mind { background: #fdf3e1; border-radius: .25rem; padding: .75rem 1rem; }
.quiet { color: #55555f; font-size: .9375rem; }
.button, button { display: inline-block; font: inherit; font-weight: 600; line-height: 1.4; color: #fff; background: var(--colour); border: 0; border-radius: .4rem; padding: .75rem 1.5rem; margin: .25rem 0; text-decoration: none; cursor: pointer; }
.button:hover, button:hover { background: var(--dark); }
.danger { background: #b3261e; }
.danger:hover { background: #8c1d18; }
:focus-visible { outline: 3px solid #1b1b1f; outline-offset: 2px; }
label { display: block; font-weight: 600; margin: 1rem 0 .25rem; }
input[type=text], input[type=email], textarea, select { font: inherit; resize: vertical; width: 100%; padding: .5rem .6rem; border: 1px solid #74747f; border-radius: .35rem; background: #fff; color: inherit; }
.error { color: #8c1d18; font-weight: 600; }
.note { margin: .1rem 0 .35rem; }
.summary { border: 2px solid #8c1d18; border-radius: .35rem; padding: .25rem 1rem; margin: 0 0 1rem; }
.summary h2 { margin: .5rem 0; }
.check { display: flex; gap: .6rem; align-items: flex-start; margin: .6rem 0; }
.check label { display: inline; font-weight: 400; margin: 0; }
.check input { width: 1.25rem; height: 1.25rem; margin: .2rem 0 0; flex: none; accent-color: var(--colour); }
.away { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden; }
fieldset { border: 0; margin: 1rem 0 0; padding: 0; }
legend { font-weight: 600; padding: 0; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
nav [aria-current] { font-weight: 600; text-decoration: none; }
@media (max-width: 46rem) { body { background: #fff; } header { padding: .85rem 1.25rem; } nav { padding: 1rem 1.25rem 0; } main { border: 0; border-radius: 0; margin: 0; padding: 1.5rem 1.25rem 2rem; } .button, button { width: 100%; text-align: center; } }
`;

/** A whole page: no script, nothing from elsewhere. */
export function page({
  title,
  owner,
  language,
  body,
  style: more = '',
  colour = ownColour,
}: Html): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${title} – ${owner}`)}</title>
<style>:root { --colour: ${colour}; --dark: ${darker(colour)}; }${common}${more}</style>
</head>
<body>
<header><span>${escaped(owner)}</span></header>
${body}
</body>
</html>`;
}

/** The part of a page that it is about. */
export function main(heading: string, content: string): string {
  return `<main>
<h1>${escaped(heading)}</h1>
${content}
</main>`;
}

export function paragraph(text: string, kind = ''): string {
  return `<p${kind ? ` class="${kind}"` : ''}>${escaped(text)}</p>`;
}

/** Text made safe inside HTML. */
export function escaped(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
