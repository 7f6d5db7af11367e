import WebSocket from 'ws';
import { buttonOf, cardLines, fill, type Button, type Filled, type Json } from './cardText';
import { until, type Demonstration } from './demonstration';
import { windowOf, type Window } from './window';

/** Transcripts stand in snapshots as they are, without quotes around them. */
expect.addSnapshotSerializer({ test: (v) => typeof v === 'string', serialize: (v) => String(v) });

/** A conversation of the Playground, as somebody uses it who sits in front of it. */
export interface Room {
  /** Opens the chat or channel for the first time, which tells the bot that it was installed there. */
  open(): Promise<void>;
  say(words: string): Promise<void>;
  /**
   * Presses a button of the newest card that has one of this title; 'Resolve > Send' presses one inside what
   * another opens. A required input that is left empty keeps the press back, as in Teams.
   */
  press(title: string, filled?: Filled): Promise<void>;
  /** Presses and returns with the bot's own answer, before anything that follows from it has happened. */
  pressAndRun(title: string, filled: Filled): Promise<string>;
  /** Follows a link of the newest card that has one of this title, in the person's browser. */
  follow(title: string): Promise<void>;
  /** The address that such a link leads to. */
  link(title: string): string;
  /** The newest message, in the lines that a person reads. */
  newest(): string;
}

export interface Playground {
  /** The personal chat with the bot. */
  readonly chat: Room;
  channel(name: string): Room;
  readonly browser: Window;
  /** What was said, pressed and shown since the last call: readable, and the same at every run. */
  transcript(): string;
  close(): void;
}

/** A message of the bot as it stands in a place at the moment. */
interface Shown {
  readonly id: string;
  /** The conversation in which a press on it happens: in a channel the thread that it started. */
  readonly thread: string;
  readonly text: readonly string[];
  readonly cards: readonly Json[];
}

interface Place {
  readonly id: string;
  readonly name: string;
  shown: readonly Shown[];
}

interface Config {
  readonly bot: { readonly id: string; readonly name: string };
  readonly currentUser: { readonly id: string };
  readonly personalChat: { readonly id: string };
  readonly teams: readonly { readonly channels: readonly { id: string; name: string }[] }[];
}

/** Connects to the Playground of a demonstration, the way its own page does. */
export async function openPlayground(demonstration: Demonstration): Promise<Playground> {
  const url = demonstration.playgroundUrl;
  const answer = await fetch(`${url}/_internal/v1/config`);
  const { config } = (await answer.json()) as { config: Config };
  const chat: Place = { id: config.personalChat.id, name: 'Personal chat', shown: [] };
  const channels = config.teams
    .flatMap((team) => team.channels)
    .map(({ id, name }): Place => ({ id, name, shown: [] }));
  const places = [chat, ...channels];
  const line = await connect(url.replace('http', 'ws'), places);
  let written: string[] = [];

  /** Does something, waits until all that follows from it is here, and writes it down below its heading. */
  const follow = async (
    head: readonly string[],
    at: Place | undefined,
    run: () => Promise<readonly string[]>,
  ) => {
    const before = new Map(places.map((p) => [p, p.shown]));
    const own = await run();
    await demonstration.delivered();
    await line.settled();
    written.push(...head, ...(own.length > 0 ? [''] : []), ...own.map((l) => `  ${l}`));
    for (const seen of [...places].sort((a, b) => Number(b === at) - Number(a === at))) {
      const news = changes(before.get(seen) ?? [], seen.shown);
      if (news.length > 0 && seen !== at) written.push('', `  in ${seen.name}`);
      written.push(...news);
    }
  };

  const act = (place: Place, did: readonly string[], run: () => Promise<unknown>) =>
    follow(heading(place, chat, did), place, async () => {
      await line.answered(run);
      return [];
    });

  const browser = windowOf((did, run) => follow(['', `browser> ${did}`], undefined, run));

  const send = (message: Shown, { action }: Button, values: Json) => {
    const data = { ...(action['data'] as Json), ...values };
    const from = { id: config.currentUser.id };
    const on = { from, conversation: { id: message.thread }, replyToId: message.id };
    return press(url, on, action, data);
  };

  const room = (place: Place): Room => ({
    open: () =>
      act(place, ['(opens it)'], () =>
        post(url, `/_debug/conversation/${place.id}/installation`, {}),
      ),
    say: (words) =>
      act(place, [words], () =>
        post(url, `/_conversation/v1/conversations/${place.id}/messages`, {
          ...(place === chat ? { text: words } : mentioning(config.bot, words)),
          type: 'text',
          textFormat: 'plain',
          from: { id: config.currentUser.id },
        }),
      ),
    press: async (title, filled = {}) => {
      const { message, card, button } = findButton(place, title);
      const { values, told, problems } = fill(button.inputs, filled);
      const did = [`[${title}]`, ...told];
      if (problems.length > 0) {
        written.push(...heading(place, chat, did), ...problems.map((p) => `  (not sent) ${p}`));
        return;
      }
      await act(place, did, () => replaceBy(place, message, card, send(message, button, values)));
    },
    pressAndRun: async (title, filled) => {
      const { message, card, button } = findButton(place, title);
      const { values } = fill(button.inputs, filled);
      const replaced = await replaceBy(place, message, card, send(message, button, values));
      return cardLines(replaced ?? {}).join('\n');
    },
    link: (title) => addressOf(place, title),
    follow: (title) => browser.open(addressOf(place, title)),
    newest: () => stable(place.shown.slice(-1).flatMap(linesOf).join('\n')),
  });

  return {
    chat: room(chat),
    channel: (name) => {
      const found = channels.find((c) => c.name === name);
      if (!found) throw new Error(`there is no channel ${name}`);
      return room(found);
    },
    browser,
    transcript: () => {
      const text = stable(written.join('\n').trim());
      written = [];
      return text;
    },
    close: () => line.close(),
  };
}

