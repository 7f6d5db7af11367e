import type { DeskSettings } from '../../escalation/desks/deskSettings';
import type { ServiceDesk } from '../../escalation/desks/serviceDesk';
import { emailDesk, type SendMail } from './email';
import { freshdesk } from './freshdesk';
import { freshservice } from './freshservice';
import type { Request } from './http';
import { jira } from './jira';
import { requestTracker } from './requestTracker';
import { serviceNow } from './serviceNow';
import { webhookDesk } from './webhook';
import { zendesk } from './zendesk';

export interface DeskParts {
  /** Goes to the desk's own host only. */
  readonly request: Request;
  readonly sendMail: SendMail;
  readonly now: () => number;
}

/** The desk that the settings describe. `secrets`: the one in use, then the one before it where there is one. */
export function connectDesk(
  settings: DeskSettings,
  secrets: readonly string[],
  { request, sendMail, now }: DeskParts,
): ServiceDesk {
  const [secret = ''] = secrets;
  switch (settings.kind) {
    case 'request-tracker':
      return requestTracker(settings, secret, request);
    case 'servicenow':
      return serviceNow(settings, secret, request);
    case 'jira':
      return jira(settings, secret, request);
    case 'freshservice':
      return freshservice(settings, secret, request);
    case 'freshdesk':
      return freshdesk(settings, secret, request);
    case 'zendesk':
      return zendesk(settings, secret, request);
    case 'webhook':
      return webhookDesk(settings, secrets, request, now);
    case 'email':
      return emailDesk(settings, sendMail);
  }
}
