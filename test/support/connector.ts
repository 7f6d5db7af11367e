import { cardLines, type Json } from './cardText';
import { until } from './until';
import { startService } from './httpService';

/** A message as it stands in a conversation at the moment. */
export interface Posted {
  readonly id: string;
  readonly conversation: string;
  readonly text: string;
  readonly cards: readonly Json[];
  /** How often it was put in the place of an earlier one. */
  readonly updates: number;
}

/** Teams' own service, as far as the bot writes to it outside a turn: keeps what was posted and updated. */
export async function startConnector() {
  const posted: Posted[] = [];
  const state = { down: false, downWith: 403 };
  const service = await startService((response, { method, path = '', text }) => {
    const found = /\/v3\/conversations\/([^/]+)\/activities(?:\/([^/?]+))?/.exec(path);
    response.setHeader('content-type', 'application/json');
    if (state.down) response.statusCode = state.downWith;
    if (!found || state.down) return void response.end('{}');
    const [, conversation = '', named] = found.map((p) => decodeURIComponent(p ?? ''));
    const body = JSON.parse(text) as { text?: string; attachments?: { content: Json }[] };
    const said = {
      conversation,
      text: body.text ?? '',
      cards: (body.attachments ?? []).map((a) => a.content),
    };
    // A post may name a message that it answers; only an update names the message itself.
    const place = method === 'PUT' ? posted.findIndex((p) => p.id === named) : -1;
    const known = posted[place];
    const id = known?.id ?? `posted-${posted.length + 1}`;
    if (known) posted[place] = { ...known, ...said, updates: known.updates + 1 };
    else posted.push({ ...said, id, updates: 0 });
    return void response.end(JSON.stringify({ id }));
  });
  return {
    url: service.url,
    state,
    /** What stands in a conversation, the oldest first. */
    in: (conversation: string) => posted.filter((p) => p.conversation === conversation),
    /** The same in the lines that a person reads. */
    lines: (conversation: string) =>
      posted
        .filter((p) => p.conversation === conversation)
        .flatMap((p) => [...(p.text ? [p.text] : []), ...p.cards.flatMap(cardLines)]),
    close: service.close,
  };
}

/** Resolves when everything that was due has gone out. */
export async function allDelivered(bot: {
  url: string;
  bot: { deliver: () => void };
}): Promise<void> {
  await until(async () => {
    bot.bot.deliver();
    const health = (await (await fetch(`${bot.url}/health`)).json()) as Json;
    return health['deliveriesWaiting'] === 0;
  });
}
