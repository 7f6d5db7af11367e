import type { Page } from './server';

/** What the public pages name: nothing of any person. */
export interface About {
  readonly organisation: string;
  readonly desk: string;
  readonly deskWays: readonly string[];
}

/** The pages that Teams' app details link to: what this is, what is kept, and on which terms. */
export function aboutPages(about: About): Page[] {
  return [
    { path: '/', html: () => page('MFA help', what(about)) },
    { path: '/privacy', html: () => page('Privacy', privacy(about)) },
    { path: '/terms', html: () => page('Terms of use', terms(about)) },
  ];
}

function what({ organisation, desk, deskWays }: About): string[] {
  return [
    `A bot in Microsoft Teams that helps people of ${organisation} with multi-factor authentication: it explains, shows sign-in methods, and takes reports of lost access.`,
    `Questions about it go to the ${[desk, ...deskWays].join(', ')}.`,
  ];
}

function privacy({ organisation, desk }: About): string[] {
  return [
    `${organisation} runs this bot for its own people. It reads your registered sign-in methods from Microsoft Entra when you ask for them, and shows them to you alone, in part.`,
    `It keeps: tickets that you open, with what you wrote and your methods in masked form; whether a guide helped you; and how to write to your chat. Codes are kept as digests for a day at most. Questions that you ask are not kept.`,
    `Nothing is handed to anybody else. To see or erase what is kept about you, ask the ${desk}.`,
  ];
}

function terms({ organisation, desk }: About): string[] {
  return [
    `The bot is for members of ${organisation}. It never asks for a password, nor for a code that another system sent you.`,
    `Guides are written by people and can be out of date; each says when it was last reviewed. When in doubt, ask the ${desk}.`,
  ];
}

function page(title: string, paragraphs: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { font: 1rem/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; color: #1b1b1f; background: #fff; }
h1 { font-size: 1.5rem; }
nav a { margin-right: 1rem; }
</style>
</head>
<body>
<nav aria-label="Pages"><a href="/">About</a><a href="/privacy">Privacy</a><a href="/terms">Terms</a></nav>
<main>
<h1>${escaped(title)}</h1>
${paragraphs.map((p) => `<p>${escaped(p)}</p>`).join('\n')}
</main>
</body>
</html>`;
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
