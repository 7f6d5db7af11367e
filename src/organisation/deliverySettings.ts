import { z } from 'zod';
import { isMailAddress } from './mailAddress';
import { checkUrl, hostsOf, isLoopbackName, type UrlRefusal } from './outboundUrl';

/** How an SMTP server is reached. */
export interface SmtpSettings {
  /** The sender's address. */
  readonly from: string;
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS. */
  readonly implicitTls: boolean;
  /** No encryption at all: for a server on this machine only. */
  readonly plain: boolean;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/** How mail is sent: by SMTP, or from a mailbox of the organisation's through Graph. */
export type MailSettings =
  ({ readonly kind: 'smtp' } & SmtpSettings) | { readonly kind: 'graph'; readonly mailbox: string };

/** How text messages are sent: by Azure Communication Services, or by a gateway over https. */
export type SmsSettings =
  | {
      readonly kind: 'azure';
      readonly endpoint: string;
      readonly key: string;
      readonly from: string;
    }
  | { readonly kind: 'gateway'; readonly url: string; readonly token: string };

const address = z
  .string()
  .refine(isMailAddress, 'must be one plain address like help@example.org, without a name');

const smtpUrl = z
  .string()
  .refine(
    (u) => readSmtpUrl(u) !== undefined,
    'must be smtp://host:587 or smtps://host:465, with user:password@ before the host where it is needed and nothing behind it',
  );

const refusals: Record<UrlRefusal, string> = {
  'not-a-url': 'must be an address like https://sms.example.org',
  'not-https': 'must be https',
  'credentials-in-url': 'must have no user or password in it',
  'not-a-full-host-name':
    'must name a host on the internet, not a number, a short name or this machine',
  'host-not-allowed': 'must name a host',
};

const outboundUrl = z.string().superRefine((text, { addIssue }) => {
  const checked = checkUrl(text, { hosts: hostsOf(text) });
  if (!checked.ok) addIssue({ code: 'custom', message: refusals[checked.reason] });
});

/** Mail and text messages; all absent: none are sent. */
export const deliveryParts = {
  MAIL_FROM: address.optional(),
  SMTP_URL: smtpUrl.optional(),
  MAIL_MAILBOX: address.optional(),
  SMS_ENDPOINT: outboundUrl.optional(),
  SMS_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{16,}={0,2}$/, 'must be an access key, as Azure shows it (base64)')
    .optional(),
  SMS_FROM: z
    .string()
    .regex(
      /^(?:\+[1-9][0-9]{6,14}|[A-Za-z0-9 ]{1,11})$/,
      'must be a number like +447400123456, or a sender’s name of up to 11 letters and digits',
    )
    .optional(),
  SMS_GATEWAY_URL: outboundUrl.optional(),
  SMS_GATEWAY_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be a token without spaces')
    .optional(),
};

export type DeliveryValues = z.infer<z.ZodObject<typeof deliveryParts>>;

/** What is half set or set twice, in sentences for who starts the bot. */
export function deliveryProblems(present: Readonly<Record<string, string | undefined>>): string[] {
  const isSet = (name: string) => Boolean(present[name]?.trim());
  const together = (...names: string[]) => {
    const set = names.filter(isSet);
    const missing = names.filter((n) => !isSet(n));
    return set.length === 0
      ? []
      : missing.map((n) => `${n} is missing (needed with ${set.join(', ')})`);
  };
  const not = (one: string, other: string) =>
    isSet(one) && isSet(other)
      ? [`${one} and ${other} are two ways of the same: set one only`]
      : [];
  return [
    ...not('SMTP_URL', 'MAIL_MAILBOX'),
    ...(isSet('MAIL_MAILBOX') && !isSet('SMTP_URL') && isSet('MAIL_FROM')
      ? ['MAIL_FROM belongs to SMTP_URL: with MAIL_MAILBOX the mailbox is the sender']
      : []),
    ...(isSet('MAIL_MAILBOX') ? [] : together('SMTP_URL', 'MAIL_FROM')),
    ...together('SMS_ENDPOINT', 'SMS_KEY', 'SMS_FROM'),
    ...together('SMS_GATEWAY_URL', 'SMS_GATEWAY_TOKEN'),
    ...not('SMS_ENDPOINT', 'SMS_GATEWAY_URL'),
  ];
}

/** How mail is sent; undefined where the settings name no way. */
export function mailOf(settings: DeliveryValues): MailSettings | undefined {
  const { MAIL_MAILBOX: mailbox, MAIL_FROM: from, SMTP_URL: url } = settings;
  if (mailbox) return { kind: 'graph', mailbox };
  const server = url === undefined ? undefined : readSmtpUrl(url);
  return server && from ? { kind: 'smtp', from, ...server } : undefined;
}

/** How text messages are sent; undefined where the settings name no way. */
export function smsOf(settings: DeliveryValues): SmsSettings | undefined {
  const { SMS_ENDPOINT: endpoint, SMS_KEY: key, SMS_FROM: from } = settings;
  if (endpoint && key && from) return { kind: 'azure', endpoint, key, from };
  const { SMS_GATEWAY_URL: url, SMS_GATEWAY_TOKEN: token } = settings;
  return url && token ? { kind: 'gateway', url, token } : undefined;
}

/** The parts of an SMTP address; undefined where it has others, which could switch checks off. */
function readSmtpUrl(text: string): Omit<SmtpSettings, 'from'> | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const implicitTls = url.protocol === 'smtps:';
  if (!implicitTls && url.protocol !== 'smtp:') return undefined;
  if (!url.hostname || !/^\/?$/.test(url.pathname) || url.search || url.hash) return undefined;
  const user = decoded(url.username);
  const password = decoded(url.password);
  if (user === undefined || password === undefined || (password && !user)) return undefined;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (implicitTls ? 465 : 587)),
    implicitTls,
    plain: !implicitTls && isLoopbackName(url.hostname),
    user: user || undefined,
    password: password || undefined,
  };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
