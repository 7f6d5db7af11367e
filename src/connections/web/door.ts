import type { Activity } from 'botbuilder';

/** Who may knock. Everything here is checked before any handler sees the activity. */
export interface DoorRules {
  readonly channels: readonly string[];
  /** Tenant ids that are let in; undefined lets every tenant in (the demonstration's own). */
  readonly tenants: readonly string[] | undefined;
  /** The bot's own id in Teams; undefined where it has none (the demonstration). */
  readonly recipient: string | undefined;
  readonly mayAnswerAt: (serviceUrl: string) => boolean;
  /**
   * Whether the service address counts for nothing where answers go back with the response (the demonstration: any client
   * of the Bot Framework may talk to it).
   */
  readonly repliesAnywhere: boolean;
}

/** Why a request is turned away: for the record and the log, and in a sentence for whoever sent it. */
export const refusals = {
  'not-json': 'send JSON',
  'cannot-be-unpacked': 'the body cannot be unpacked',
  'too-large': 'the body is too large',
  'unknown-encoding': 'the body is packed in a way that is not known',
  'not-authorised': 'not authorised',
  'too-many': 'too many activities in a minute',
  'no-activity': 'the body is no activity',
  'too-deep': 'the body is nested too deeply',
  'no-type': 'the activity has no type',
  'no-conversation': 'the activity has no conversation',
  'no-sender': 'the activity has no sender',
  'foreign-channel': 'this channel is not served',
  'foreign-service-address': 'answers may not go to this service address',
  'foreign-recipient': 'the activity is for somebody else',
  'foreign-tenant': 'this tenant is not served',
  'no-person': 'the activity does not say who sent it',
} as const;
export type RefusalReason = keyof typeof refusals;

const deepest = 20;

/** Why a parsed body is no activity that could be judged; undefined when it is one. */
export function malformed(body: unknown): RefusalReason | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'no-activity';
  if (depth(body) > deepest) return 'too-deep';
  const activity = body as Partial<Activity>;
  if (typeof activity.type !== 'string' || !activity.type) return 'no-type';
  if (typeof activity.conversation?.id !== 'string') return 'no-conversation';
  return typeof activity.from?.id === 'string' ? undefined : 'no-sender';
}

/**
 * Why an activity is not from somewhere, or for somebody, that is served. A token proves the channel alone: neither the
 * tenant nor the person, nor where answers go.
 * @param tenantHeader what Teams says of the tenant in `x-ms-tenant-id`; empty where it says nothing.
 */
export function refusalOf(
  activity: Activity,
  rules: DoorRules,
  tenantHeader = '',
): RefusalReason | undefined {
  if (!rules.channels.includes(activity.channelId)) return 'foreign-channel';
  const goesBack = rules.repliesAnywhere && activity.deliveryMode === 'expectReplies';
  if (!goesBack && !rules.mayAnswerAt(String(activity.serviceUrl ?? '')))
    return 'foreign-service-address';
  if (rules.recipient !== undefined && !isSame(activity.recipient?.id, rules.recipient))
    return 'foreign-recipient';
  if (!rules.tenants) return undefined;
  if (!isOfTenant(activity, rules.tenants, tenantHeader)) return 'foreign-tenant';
  const isFromPerson = activity.type === 'message' || activity.type === 'invoke';
  return isFromPerson && !isObjectId(activity.from.aadObjectId) ? 'no-person' : undefined;
}

/** Both places that name the tenant must name the same served one, and so must the header where it is there. */
function isOfTenant(activity: Activity, tenants: readonly string[], header: string): boolean {
  const channelData = activity.channelData as { tenant?: { id?: unknown } } | undefined;
  const named: unknown = activity.conversation.tenantId;
  const all = [named, channelData?.tenant?.id, ...(header ? [header] : [])];
  return tenants.some((tenant) => all.every((one) => isSame(one, tenant)));
}

/** Whether answers may go to an address: https, and one of the named hosts at its usual port. */
export function oneOfHosts(hosts: readonly string[]): (serviceUrl: string) => boolean {
  return (serviceUrl) => {
    if (!URL.canParse(serviceUrl)) return false;
    const { protocol, host, username } = new URL(serviceUrl);
    return protocol === 'https:' && username === '' && hosts.includes(host);
  };
}

function isObjectId(id: unknown): boolean {
  return typeof id === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** Ids are the same in either letter case. */
function isSame(one: unknown, other: string): boolean {
  return typeof one === 'string' && one.toLowerCase() === other.toLowerCase();
}

function depth(value: unknown, level = 1): number {
  if (typeof value !== 'object' || value === null || level > deepest) return level;
  return Math.max(level, ...Object.values(value).map((inner) => depth(inner, level + 1)));
}
