import type { Activity } from 'botbuilder';

/** Who may knock. Everything here is checked before any handler sees the activity. */
export interface DoorRules {
  readonly channels: readonly string[];
  /** Tenant ids that are let in; undefined lets every tenant in (the demonstration's own). */
  readonly tenants: readonly string[] | undefined;
  readonly mayAnswerAt: (serviceUrl: string) => boolean;
}

export type Refusal = { readonly status: 400 | 403; readonly reason: string };

const deepest = 20;

/** Whether a parsed body is an activity from somewhere we serve; the reason is for the log and the caller, not for people. */
export function refusalOf(body: unknown, rules: DoorRules): Refusal | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return bad('the body is no activity');
  if (depth(body) > deepest) return bad('the body is nested too deeply');
  const activity = body as Partial<Activity>;
  if (typeof activity.type !== 'string' || !activity.type) return bad('the activity has no type');
  if (typeof activity.conversation?.id !== 'string') return bad('the activity has no conversation');
  if (typeof activity.from?.id !== 'string') return bad('the activity has no sender');
  if (!rules.channels.includes(activity.channelId ?? '')) return no('this channel is not served');
  if (
    activity.deliveryMode !== 'expectReplies' &&
    !rules.mayAnswerAt(String(activity.serviceUrl ?? ''))
  )
    return no('answers may not go to this service address');
  if (!rules.tenants) return undefined;
  const channelData = activity.channelData as { tenant?: { id?: unknown } } | undefined;
  const tenants = [activity.conversation.tenantId, channelData?.tenant?.id];
  return tenants.every((t) => typeof t === 'string' && rules.tenants?.includes(t))
    ? undefined
    : no('this tenant is not served');
}

function depth(value: unknown, level = 1): number {
  if (typeof value !== 'object' || value === null || level > deepest) return level;
  return Math.max(level, ...Object.values(value).map((inner) => depth(inner, level + 1)));
}

function bad(reason: string): Refusal {
  return { status: 400, reason };
}

function no(reason: string): Refusal {
  return { status: 403, reason };
}