async function post(url: string, path: string, body: unknown): Promise<Json> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${text.slice(0, 300)}`);
  return text.startsWith('{') ? (JSON.parse(text) as Json) : {};
}

function mentioning(bot: Config['bot'], words: string) {
  const mention = `<at>${bot.name}</at>`;
  return { text: `${mention} ${words}`, mentions: [{ mentioned: { id: bot.id }, text: mention }] };
}

/** Sends a press and gives the card that takes the pressed one's place, if there is one. */
async function press(url: string, on: Json, action: Json, data: Json): Promise<Json | undefined> {
  if (action['type'] === 'Action.Submit') {
    await post(url, '/_conversation/v1/submit', { ...on, value: data });
    return undefined;
  }
  const { title, verb } = action;
  const answer = await post(url, '/_conversation/v1/invoke', {
    ...on,
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', title, verb, data } },
  });
  return answer['type'] === 'application/vnd.microsoft.card.adaptive'
    ? (answer['value'] as Json)
    : undefined;
}

/** Puts the card that came back in the place of the pressed one. */
async function replaceBy(
  place: Place,
  message: Shown,
  card: Json,
  answer: Promise<Json | undefined>,
): Promise<Json | undefined> {
  const replaced = await answer;
  if (!replaced) return undefined;
  const cards = message.cards.map((c) => (c === card ? replaced : c));
  place.shown = put(place.shown, { ...message, cards });
  return replaced;
}

function findButton(place: Place, title: string): { message: Shown; card: Json; button: Button } {
  for (const message of [...place.shown].reverse())
    for (const card of message.cards) {
      const button = buttonOf(card, title.split(' > '));
      if (button) return { message, card, button };
    }
  throw new Error(`no card in ${place.name} has a button “${title}”`);
}

function addressOf(place: Place, title: string): string {
  for (const message of [...place.shown].reverse())
    for (const card of message.cards) {
      const { action } = buttonOf(card, [title]) ?? {};
      if (action?.['type'] === 'Action.OpenUrl') return String(action['url']);
    }
  throw new Error(`no card in ${place.name} has a link “${title}”`);
}

/* ---- What comes from the Playground ---- */

interface Frame {
  readonly action: string;
  readonly actionConversationId?: string;
  readonly message?: {
    readonly messageId: string;
    readonly postConversationId?: string;
    readonly text?: string;
    readonly attachments?: readonly { readonly content: Json }[];
    readonly aiEntity?: {
      readonly citation?: readonly { readonly appearance: { readonly name: string } }[];
    };
  };
}

interface LogFrame {
  readonly log: {
    readonly to?: string;
    readonly timestamp: number;
    readonly activityName?: string;
    readonly conversationId?: string;
    readonly response?: { readonly statusCode: number };
  };
}

/** Listens to the two streams of the Playground: what the bot shows, and when it has answered. */
async function connect(url: string, places: readonly Place[]) {
  const stream = new WebSocket(`${url}/_ws_conversation/v1/conversations/stream`);
  const log = new WebSocket(`${url}/_ws/log/stream`);
  const answers: LogFrame['log'][] = [];
  stream.on('message', (data: Buffer) => take(JSON.parse(data.toString()) as Frame, places));
  log.on('message', (data: Buffer) => {
    const { log: entry } = JSON.parse(data.toString()) as LogFrame;
    if (entry.to === 'User Application') answers.push(entry);
  });
  const opened = (socket: WebSocket) =>
    new Promise<void>((done, failed) => socket.once('open', done).once('error', failed));
  await Promise.all([opened(stream), opened(log)]);
  return {
    /** Runs something that makes the Playground tell the bot, and waits for the bot's answer. */
    answered: async (run: () => Promise<unknown>): Promise<void> => {
      const began = Date.now();
      await run();
      const since = () => answers.filter((a) => a.timestamp >= began);
      const complete = (names: (string | undefined)[]) =>
        names.includes('installationUpdate')
          ? names.includes('conversationUpdate')
          : names.length > 0;
      await until('the bot has answered', () => complete(since().map((a) => a.activityName)));
      const failed = since().find((a) => a.response?.statusCode !== 200);
      if (failed) throw new Error(`the bot answered ${failed.response?.statusCode}`);
    },
    /** Everything that was sent before this call has arrived after it: a ping does not overtake. */
    settled: () =>
      new Promise<void>((done) => {
        stream.once('pong', () => done());
        stream.ping();
      }),
    close: () => {
      stream.close();
      log.close();
    },
  };
}

function take(
  { action, actionConversationId = '', message }: Frame,
  places: readonly Place[],
): void {
  const place = places.find((p) => p.id === actionConversationId.split(';')[0]);
  if (!place || !message || !['createMessage', 'updateMessage'].includes(action)) return;
  const sources = (message.aiEntity?.citation ?? []).map((c) => `(source: ${c.appearance.name})`);
  const earlier = place.shown.find((s) => s.id === message.messageId);
  place.shown = put(place.shown, {
    id: message.messageId,
    thread: earlier?.thread ?? message.postConversationId ?? actionConversationId,
    text: [...(message.text ? message.text.split('\n') : []), ...sources],
    cards: (message.attachments ?? []).map((a) => a.content),
  });
}

function put(shown: readonly Shown[], message: Shown): readonly Shown[] {
  return shown.some((s) => s.id === message.id)
    ? shown.map((s) => (s.id === message.id ? message : s))
    : [...shown, message];
}

/* ---- The transcript ---- */

function heading(place: Place, chat: Place, [first = '', ...more]: readonly string[]): string[] {
  const where = place === chat ? '' : `${place.name} `;
  return ['', `${where}> ${first}`, ...more.map((line) => `      ${line}`)];
}

/** What came, and which earlier messages look different now. */
function changes(before: readonly Shown[], now: readonly Shown[]): string[] {
  return now.flatMap((message) => {
    const lines = linesOf(message);
    const earlier = before.find((b) => b.id === message.id);
    if (earlier && linesOf(earlier).join('\n') === lines.join('\n')) return [];
    return ['', ...(earlier ? ['  (this card changes)'] : []), ...lines.map((l) => `  ${l}`)];
  });
}

function linesOf({ text, cards }: Shown): string[] {
  return [...text, ...cards.flatMap((c) => cardLines(c).map((l) => `| ${l}`))];
}

/** Guides whose review falls due after this day turn overdue at some time: the transcripts do not say so. */
const written = '2026-11-01';

/** Takes out what differs from run to run and from day to day. */
function stable(transcript: string): string {
  const today = new Date().toISOString().slice(0, 10);
  const overdue =
    /^.*(?:should have been reviewed by|aurait dû être révisé).*(\d{4}-\d\d-\d\d).*\n/gm;
  return transcript
    .replace(overdue, (line, due: string) => (due > written ? '' : line))
    .replace(/\b\d{8}\b/g, '‹code›')
    .replace(/\d{1,2} \S+ \d{4},? (?:à |at )?\d{1,2}(?::| h )\d{2}/g, '‹time›')
    .replace(/\b\d{1,2}:\d{2} UTC/g, '‹time› UTC')
    .replace(new RegExp(`(added|ajout :) ${today}`, 'g'), '$1 ‹today›')
    .replace(/(localhost|127\.0\.0\.1):\d+/g, '$1:‹port›')
    .replace(/\/(confirm|not-me|pass|pass-approval)\/[\w-]{22}/g, '/$1/‹id›')
    .replace(/(wait|attendre|attendez) \d+ second/g, '$1 ‹n› second');
}
