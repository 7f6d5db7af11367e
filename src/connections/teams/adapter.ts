import { TeamsAdapter } from '@microsoft/teams-ai';
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { keepEntitiesWhole } from './speaker';

/** How the bot proves itself to Teams, and Teams to the bot. */
export interface BotIdentity {
  readonly clientId: string;
  readonly tenantId: string;
  readonly type: 'UserAssignedMsi' | 'SingleTenant';
  readonly secret: string | undefined;
}

/** Production's adapter: every activity must carry a token that the Bot Framework signed for this bot. */
export function authenticatedAdapter(identity: BotIdentity): TeamsAdapter {
  keepEntitiesWhole();
  const settings = {
    MicrosoftAppId: identity.clientId,
    MicrosoftAppTenantId: identity.tenantId,
    MicrosoftAppType: identity.type,
    ...(identity.secret === undefined ? {} : { MicrosoftAppPassword: identity.secret }),
  };
  return new TeamsAdapter(settings, new ConfigurationServiceClientCredentialFactory(settings));
}

/** The demonstration's adapter takes unsigned activities; the web server in front of it serves this machine only. */
export function openAdapter(): TeamsAdapter {
  keepEntitiesWhole();
  return new TeamsAdapter({}, new ConfigurationServiceClientCredentialFactory({}));
}
