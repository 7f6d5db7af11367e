import { main, page, paragraph } from './html';
import type { Page, PageReply } from './pages';

/** What the public pages name: nothing of any person. */
export interface About {
  readonly organisation: string;
  readonly desk: string;
  readonly deskWays: readonly string[];
}

/** The pages that Teams' app details link to: what this is, what is kept, and on which terms. */
export function aboutPages(about: About): Page[] {
  const get = (path: string, title: string, paragraphs: readonly string[]): Page => ({
    method: 'GET',
    path,
    run: () => shown(about, title, paragraphs),
  });
  return [
    get('/', 'MFA help', what(about)),
    get('/privacy', 'Privacy', privacy(about)),
    get('/terms', 'Terms of use', terms(about)),
  ];
}

function what({ organisation, desk, deskWays }: About): string[] {
  return [
    `A bot in Microsoft Teams that helps people of ${organisation} with multi-factor authentication: it explains, shows sign-in methods, helps to change them, and takes reports of lost access.`,
    `Questions about it go to the ${[desk, ...deskWays].join(', ')}.`,
  ];
}

function privacy({ organisation, desk }: About): string[] {
  return [
    `${organisation} runs this bot for its own people. It reads your registered sign-in methods from Microsoft Entra when you ask for them, and shows them to you alone, in part.`,
    `It keeps: tickets that you open, with what you wrote and your methods in masked form; whether a guide helped you; how to write to your chat; and which changes you asked for, when you confirmed them, and how they ended. Codes are kept as digests for a day at most, and numbers and addresses that you registered here as digests while they are yours, so that nobody else can register them. Questions that you ask are not kept.`,
    `Nothing is handed to anybody else. To see or erase what is kept about you, ask the ${desk}.`,
  ];
}

function terms({ organisation, desk }: About): string[] {
  return [
    `The bot is for members of ${organisation}. It never asks for a password, nor for a code that another system sent you.`,
    `Guides are written by people and can be out of date; each says when it was last reviewed. When in doubt, ask the ${desk}.`,
  ];
}

function shown({ organisation }: About, title: string, paragraphs: readonly string[]): PageReply {
  const links =
    '<a href="/">About</a><a href="/privacy">Privacy</a><a href="/terms">Terms</a><a href="/help">Help without Teams</a>';
  const body = `<nav aria-label="Pages">${links}</nav>\n${main(title, paragraphs.map((p) => paragraph(p)).join('\n'))}`;
  return { html: page({ title, owner: organisation, language: 'en', body }) };
}
