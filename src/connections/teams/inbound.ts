import { ActivityTypes, TurnContext, type Activity } from 'botbuilder';
import { z } from 'zod';
import type { Person } from '../../organisation/person';

/** What of a press is read. Everything else in the activity's value is ignored. */
const actionSchema = z.object({
  action: z.object({ type: z.literal('Action.Execute'), verb: z.string(), data: z.unknown() }),
});
const submitSchema = z.object({ verb: z.string() }).passthrough();

export interface Pressed {
  readonly verb: string;
  readonly language: string | undefined;
  readonly data: Record<string, unknown>;
}

/** Who sent an activity: the Entra object id and tenant that the channel vouches for, never anything in a card. */
export function senderOf(activity: Partial<Activity>): Person | undefined {
  const id = activity.from?.aadObjectId;
  const tenantId = tenantOf(activity);
  if (!id || !tenantId) return undefined;
  return { id, tenantId, name: activity.from?.name ?? '' };
}

export function tenantOf(activity: Partial<Activity>): string | undefined {
  const channelData = activity.channelData as { tenant?: { id?: string } } | undefined;
  return activity.conversation?.tenantId ?? channelData?.tenant?.id;
}

export function isPrivate(activity: Partial<Activity>): boolean {
  const type = activity.conversation?.conversationType;
  return type === 'personal' || (type === undefined && !activity.conversation?.isGroup);
}

const oldestMs = 10 * 60_000;
const aheadMs = 5 * 60_000;

/** Whether an activity was sent within the last ten minutes, as it says itself; one that does not say was not. */
export function isOnTime({ timestamp }: Partial<Activity>, now: number): boolean {
  const at = timestamp === undefined ? NaN : new Date(timestamp).getTime();
  return at >= now - oldestMs && at <= now + aheadMs;
}

/** A channel's conversation id without the thread, so that what is written starts or joins the channel itself. */
export function channelOf(conversationId: string): string {
  return conversationId.split(';')[0] ?? conversationId;
}

/** The press that an activity carries, by Action.Execute or Action.Submit. */
export function pressOf(activity: Partial<Activity>): Pressed | undefined {
  if (activity.type === ActivityTypes.Invoke) {
    const found = actionSchema.safeParse(activity.value);
    if (!found.success) return undefined;
    return press(found.data.action.verb, found.data.action.data);
  }
  const found = submitSchema.safeParse(activity.value);
  if (!found.success) return undefined;
  const { verb, ...data } = found.data;
  return press(verb, data);
}

function press(verb: string, data: unknown): Pressed {
  const plain = typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {};
  const { language, msteams: _teams, ...rest } = plain as Record<string, unknown>;
  return { verb, language: typeof language === 'string' ? language : undefined, data: rest };
}

/** What somebody wrote, without the mention of the bot that a channel demands. */
export function wordsOf(activity: Activity): string {
  const text = TurnContext.removeRecipientMention(activity) || activity.text || '';
  return text.replace(/\s+/g, ' ').trim();
}
