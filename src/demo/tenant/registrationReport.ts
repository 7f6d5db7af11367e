import { type Answer, type Call, context, ok } from './answer';
import { type Method, type PhoneType, hasKind } from './methods';
import type { TenantPerson } from './person';
import { choices } from './signInPreferences';

/** How the report spells a phone of each type. */
const phoneWords: Record<PhoneType, string> = {
  mobile: 'mobilePhone',
  alternateMobile: 'alternateMobilePhone',
  office: 'officePhone',
};

/**
 * `GET reports/authenticationMethods/userRegistrationDetails`: who has registered what, enabled accounts
 * only. Microsoft's report lags by hours; this one is always up to date.
 */
export function listRegistrationDetails(call: Call): Answer {
  const lastUpdatedDateTime = call.now().toISOString();
  return ok({
    ...context(call, 'reports/authenticationMethods/userRegistrationDetails'),
    value: call.people
      .filter(({ accountEnabled }) => accountEnabled)
      .map((person) => ({ ...registrationDetails(person), lastUpdatedDateTime })),
  });
}

function registrationDetails(person: TenantPerson): object {
  const { methods, preferences } = person;
  const hasPasskey = hasKind(methods, 'fido2');
  const hasSecondFactor = hasPasskey || choices(methods).length > 0;
  const canReset = choices(methods).length > 0 || hasKind(methods, 'email');
  return {
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    userDisplayName: person.displayName,
    userType: person.userType === 'Guest' ? 'guest' : 'member',
    isAdmin: person.directoryRoles.length > 0,
    isMfaRegistered: hasSecondFactor,
    isMfaCapable: hasSecondFactor,
    isPasswordlessCapable: hasPasskey,
    isSsprRegistered: canReset,
    isSsprEnabled: true,
    isSsprCapable: canReset,
    isSystemPreferredAuthenticationMethodEnabled:
      preferences.isSystemPreferredAuthenticationMethodEnabled,
    systemPreferredAuthenticationMethods: systemPreferred(person),
    methodsRegistered: [...new Set(methods.flatMap(reportWords))],
    userPreferredMethodForSecondaryAuthentication:
      preferences.userPreferredMethodForSecondaryAuthentication ?? 'none',
  };
}

function systemPreferred({ methods, preferences }: TenantPerson): string[] {
  const strongest = choices(methods).slice(0, 1);
  return preferences.isSystemPreferredAuthenticationMethodEnabled ? strongest : [];
}

function reportWords(each: Method): string[] {
  switch (each['@odata.type']) {
    case '#microsoft.graph.phoneAuthenticationMethod':
      return [phoneWords[each.phoneType]];
    case '#microsoft.graph.emailAuthenticationMethod':
      return ['email'];
    case '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod':
      return ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'];
    case '#microsoft.graph.fido2AuthenticationMethod':
      return ['passKeyDeviceBound'];
    case '#microsoft.graph.softwareOathAuthenticationMethod':
      return ['softwareOneTimePasscode'];
    case '#microsoft.graph.temporaryAccessPassAuthenticationMethod':
      return ['temporaryAccessPass'];
    case '#microsoft.graph.passwordAuthenticationMethod':
      return [];
  }
}
