import type { Ticket } from '../../src/escalation/ticket';
import { startBot, type Options, type Recorded } from './bot';
import { actionsOf, alex, clientOf, tenantId, type Reply, type Sender } from './client';
import { allDelivered, startConnector } from './connector';

type Json = Record<string, unknown>;

/** The bot with Teams' own service and a desk whose agents the directory names: Lynne and Adele. */
export async function startDesk(options: Options = {}) {
  const teams = await startConnector();
  const { now = Date.now } = options;
  const agents = ['Lynne Robbins', 'Adele Vance'];
  const bot = await startBot({ agents, deskAt: teams.url, ...options });
  const as = (sender: Sender, more: Json = {}) => {
    const client = clientOf(bot.url, sender, {
      serviceUrl: teams.url,
      ...more,
      get timestamp() {
        return new Date(now()).toISOString();
      },
    });
    return {
      ...client,
      /** Presses a button that need not be on any card. */
      act: (verb: string, data: Json): Promise<Reply> =>
        client.send({
          type: 'invoke',
          name: 'adaptiveCard/action',
          value: { action: { type: 'Action.Execute', verb, data } },
        }),
    };
  };
  const { tickets } = bot.bot.desk;
  return {
    bot,
    teams,
    as,
    chatOf: (sender: Sender) => teams.lines(`chat-${sender.id}`),
    channel: () => teams.lines('service-desk'),
    delivered: () => allDelivered(bot),
    ticket: async (id: string): Promise<Ticket> => {
      const found = await tickets.find(id);
      if (!found) throw new Error(`there is no ticket ${id}`);
      return found;
    },
    /** Somebody reports that they lost access, by the form, and the desk has it. */
    report: async (sender: Sender = alex, what = 'My phone is gone'): Promise<Ticket> => {
      const person = as(sender);
      const having = await person.say('I lost my phone and cannot sign in');
      // Where the directory cannot be read, nobody is asked what they still have.
      const isAsked = actionsOf(having.cards).some((a) => a['title'] === 'None of them');
      const form = isAsked ? await person.press(having, 'None of them') : having;
      await person.press(form, 'Send to', { what, reach: 'desk 12' });
      await allDelivered(bot);
      const [ticket] = await tickets.of({ tenantId, id: sender.id, name: sender.name });
      if (!ticket) throw new Error('the report became no ticket');
      return ticket;
    },
    /** The lines of the record, which holds. */
    recorded: async (): Promise<readonly Recorded[]> => {
      if (!(await bot.verified(tenantId))) throw new Error('the record does not hold');
      return bot.recorded(tenantId);
    },
    close: async () => {
      await bot.close();
      await teams.close();
    },
  };
}

export type Desk = Awaited<ReturnType<typeof startDesk>>;
