/** The systems that a ticket can be brought to. */
export type DeskKind =
  | 'request-tracker'
  | 'servicenow'
  | 'jira'
  | 'freshservice'
  | 'freshdesk'
  | 'zendesk'
  | 'webhook'
  | 'email';

/** How an event that a desk sends is signed: by Standard Webhooks, or in the vendor's own way. */
export type EventSignature = 'standard-webhooks' | 'jira' | 'zendesk';

/**
 * How each kind of desk signs its events. Undefined: it sends none, or none that is signed, so it is asked from time to
 * time. Request Tracker and ServiceNow sign by a script of their administrator's (a scrip, a business rule).
 */
export const eventSignatures: Readonly<Record<DeskKind, EventSignature | undefined>> = {
  'request-tracker': 'standard-webhooks',
  servicenow: 'standard-webhooks',
  jira: 'jira',
  freshservice: undefined,
  freshdesk: undefined,
  zendesk: 'zendesk',
  webhook: 'standard-webhooks',
  email: undefined,
};
