import { randomUUID } from 'node:crypto';

type Json = Record<string, unknown>;

export interface Sender {
  readonly id: string;
  readonly name: string;
}

export const alex: Sender = { id: '00000000-0000-4000-8000-000000000020', name: 'Alex Wilber' };
export const tenantId = '00000000-0000-4000-8000-0000000000aa';

/** What came back from one activity: the texts, and every card, in order. */
export interface Reply {
  readonly status: number;
  readonly texts: readonly string[];
  readonly cards: readonly Json[];
  readonly activities: readonly Json[];
}

/**
 * A Bot Framework client that takes its answers with the response (`expectReplies`).
 * @param authorization proves an activity where the bot asks for it.
 */
export function clientOf(
  url: string,
  sender: Sender = alex,
  more: Json = {},
  authorization: (activity: Json) => Readonly<Record<string, string>> = () => ({}),
) {
  const send = async (activity: Json): Promise<Reply> => {
    const whole = wholeOf(activity);
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization(whole) },
      body: JSON.stringify(whole),
    });
    const body = (await response.json().catch(() => ({}))) as { activities?: Json[] };
    return replyOf(response.status, body.activities ?? []);
  };
  const wholeOf = (activity: Json): Json => ({
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:9/',
    deliveryMode: 'expectReplies',
    from: { id: `29:${sender.id}`, name: sender.name, aadObjectId: sender.id },
    recipient: { id: '28:bot', name: 'MFA help' },
    conversation: { id: `chat-${sender.id}`, conversationType: 'personal', tenantId },
    ...more,
    ...activity,
  });
  return {
    send,
    /** An activity of this sender, as it is sent. */
    wholeOf,
    say: (text: string) => send({ type: 'message', text }),
    /** Presses the first button of a reply whose title begins so, with what was typed into the card. */
    press: (reply: Reply, title: string, inputs: Json = {}) => {
      const action = actionsOf(reply.cards).find((a) => String(a['title']).startsWith(title));
      if (!action) throw new Error(`there is no button "${title}"`);
      const data = { ...(action['data'] as Json), ...inputs };
      if (action['type'] === 'Action.Submit') return send({ type: 'message', value: data });
      const value = { action: { type: 'Action.Execute', verb: action['verb'], data } };
      return send({ type: 'invoke', name: 'adaptiveCard/action', value });
    },
  };
}

function replyOf(status: number, activities: Json[]): Reply {
  const texts: string[] = [];
  const cards: Json[] = [];
  for (const activity of activities) {
    if (activity['type'] === 'invokeResponse') {
      const { value } = (activity['value'] as { body: { value: unknown } }).body;
      if (typeof value === 'object' && value !== null) cards.push(value as Json);
      continue;
    }
    const { text } = activity;
    if (typeof text === 'string' && text) texts.push(text);
    for (const a of (activity['attachments'] ?? []) as { content: Json }[]) cards.push(a.content);
  }
  return { status, texts, cards, activities };
}

/** Every action on a card, those inside shown cards too. */
export function actionsOf(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(actionsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type } = value as Json;
  const own = typeof type === 'string' && type.startsWith('Action.') ? [value as Json] : [];
  return [...own, ...Object.values(value).flatMap(actionsOf)];
}

/** Everything that can be read on the cards of a reply, and its texts, in one string. */
export function readable(reply: Reply): string {
  const words = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(words);
    if (typeof value !== 'object' || value === null) return [];
    const shown = ['text', 'title', 'value', 'label'].flatMap((k) => {
      const found = (value as Json)[k];
      return typeof found === 'string' ? [found] : [];
    });
    return [...shown, ...Object.values(value).flatMap(words)];
  };
  return [...reply.texts, ...words(reply.cards)].join('\n');
}
