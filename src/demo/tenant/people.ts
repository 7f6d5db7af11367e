import { type Method, type PhoneMethod, emailId, passwordId, phoneIds } from './methods';
import type { TenantPerson } from './person';

/** The group of the service desk's agents in the demonstration. */
const serviceDeskGroup = '00000000-0000-4000-8000-0000000000d1';

/** Role template ids are the same in every tenant (Entra built-in roles). */
const globalAdministrator = {
  id: '00000000-0000-4000-8000-0000000000e1',
  displayName: 'Global Administrator',
  roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
};

/**
 * The six people of the demonstration, one for each situation the bot has to tell apart:
 * app and phone, text messages only, nothing yet, an administrator, a guest, the desk's agent.
 *
 * @param mailDomain where the members have their mailboxes, such as `contoso.com`
 */
export function demonstrationPeople(mailDomain: string): TenantPerson[] {
  return [
    member(mailDomain, '20', 'Alex Wilber', {
      methods: [authenticator('a0', "Alex's phone"), mobile('+44 7400 123456')],
      preferences: prefers('push', false),
    }),
    member(mailDomain, '21', 'Megan Bowen', {
      methods: [mobile('+44 7400 123457')],
      preferences: prefers('sms', true),
    }),
    member(mailDomain, '22', 'Adele Vance', {}),
    member(mailDomain, '23', 'Isaiah Langer', {
      methods: [securityKey('Isaiah-key_MzAyMw2', 'Blue security key'), authenticator('a3', 'Work phone')],
      preferences: prefers('push', true),
      directoryRoles: [globalAdministrator],
    }),
    member(mailDomain, '24', 'Patti Fernandez', {
      userPrincipalName: `patti.fernandez_partner.example#EXT#@${mailDomain}`,
      mail: 'patti.fernandez@partner.example',
      userType: 'Guest',
      preferredLanguage: null,
    }),
    member(mailDomain, '25', 'Lynne Robbins', {
      methods: [
        authenticator('a5', "Lynne's phone"),
        passkey('Lynne-passkey_NTAyNQ2', "Passkey on Lynne's phone"),
        softwareToken('b5'),
        alternateMail('lynne.robbins@home.example'),
      ],
      preferences: prefers('push', true),
      groups: [serviceDeskGroup],
    }),
  ];
}

const registered = '2025-09-15T08:30:00Z';

function member(
  domain: string,
  number: string,
  displayName: string,
  particulars: Partial<TenantPerson>,
): TenantPerson {
  const address = `${displayName.toLowerCase().replace(' ', '.')}@${domain}`;
  return {
    id: `00000000-0000-4000-8000-0000000000${number}`,
    displayName,
    userPrincipalName: address,
    mail: address,
    userType: 'Member',
    accountEnabled: true,
    preferredLanguage: 'en-GB',
    preferences: { isSystemPreferredAuthenticationMethodEnabled: true },
    directoryRoles: [],
    groups: [],
    ...particulars,
    methods: [password(), ...(particulars.methods ?? [])],
  };
}

function prefers(
  method: TenantPerson['preferences']['userPreferredMethodForSecondaryAuthentication'],
  systemPreferred: boolean,
): TenantPerson['preferences'] {
  return {
    isSystemPreferredAuthenticationMethodEnabled: systemPreferred,
    userPreferredMethodForSecondaryAuthentication: method,
  };
}

function password(): Method {
  return {
    '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
    id: passwordId,
    createdDateTime: '2024-02-01T09:00:00Z',
    password: null,
  };
}

function mobile(phoneNumber: string): PhoneMethod {
  return {
    '@odata.type': '#microsoft.graph.phoneAuthenticationMethod',
    id: phoneIds.mobile,
    createdDateTime: registered,
    phoneNumber,
    phoneType: 'mobile',
    smsSignInState: 'notAllowedByPolicy',
  };
}

function authenticator(number: string, displayName: string): Method {
  return {
    '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod',
    id: `00000000-0000-4000-8000-0000000000${number}`,
    createdDateTime: registered,
    displayName,
    deviceTag: 'SoftwareTokenActivated',
    phoneAppVersion: '6.8.20',
  };
}

function securityKey(id: string, displayName: string): Method {
  return {
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
    id,
    createdDateTime: registered,
    displayName,
    aaGuid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
    model: 'YubiKey 5 Series with NFC',
    attestationCertificates: [],
    attestationLevel: 'attested',
    passkeyType: 'deviceBound',
  };
}

function passkey(id: string, displayName: string): Method {
  return {
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
    id,
    createdDateTime: registered,
    displayName,
    aaGuid: '90a3ccdf-635c-4729-a248-9b709135078f',
    model: 'Microsoft Authenticator',
    attestationCertificates: [],
    attestationLevel: 'attested',
    passkeyType: 'deviceBound',
  };
}

function softwareToken(number: string): Method {
  return {
    '@odata.type': '#microsoft.graph.softwareOathAuthenticationMethod',
    id: `00000000-0000-4000-8000-0000000000${number}`,
    createdDateTime: registered,
    secretKey: null,
  };
}

function alternateMail(emailAddress: string): Method {
  return {
    '@odata.type': '#microsoft.graph.emailAuthenticationMethod',
    id: emailId,
    createdDateTime: registered,
    emailAddress,
  };
}
