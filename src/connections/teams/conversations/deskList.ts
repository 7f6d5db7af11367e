import { z } from 'zod';
import { isUrgent, type Ticket } from '../../../escalation/ticket';
import { deskFilters, type DeskFilter } from '../../../escalation/ticketStore';
import { inLanguage } from '../../../organisation/language';
import type { Person } from '../../../organisation/person';
import type { Card } from '../cards';
import { plain } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { agentOf, shownTo } from './deskWork';
import { inPlace, text } from './simple';
import { rowOf } from './ticketCard';

/** What Teams shows of buttons in a row. */
const pageSize = 6;
const lastPage = 10_000;

/** What an agent writes for the list, or for one ticket by its number. */
const listWords = /^(?:open )?(?:tickets|billets)(?: (mine|unassigned|urgent|all))?$/i;
const numberWords = /^MFA-\d{1,9}$/i;

/** The answer to an agent's words for a list or a ticket; undefined where they are none, or not an agent's. */
export async function deskWords(turn: Turn, words: string, bot: Bot): Promise<Answer | undefined> {
  const said = words.trim();
  const list = listWords.exec(said);
  if (!list && !numberWords.test(said)) return undefined;
  const { person } = turn;
  if (!person || !(await turn.isAgent())) return undefined;
  if (!list)
    return shownTo(
      turn,
      bot,
      person,
      await bot.desk.tickets.byNumber(person.tenantId, said.toUpperCase()),
    );
  const filter = deskFilters.find((f) => f === list[1]?.toLowerCase()) ?? 'all';
  return listFor(turn, bot, person, filter, 0);
}

async function listFor(
  turn: Turn,
  bot: Bot,
  agent: Person,
  filter: DeskFilter,
  wanted: number,
): Promise<Answer> {
  if (!turn.inPrivate) return text(turn.say.ticket.onlyInPrivate);
  const part = (page: number) =>
    bot.desk.tickets.listed({
      tenantId: agent.tenantId,
      agentId: agent.id,
      filter,
      skip: page * pageSize,
      most: pageSize,
    });
  const found = await part(wanted);
  // Tickets were resolved since the list was shown: the last page that there is now.
  const page = found.tickets.length > 0 ? wanted : lastOf(found.total);
  const shown = page === wanted ? found : await part(page);
  return { messages: [{ card: listCard(bot, turn, filter, page, shown) }] };
}

function lastOf(total: number): number {
  return Math.max(0, Math.ceil(total / pageSize) - 1);
}

function listCard(
  bot: Bot,
  turn: Turn,
  filter: DeskFilter,
  page: number,
  { tickets, total }: { tickets: readonly Ticket[]; total: number },
): Card {
  const { desk: say } = turn.say;
  const from = page * pageSize + 1;
  const part = say.listPart(say.filters[filter], from, from + tickets.length - 1, total);
  const pages = [
    ...(page > 0 ? [{ title: say.listBack, filter, page: page - 1 }] : []),
    ...(page < lastOf(total) ? [{ title: say.listOn, filter, page: page + 1 }] : []),
  ];
  return bot.card('ticketList', turn.language, {
    title: say.listTitle,
    hint: plain(inLanguage(bot.profile.desk.name, turn.language)),
    filters: deskFilters.map((f) => ({ title: say.filters[f], filter: f })),
    part: tickets.length > 0 ? part : say.listEmpty(say.filters[filter]),
    tickets: tickets.map((t) => rowOf('desk.show', t, firstOf(turn, t), secondOf(turn, t))),
    pages,
  });
}

function firstOf({ say }: Turn, t: Ticket): string[] {
  return [...(isUrgent(t) ? [say.desk.urgent] : []), t.number, say.ticketKinds[t.kind]];
}

function secondOf({ say }: Turn, t: Ticket): string[] {
  return [t.personName, say.desk.states[t.state]];
}

/** Turning pages and choosing another list, in place. */
export const deskListVerbs: Verbs = {
  'desk.list': verb(
    z.object({ filter: z.enum(deskFilters), page: z.number().int().min(0).max(lastPage) }).strict(),
    async (turn, { filter, page }, bot) => {
      const agent = await agentOf(turn, bot, 'list');
      if (!agent) return text(turn.say.desk.notAnAgent);
      return inPlace(await listFor(turn, bot, agent, filter, page));
    },
  ),
};
