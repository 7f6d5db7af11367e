/** What a message can be about. Guides name one of them; `out-of-scope` is everything that is not ours. */
export const topics = [
  'what-is-mfa',
  'requirements',
  'register',
  'register-sspr',
  'add-method',
  'add-authenticator',
  'add-phone',
  'add-email',
  'change-number',
  'change-default',
  'delete-method',
  'view-methods',
  'choose-different-method',
  'code-not-received',
  'call-verification',
  'new-phone-app',
  'lost-access',
  'forgot-password',
  'suspicious-prompt',
  'contact-service-desk',
  'ticket-status',
  'greeting',
  'out-of-scope',
] as const;

export type Topic = (typeof topics)[number];

/** Answered by the bot itself rather than by a guide. */
export const replyTopics = ['contact-service-desk', 'ticket-status', 'greeting'] as const;
export type ReplyTopic = (typeof replyTopics)[number];

/** These need a person at the service desk now. */
export const urgentTopics = ['lost-access', 'suspicious-prompt'] as const;
export type UrgentTopic = (typeof urgentTopics)[number];

export function isReplyTopic(topic: Topic): topic is ReplyTopic {
  return (replyTopics as readonly Topic[]).includes(topic);
}

export function isUrgentTopic(topic: Topic): topic is UrgentTopic {
  return (urgentTopics as readonly Topic[]).includes(topic);
}
