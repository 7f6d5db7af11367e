import type { SignInPreferences, TenantPerson } from './person';
import { authenticator, email, passkey, password, phone, softwareToken } from './registeredMethods';

/** The group of the service desk's agents in the demonstration. */
export const serviceDeskGroup = '00000000-0000-4000-8000-0000000000d1';

/** The template id is the same in every tenant (Entra built-in roles). */
const globalAdministrator = {
  id: '00000000-0000-4000-8000-0000000000e1',
  displayName: 'Global Administrator',
  roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
};

const securityKey = {
  model: 'YubiKey 5 Series with NFC',
  aaGuid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
};

const keptInTheApp = {
  model: 'Microsoft Authenticator',
  aaGuid: '90a3ccdf-635c-4729-a248-9b709135078f',
};

const joined = '2024-02-01T09:00:00Z';
const registered = '2025-09-15T08:30:00Z';

/**
 * The six people of the demonstration, one for each situation the bot has to tell apart:
 * app and phone, text messages only, nothing yet, an administrator, a guest, the desk's agent.
 *
 * @param mailDomain where the members have their mailboxes, such as `contoso.com`
 */
export function demonstrationPeople(mailDomain: string): TenantPerson[] {
  return [alex, megan, adele, isaiah, patti, lynne].map((person) => person(mailDomain));
}

function alex(mailDomain: string): TenantPerson {
  return {
    ...member('20', 'Alex Wilber', mailDomain),
    methods: [
      password(joined),
      authenticator(guid('a0'), "Alex's phone", registered),
      phone('mobile', '+44 7400 123456', registered),
    ],
    preferences: prefers('push', false),
  };
}

function megan(mailDomain: string): TenantPerson {
  return {
    ...member('21', 'Megan Bowen', mailDomain),
    methods: [password(joined), phone('mobile', '+44 7400 123457', registered)],
    preferences: prefers('sms', true),
  };
}

function adele(mailDomain: string): TenantPerson {
  return member('22', 'Adele Vance', mailDomain);
}

function isaiah(mailDomain: string): TenantPerson {
  return {
    ...member('23', 'Isaiah Langer', mailDomain),
    methods: [
      password(joined),
      passkey('MzAyMzE0LWlzYWlhaC1rZXk1', 'Blue security key', securityKey, registered),
      authenticator(guid('a3'), "Isaiah's phone", registered),
    ],
    preferences: prefers('push', true),
    directoryRoles: [globalAdministrator],
  };
}

function patti(mailDomain: string): TenantPerson {
  return {
    ...member('24', 'Patti Fernandez', mailDomain),
    userPrincipalName: `patti.fernandez_partner.example#EXT#@${mailDomain}`,
    mail: 'patti.fernandez@partner.example',
    userType: 'Guest',
    preferredLanguage: null,
  };
}

function lynne(mailDomain: string): TenantPerson {
  return {
    ...member('25', 'Lynne Robbins', mailDomain),
    methods: [
      password(joined),
      authenticator(guid('a5'), "Lynne's phone", registered),
      passkey('NTAyNTE0LWx5bm5lLXBhc3M1', "Passkey on Lynne's phone", keptInTheApp, registered),
      softwareToken(guid('b5'), registered),
      email('lynne.robbins@home.example', registered),
    ],
    preferences: prefers('push', true),
    groups: [serviceDeskGroup],
  };
}

/** A member who has a password and nothing else. */
function member(number: string, displayName: string, mailDomain: string): TenantPerson {
  const address = `${displayName.toLowerCase().replace(' ', '.')}@${mailDomain}`;
  return {
    id: guid(number),
    displayName,
    userPrincipalName: address,
    mail: address,
    userType: 'Member',
    accountEnabled: true,
    preferredLanguage: 'en-GB',
    methods: [password(joined)],
    preferences: { isSystemPreferredAuthenticationMethodEnabled: true },
    directoryRoles: [],
    groups: [],
  };
}

function prefers(
  method: SignInPreferences['userPreferredMethodForSecondaryAuthentication'],
  systemPreferred: boolean,
): SignInPreferences {
  return {
    isSystemPreferredAuthenticationMethodEnabled: systemPreferred,
    userPreferredMethodForSecondaryAuthentication: method,
  };
}

function guid(lastDigits: string): string {
  return `00000000-0000-4000-8000-0000000000${lastDigits}`;
}
