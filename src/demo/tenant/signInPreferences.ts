import { type Answer, type Call, badRequest, changed, context, ok } from './answer';
import { type Method, type PhoneType, hasKind, phoneAmong } from './methods';
import {
  type PreferredMethod,
  type SignInPreferences,
  type TenantPerson,
  preferences,
} from './person';

/** The body of `PATCH signInPreferences`: either property, or both. */
export const preferencesChange = preferences.partial();

const backing: Record<PreferredMethod, (methods: readonly Method[]) => boolean> = {
  push: hasApp,
  oath: (methods) => hasApp(methods) || hasToken(methods),
  sms: hasPhone('mobile'),
  voiceMobile: hasPhone('mobile'),
  voiceAlternateMobile: hasPhone('alternateMobile'),
  voiceOffice: hasPhone('office'),
};

/** Whether a person with these methods can be asked for this one. */
export function isBacked(preferred: PreferredMethod, methods: readonly Method[]): boolean {
  return backing[preferred](methods);
}

/** The preferences these methods allow, strongest first. */
export function choices(methods: readonly Method[]): PreferredMethod[] {
  const byStrength = [
    'push',
    'oath',
    'sms',
    'voiceMobile',
    'voiceAlternateMobile',
    'voiceOffice',
  ] as const;
  return byStrength.filter((each) => isBacked(each, methods));
}

/**
 * `GET signInPreferences` (beta). Live answers carry `systemPreferredAuthenticationMethod` too, which no
 * schema of Microsoft's names; without a preferred method that property is left out.
 */
export function readPreferences(person: TenantPerson, call: Call): Answer {
  return ok({
    ...context(call, `users('${person.id}')/authentication/signInPreferences`),
    ...person.preferences,
    systemPreferredAuthenticationMethod: systemPreferred(person),
  });
}

/** `PATCH signInPreferences` (beta): 204, or 400 when no registered method backs the wish. */
export function changePreferences(person: TenantPerson, wish: Partial<SignInPreferences>): Answer {
  const preferred = wish.userPreferredMethodForSecondaryAuthentication;
  if (preferred && !isBacked(preferred, person.methods)) {
    return badRequest(`The user has no registered method that '${preferred}' could use.`);
  }
  return changed({ ...person, preferences: { ...person.preferences, ...wish } });
}

function systemPreferred({ preferences: wanted, methods }: TenantPerson): string | null {
  if (!wanted.isSystemPreferredAuthenticationMethodEnabled) return null;
  if (hasKind(methods, 'fido2')) return 'Fido2';
  if (hasApp(methods)) return 'PhoneAppNotification';
  if (hasToken(methods)) return 'PhoneAppOTP';
  return hasPhone('mobile')(methods) ? 'Sms' : null;
}

function hasApp(methods: readonly Method[]): boolean {
  return hasKind(methods, 'microsoftAuthenticator');
}

function hasToken(methods: readonly Method[]): boolean {
  return hasKind(methods, 'softwareOath');
}

function hasPhone(type: PhoneType) {
  return (methods: readonly Method[]) => phoneAmong(methods, type) !== undefined;
}
