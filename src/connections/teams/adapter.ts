import { TeamsAdapter } from '@microsoft/teams-ai';
import type { ServiceClientCredentialsFactory } from 'botframework-connector';
import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
} from 'botbuilder';
import { keepEntitiesWhole } from './speaker';

/** How the bot proves itself to Teams, and Teams to the bot. */
export interface BotIdentity {
  readonly clientId: string;
  readonly tenantId: string;
  readonly type: 'UserAssignedMsi' | 'SingleTenant';
  readonly secret: string | undefined;
  /** Where the keys are published that Teams signs with; the Bot Framework's own unless given. */
  readonly keysAt?: string;
  /** How the bot proves itself to the connector; with a token of Entra's unless given. */
  readonly credentials?: ServiceClientCredentialsFactory;
}

/** Whether an activity carries a token that the Bot Framework signed for this bot and this activity. */
export type Verify = (activity: Activity, authorization: string) => Promise<boolean>;

/** The Bot Framework's public values (learn.microsoft.com, "Authentication with the Bot Connector API"). */
const framework = {
  issuer: 'https://api.botframework.com',
  keysAt: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokens: 'https://api.botframework.com',
};

/** Production's adapter: every activity must carry a token that the Bot Framework signed for this bot. */
export function authenticatedAdapter(identity: BotIdentity): TeamsAdapter {
  keepEntitiesWhole();
  return new TeamsAdapter(settingsOf(identity), credentialsOf(identity));
}

/** The demonstration's adapter takes unsigned activities; the web server in front of it serves this machine only. */
export function openAdapter(): TeamsAdapter {
  keepEntitiesWhole();
  return new TeamsAdapter({}, new ConfigurationServiceClientCredentialFactory({}));
}

/**
 * Verifies before the adapter does, since the adapter answers 500 to a token that is forged rather than wrong, and takes
 * one that never expires.
 */
export function verifier(identity: BotIdentity): Verify {
  const authentication = new ConfigurationBotFrameworkAuthentication(
    settingsOf(identity),
    credentialsOf(identity),
  );
  return async (activity, authorization) => {
    if (!isSound(authorization)) return false;
    try {
      await authentication.authenticateRequest(activity, authorization);
      return true;
    } catch {
      // Whatever is wrong with a token, the answer is the same, and nothing of it is worth keeping.
      return false;
    }
  };
}

/** Whether a bearer token says when it ends and is signed the one way that Teams signs. Nothing is believed yet. */
function isSound(authorization: string): boolean {
  const [header = '', payload = ''] = authorization.replace(/^Bearer /, '').split('.');
  try {
    const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg?: unknown };
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: unknown };
    return alg === 'RS256' && typeof exp === 'number';
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return false;
    throw error;
  }
}

function credentialsOf(identity: BotIdentity): ServiceClientCredentialsFactory {
  return identity.credentials ?? new ConfigurationServiceClientCredentialFactory(appOf(identity));
}

function appOf({ clientId, tenantId, type, secret }: BotIdentity) {
  return {
    MicrosoftAppId: clientId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppType: type,
    ...(secret === undefined ? {} : { MicrosoftAppPassword: secret }),
  };
}

/** All parameters at once: giving one of them switches the defaults of the others off. */
function settingsOf(identity: BotIdentity) {
  const keysAt = identity.keysAt ?? framework.keysAt;
  return {
    ...appOf(identity),
    ToBotFromChannelOpenIdMetadataUrl: keysAt,
    ToBotFromEmulatorOpenIdMetadataUrl: keysAt,
    ToBotFromChannelTokenIssuer: framework.issuer,
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${identity.tenantId}`,
    ToChannelFromBotOAuthScope: framework.tokens,
    OAuthUrl: framework.tokens,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: 'true',
  };
}
