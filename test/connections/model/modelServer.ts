import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The whole request as it came. */
  readonly text: string;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format: {
      readonly json_schema: { readonly schema: { properties: { guide: { enum: string[] } } } };
    };
  };
}

export type Reply = (response: ServerResponse, asked: Asked) => void;

/** A server on loopback that speaks the protocol of chat completions, well or badly as it is told. */
export async function startModelServer() {
  const asked: Asked[] = [];
  const state: { reply: Reply } = { reply: chooses('none') };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      const body = JSON.parse(text || '{}') as Asked['body'];
      asked.push({ path: request.url ?? '', headers: request.headers, text, body });
      state.reply(response, asked.at(-1)!);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answerWith: (reply: Reply) => {
      state.reply = reply;
    },
    reset: () => {
      asked.splice(0);
      state.reply = chooses('none');
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export type ModelServer = Awaited<ReturnType<typeof startModelServer>>;

type Json = Record<string, unknown>;

/** A completion in the form of the protocol, with something changed. */
export function completion(content: unknown, { choice = {}, message = {} } = {}): Json {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'a-model',
    choices: [
      {
        index: 0,
        logprobs: null,
        finish_reason: 'stop',
        message: { role: 'assistant', content, refusal: null, ...message },
        ...choice,
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

export function sends(body: unknown, status = 200, headers: Json = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...(headers as object) });
    response.end(
      typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null),
    );
  };
}

/** The ids that a request allows, without the word for none of them. */
export function offeredIn(asked: Asked): string[] {
  const { schema } = asked.body.response_format.json_schema;
  return schema.properties.guide.enum.filter((id) => id !== 'none');
}

/** The honest answer. */
export function chooses(guide: string): Reply {
  return sends(completion(JSON.stringify({ guide })));
}
