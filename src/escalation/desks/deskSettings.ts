import { z } from 'zod';
import { checkUrl, hostsOf, type UrlRefusal } from '../../organisation/outboundUrl';
import { eventSignatures, type DeskKind } from './eventSignatures';
import { ticketStates } from '../ticket';

const urlReasons: Readonly<Record<UrlRefusal, string>> = {
  'not-a-url': 'must be an address like https://desk.example.org',
  'not-https': 'must be an https:// address',
  'credentials-in-url':
    'must have no user or password in it: name the variable with the secret in secret',
  'not-a-full-host-name': 'must name the host in full, like desk.example.org, not by figures',
  'host-not-allowed': 'must name one host',
};

function address(simulation: boolean) {
  return z
    .string()
    .superRefine((text, context) => {
      const checked = checkUrl(text, { hosts: hostsOf(text), simulation });
      if (!checked.ok) context.addIssue({ code: 'custom', message: urlReasons[checked.reason] });
      else if (/[?#]/.test(text))
        context.addIssue({ code: 'custom', message: 'must have no ? and # in it' });
    })
    .transform((text) => text.replace(/\/+$/, ''));
}

const name = z.string().trim().min(1).max(60);
const variable = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9_]{2,}$/,
    'must be the name of an environment variable, like DESK_SECRET, never the secret itself',
  );
const word = z.string().regex(/^[\w -]{1,60}$/, 'must be letters, digits, spaces, _ and - only');
const field = z.string().regex(/^\w{1,60}$/, 'must be the field’s name as the desk’s API has it');
const digits = z.coerce.string().regex(/^\d{1,19}$/, 'must be a number');
const mail = z.string().email('must be one e-mail address');

/** What every desk has that is asked by its API; the secret itself is never in the file. */
function sharedBy(simulation: boolean) {
  return {
    name,
    url: address(simulation),
    secret: variable,
    states: z.record(z.enum(ticketStates)).default({}),
  };
}

const noEvents = 'must be left out: desks of this kind sign no events';
const ownEvents = 'must be left out: secret signs what comes from there too';

/**
 * The variables with what the desk signs its events with: the one in use, and the one before it, while it changes over.
 * Absent: it is asked from time to time.
 */
function eventSecretsOf(kind: DeskKind) {
  const refused = (message: string) => z.undefined({ invalid_type_error: message });
  const entry: z.ZodType<string | undefined> =
    kind === 'webhook'
      ? refused(ownEvents)
      : eventSignatures[kind]
        ? variable.optional()
        : refused(noEvents);
  return { eventSecret: entry, previousEventSecret: entry };
}

type Shared = ReturnType<typeof sharedBy>;

const requestTracker = (shared: Shared) =>
  z
    .object({
      kind: z.literal('request-tracker'),
      ...shared,
      ...eventSecretsOf('request-tracker'),
      queue: word,
      correlationField: word.default('CorrelationId'),
    })
    .strict();

const serviceNow = (shared: Shared) =>
  z
    .object({
      kind: z.literal('servicenow'),
      ...shared,
      ...eventSecretsOf('servicenow'),
      table: field.default('incident'),
      user: z.string().optional(),
      fields: z.record(z.string()).default({}),
      closeCode: z.string().optional(),
    })
    .strict();

const jira = (shared: Shared) =>
  z
    .object({
      kind: z.literal('jira'),
      ...shared,
      ...eventSecretsOf('jira'),
      user: z.string().optional(),
      serviceDesk: digits,
      requestType: digits,
      correlationField: z
        .string()
        .regex(/^customfield_\d+$/, 'must be a field like customfield_10050'),
      closeTransition: digits.optional(),
    })
    .strict();

const zendesk = (shared: Shared) =>
  z
    .object({
      kind: z.literal('zendesk'),
      ...shared,
      ...eventSecretsOf('zendesk'),
      user: z.string().optional(),
      tags: z.array(field).default(['mfa']),
    })
    .strict();

const freshworks = { requester: mail, correlationField: field };
const freshservice = (shared: Shared) =>
  z
    .object({
      kind: z.literal('freshservice'),
      ...shared,
      ...eventSecretsOf('freshservice'),
      ...freshworks,
      workspace: z.number().int().optional(),
    })
    .strict();
const freshdesk = (shared: Shared) =>
  z
    .object({
      kind: z.literal('freshdesk'),
      ...shared,
      ...eventSecretsOf('freshdesk'),
      ...freshworks,
    })
    .strict();

const webhook = ({ url }: Shared) =>
  z
    .object({
      kind: z.literal('webhook'),
      ...eventSecretsOf('webhook'),
      name,
      url,
      secret: variable,
      previousSecret: variable.optional(),
    })
    .strict();

const email = z
  .object({
    kind: z.literal('email'),
    ...eventSecretsOf('email'),
    name,
    to: mail,
    domain: z.string().regex(/^[a-z0-9.-]+\.[a-z]{2,}$/, 'must be a mail domain'),
  })
  .strict();

/** A list of desks. @param simulation also takes http on this machine. */
export function desksSchema(simulation: boolean) {
  const shared = sharedBy(simulation);
  return z
    .array(
      z.discriminatedUnion('kind', [
        requestTracker(shared),
        serviceNow(shared),
        jira(shared),
        freshservice(shared),
        freshdesk(shared),
        zendesk(shared),
        webhook(shared),
        email,
      ]),
    )
    .refine(
      (all) => new Set(all.map((d) => d.name)).size === all.length,
      'every desk needs a name of its own',
    );
}

/** What one desk is configured with. */
export type DeskSettings = z.infer<ReturnType<typeof desksSchema>>[number];
