import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { notTaken, postJson, type HttpOptions } from './httpSender';
import { e164Of, type Texter, type TextMessage } from './sms';
import { Undelivered } from './undelivered';

export interface AzureSmsSettings {
  /** Of the Communication Services resource: `https://….communication.azure.com` */
  readonly endpoint: string;
  /** One of its access keys, base64. */
  readonly key: string;
  /** A number of the resource in E.164, or a sender's name. */
  readonly from: string;
}

const pathAndQuery = '/sms?api-version=2021-03-07';

/**
 * Text messages by Azure Communication Services
 * (https://learn.microsoft.com/rest/api/communication/sms/send?view=rest-communication-dataplane-2021-03-07;
 * Azure/azure-rest-api-specs, communication/data-plane/Sms/stable/2021-03-07). Each is one recipient, repeatable: the
 * service sends the same id once.
 */
export function azureTexter(
  settings: AzureSmsSettings,
  now: () => number,
  options: HttpOptions = {},
): Texter {
  const url = new URL(pathAndQuery, settings.endpoint);
  return {
    send: async (message) => {
      const to = e164Of(message.to);
      if (to === undefined) return 'failed-for-good';
      const body = JSON.stringify(requestOf(message, to, settings.from));
      const signed = signatureOf(settings.key, url, new Date(now()).toUTCString(), body);
      const answer = await postJson(url.href, signed, body, options);
      if (answer.status !== 202) throw notTaken(answer.status);
      return outcomeIn(answer.text);
    },
  };
}

function requestOf({ id, text, firstTriedAt }: TextMessage, to: string, from: string) {
  const repeatability = {
    repeatabilityRequestId: uuidOf(id),
    repeatabilityFirstSent: new Date(firstTriedAt).toUTCString(),
  };
  return {
    from,
    message: text,
    smsRecipients: [{ to, ...repeatability }],
    smsSendOptions: { enableDeliveryReport: false },
  };
}

/**
 * The headers of a request signed with the access key
 * (https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial).
 */
export function signatureOf(
  key: string,
  url: URL,
  date: string,
  body: string,
): Record<string, string> {
  const hash = createHash('sha256').update(body).digest('base64');
  const toSign = `POST\n${url.pathname}${url.search}\n${date};${url.host};${hash}`;
  const signature = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(toSign)
    .digest('base64');
  return {
    'x-ms-date': date,
    'x-ms-content-sha256': hash,
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  };
}

/** The service wants a UUID: the same one for the same id. */
function uuidOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

const answerSchema = z.object({
  value: z.array(z.object({ httpStatusCode: z.number(), successful: z.boolean() })).length(1),
});

/** The answer is 202 even where the one recipient was refused. */
function outcomeIn(text: string): 'sent' | 'failed-for-good' {
  const read = answerSchema.safeParse(parsed(text));
  const recipient = read.data?.value[0];
  if (!recipient) throw new Undelivered('maybe', 'an answer in another form');
  if (recipient.successful) return 'sent';
  if (recipient.httpStatusCode === 400) return 'failed-for-good';
  throw notTaken(recipient.httpStatusCode);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
