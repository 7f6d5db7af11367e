import type { Language } from '../../organisation/language';
import type { Wording } from '../../wording/en';
import {
  helpForm,
  helpProblems,
  helpSummary,
  readHelpForm,
  type HelpFields,
  type HelpProblem,
} from './helpForm';
import { escaped, main, page, paragraph } from './html';
import { pageLanguage } from './pageLanguage';
import type { Page, PageReply, PageRequest } from './pages';

/** What the public page is given. Nothing in here looks anybody up. */
export interface HelpDesk {
  readonly wordings: Readonly<Record<Language, Wording>>;
  /** The organisation's languages, its own first. */
  readonly languages: readonly Language[];
  readonly organisation: (language: Language) => string;
  readonly desk: (language: Language) => string;
  /** How else the desk is reached, and when. */
  readonly ways: (language: Language) => readonly { title: string; value: string }[];
  /** The organisation's colour as `#rrggbb`, dark enough for white text. */
  readonly colour: string | undefined;
  /** Whether one more report from this address is taken now. */
  readonly admit: (from: string) => boolean;
  /** Opens a ticket; gives its number. */
  readonly report: (fields: HelpFields, language: Language) => Promise<string>;
  /** 128 random bits, url-safe. */
  readonly newId: () => string;
}

export const helpPath = '/help';
/** So many sent forms are remembered, that a second press of the same button is no second ticket. */
const remembered = 500;

const empty: HelpFields = {
  kind: 'lost-access',
  name: '',
  account: '',
  what: '',
  since: '',
  reach: '',
  someoneElse: false,
};

/** Help without Teams: a page where anybody opens a ticket, which does nothing else and says nothing of any account. */
export function helpPages(desk: HelpDesk): Page[] {
  const send = once(desk);
  return [
    {
      method: 'GET',
      path: helpPath,
      run: (request) => formPage(desk, languageOf(request, desk), { fields: empty, problems: [] }),
    },
    { method: 'POST', path: helpPath, run: (request) => posted(request, desk, send) },
  ];
}

function languageOf({ query, accepted }: PageRequest, { languages }: HelpDesk): Language {
  return pageLanguage(query.get('language'), accepted, languages);
}

type Send = (key: string, from: string, run: () => Promise<string>) => Promise<string | undefined>;

/** Sends a form once, however often it comes, if the limits admit it. */
function once({ admit }: HelpDesk): Send {
  const sent = new Map<string, Promise<string>>();
  return async (key, from, run) => {
    const earlier = sent.get(key);
    if (earlier) return earlier;
    if (!admit(from)) return undefined;
    const number = run();
    sent.set(key, number);
    const [oldest] = sent.keys();
    if (sent.size > remembered && oldest !== undefined) sent.delete(oldest);
    try {
      return await number;
    } catch (error) {
      sent.delete(key);
      throw error;
    }
  };
}

async function posted(request: PageRequest, desk: HelpDesk, send: Send): Promise<PageReply> {
  const { form, from } = request;
  const language = languageOf(request, desk);
  const fields = readHelpForm(form);
  const problems = helpProblems(fields, form);
  if (problems.length > 0)
    return { ...formPage(desk, language, { fields, problems }), status: 422 };
  const key = JSON.stringify([form.get('once'), fields]);
  const number = await send(key, from, () => desk.report(fields, language));
  if (number === undefined)
    return { ...formPage(desk, language, { fields, problems, tooMany: true }), status: 429 };
  return donePage(desk, language, number);
}

interface Filled {
  readonly fields: HelpFields;
  readonly problems: readonly HelpProblem[];
  readonly tooMany?: boolean;
}

function formPage(
  desk: HelpDesk,
  language: Language,
  { fields, problems, tooMany = false }: Filled,
): PageReply {
  const { helpPage: say } = desk.wordings[language];
  const title = say.title(desk.organisation(language));
  const first = tooMany
    ? `<div class="summary" role="alert"><h2>${escaped(say.tooManyTitle)}</h2>\n${paragraph(say.tooMany)}</div>`
    : helpSummary(say, problems);
  const content = [
    first,
    paragraph(say.intro(desk.desk(language))),
    paragraph(say.prompts, 'mind'),
    helpForm({ say, language, once: desk.newId(), fields, problems }),
    deskWays(desk, language),
  ];
  return shown(
    desk,
    language,
    problems.length > 0 ? `${say.error}: ${title}` : title,
    title,
    content,
  );
}

function donePage(desk: HelpDesk, language: Language, number: string): PageReply {
  const { helpPage: say } = desk.wordings[language];
  const title = say.done(number);
  return shown(desk, language, title, title, [
    paragraph(say.doneText, 'what'),
    `<h2>${escaped(say.nextTitle)}</h2>`,
    `<ul>${say.next.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`,
    deskWays(desk, language),
  ]);
}

/** The desk's telephone, hours and so on, where the profile has any. */
function deskWays(desk: HelpDesk, language: Language): string {
  const { helpPage: say } = desk.wordings[language];
  const ways = desk.ways(language);
  if (ways.length === 0) return '';
  const rows = ways.map((w) => `<dt>${escaped(w.title)}</dt><dd>${escaped(w.value)}</dd>`);
  return [
    `<h2>${escaped(say.deskTitle(desk.desk(language)))}</h2>`,
    paragraph(say.cannotWait),
    `<dl>${rows.join('')}</dl>`,
  ].join('\n');
}

function shown(
  desk: HelpDesk,
  language: Language,
  title: string,
  heading: string,
  content: readonly string[],
): PageReply {
  const body = `${switcher(desk, language)}\n${main(heading, content.filter(Boolean).join('\n'))}`;
  return {
    html: page({
      title,
      owner: desk.organisation(language),
      language,
      body,
      colour: desk.colour,
    }),
  };
}

function switcher({ languages, wordings }: HelpDesk, current: Language): string {
  if (languages.length < 2) return '';
  const links = languages.map((l) => {
    const here = l === current ? ' aria-current="true"' : '';
    return `<a href="${helpPath}?language=${l}" lang="${l}" hreflang="${l}"${here}>${escaped(wordings[l].helpPage.languageName)}</a>`;
  });
  return `<nav aria-label="${escaped(wordings[current].helpPage.nav)}">${links.join('')}</nav>`;
}
