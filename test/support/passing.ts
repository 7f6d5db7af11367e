import type { Guarded } from './teams';
import { browserless, type Page } from './browserless';
import { actionsOf, type Reply, type Sender } from './client';
import { elementsOf } from './cardElements';

type Json = Record<string, unknown>;

/** Everything that has to be ticked, and the first number on record. */
export const everything: Json = {
  number: '0',
  calledBack: 'true',
  check0: 'true',
  check1: 'true',
  check2: 'true',
  check3: 'true',
};

type HttpBot = Pick<Guarded, 'bot' | 'client' | 'tenantId'>;

/** The desk's way to a pass, over HTTP: each press as its agent's Teams client sends it. */
export function passingBy(bot: HttpBot, now: () => number = Date.now) {
  const client = (sender: Sender, more: Json = {}) =>
    bot.client(sender, {
      timestamp: new Date(now()).toISOString(),
      replyToId: `card-of-${sender.id}`,
      ...more,
    });
  /** A press on a card that somebody has, or says to have. */
  const pressed = (sender: Sender, verb: string, data: Json, more: Json = {}): Promise<Reply> =>
    client(sender, more).send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data } },
    });
  /** Somebody reports that they lost access; gives the id of their ticket. */
  const reported = async (sender: Sender): Promise<string> => {
    const having = await client(sender).say('my phone fell in the canal');
    const hasNone = !JSON.stringify(having.cards).includes('None of them');
    const form = hasNone ? having : await client(sender).press(having, 'None of them');
    await client(sender).press(form, 'Send to', { what: 'gone', reach: 'at home' });
    const [ticket] = await bot.bot.desk.tickets.of({ ...sender, tenantId: bot.tenantId });
    if (!ticket) throw new Error(`${sender.name} has no ticket`);
    return ticket.id;
  };
  /** The same, and an agent has taken it. */
  const taken = async (sender: Sender, agent: Sender): Promise<string> => {
    const ticket = await reported(sender);
    await pressed(agent, 'desk.take', { ticket });
    return ticket;
  };
  const form = (agent: Sender, ticket: string) => pressed(agent, 'desk.tap.start', { ticket });
  /** Goes on from the form with everything ticked, or as it is told. */
  const asked = async (agent: Sender, ticket: string, typed: Json = everything) =>
    client(agent).press(await form(agent, ticket), 'Go on', typed);
  return { client, pressed, reported, taken, form, asked };
}

/** Where a card leads to. @throws when it leads nowhere */
export function linkOn(reply: Reply, title: string): string {
  const found = actionsOf(reply.cards).find((a) => String(a['title']).startsWith(title));
  const url = found?.['url'];
  if (typeof url === 'string') return url;
  throw new Error(`nothing leads to "${title}": ${JSON.stringify(reply)}`);
}

/** Opens the page behind a link and signs in there, as it proposes or as somebody else. */
export async function signedIn(
  link: string,
  { as, answer = 'Approve' }: { as?: Sender; answer?: 'Approve' | 'Deny' } = {},
): Promise<Page> {
  const browser = browserless();
  const page = await browser.open(link);
  if (page.status !== 200) return page;
  const who = await browser.follow(page, 'Sign in and ');
  const factor = as
    ? await browser.press(await browser.follow(who, 'Sign in as someone else'), as.name)
    : await browser.press(who, 'Continue');
  return browser.press(factor, answer);
}

/** The pass that a card shows, if it shows one. */
export function passOn(body: unknown): string | undefined {
  const runs = elementsOf(body, 'TextRun').filter((r) => r['fontType'] === 'Monospace');
  return runs.map((r) => String(r['text']))[0];
}
