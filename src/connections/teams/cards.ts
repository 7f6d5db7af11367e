import { Template } from 'adaptivecards-templating';
import type { Language } from '../../organisation/language';

/** One file each in `adaptiveCards/`. */
export const cardNames = [
  'guide',
  'choices',
  'methods',
  'chooseMethod',
  'confirm',
  'phoneForm',
  'emailForm',
  'enterCode',
  'result',
  'reach',
  'reportForm',
  'ticket',
  'deskTicket',
  'reentryForm',
  'pass',
  'ticketList',
  'ticketNote',
] as const;
export type CardName = (typeof cardNames)[number];

export type Card = Record<string, unknown>;

/** A press that opens something new below, and one that opens an address. */
export interface Press {
  readonly title: string;
  readonly data: { readonly verb: string } & Record<string, unknown>;
}
export interface Link {
  readonly title: string;
  readonly url: string;
}

export type CardMaker = (name: CardName, language: Language, data: Record<string, unknown>) => Card;

/**
 * Fills templates in. Lists of presses and links may be left out. Every action carries the card's language,
 * so that a conversation stays in it.
 * @throws Error when a template is missing at the start, or a binding is left over.
 */
export function cardMaker(templates: ReadonlyMap<string, string>): CardMaker {
  const parsed = new Map(
    cardNames.map((name) => {
      const text = templates.get(name);
      if (!text) throw new Error(`adaptiveCards/${name}.json is missing`);
      return [name, new Template(JSON.parse(text))];
    }),
  );
  return (name, language, data) => {
    const $root = { actions: [], links: [], facts: [], notice: '', error: '', language, ...data };
    return withLanguage(parsed.get(name)?.expand({ $root }) as Card, language);
  };
}

function withLanguage(card: Card, language: Language): Card {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]) => [key, visit(inner)] as const);
    const copy = Object.fromEntries(entries) as Record<string, unknown>;
    if (copy['type'] === 'Action.Submit' || copy['type'] === 'Action.Execute')
      copy['data'] = { ...(copy['data'] as object), language };
    return copy;
  };
  return visit(card) as Card;
}
