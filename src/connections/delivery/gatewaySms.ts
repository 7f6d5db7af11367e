import { notTaken, postJson, type HttpOptions } from './httpSender';
import { e164Of, type Texter } from './sms';

export interface GatewaySettings {
  readonly url: string;
  readonly token: string;
}

/** What a gateway answers to a number that it will never take. */
const refusedForGood = [400, 422];

/**
 * Text messages by a gateway of the organisation's own: `POST {to, text, id}` as JSON with a bearer token, any 2xx
 * says that it was taken. A gateway that remembers ids sends a repeated one once.
 */
export function gatewayTexter(settings: GatewaySettings, options: HttpOptions = {}): Texter {
  return {
    send: async ({ to: number, text, id }) => {
      const to = e164Of(number);
      if (to === undefined) return 'failed-for-good';
      const headers = { authorization: `Bearer ${settings.token}` };
      const body = JSON.stringify({ to, text, id });
      const { status } = await postJson(settings.url, headers, body, options);
      if (status >= 200 && status < 300) return 'sent';
      if (refusedForGood.includes(status)) return 'failed-for-good';
      throw notTaken(status);
    },
  };
}
