/** Where a phone stands among a person's phones; Graph allows one of each. */
export const phoneTypes = ['mobile', 'alternateMobile', 'office'] as const;
export type PhoneType = (typeof phoneTypes)[number];

/**
 * One registered authentication method, as Graph lists it. `createdAt` (ISO date-time) only where Graph says.
 * A kind that is not known yet is kept, so that it can be shown.
 */
export type Method = { readonly id: string; readonly createdAt?: string } & (
  | { readonly kind: 'phone'; readonly phoneType: PhoneType; readonly number: string }
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'authenticator'; readonly device?: string }
  | { readonly kind: 'passkey'; readonly name?: string; readonly model?: string }
  | { readonly kind: 'windowsHello'; readonly device?: string }
  | { readonly kind: 'platformCredential'; readonly device?: string }
  | { readonly kind: 'softwareToken' }
  | { readonly kind: 'hardwareToken'; readonly name?: string }
  | { readonly kind: 'temporaryAccessPass'; readonly usable: boolean }
  | { readonly kind: 'qrCode' }
  | { readonly kind: 'external'; readonly name?: string }
  | { readonly kind: 'password' }
  | { readonly kind: 'unknown'; readonly type: string }
);

export type MethodKind = Method['kind'];

/**
 * What can be a default (Graph's userDefaultAuthenticationMethodType). Passkeys, Windows Hello, Temporary
 * Access Passes and e-mail are not among them.
 */
export const defaultMethods = [
  'push',
  'oath',
  'sms',
  'voiceMobile',
  'voiceAlternateMobile',
  'voiceOffice',
] as const;
export type DefaultMethod = (typeof defaultMethods)[number];

/** Graph's signInPreferences. `systemPreferred`: Microsoft picks the strongest method whatever the default says. */
export interface Preferences {
  readonly systemPreferred: boolean;
  readonly preferred: DefaultMethod | undefined;
}

/** What a person has, as one reading of the directory shows it. */
export interface Registration {
  readonly methods: readonly Method[];
  readonly preferences: Preferences;
}

/** The defaults that the registered methods can back. */
export function possibleDefaults(methods: readonly Method[]): DefaultMethod[] {
  const phone = (type: PhoneType) =>
    methods.some((m) => m.kind === 'phone' && m.phoneType === type);
  const app = methods.some((m) => m.kind === 'authenticator');
  const token = methods.some((m) => m.kind === 'softwareToken' || m.kind === 'hardwareToken');
  const backed: Record<DefaultMethod, boolean> = {
    push: app,
    oath: app || token,
    sms: phone('mobile'),
    voiceMobile: phone('mobile'),
    voiceAlternateMobile: phone('alternateMobile'),
    voiceOffice: phone('office'),
  };
  return defaultMethods.filter((d) => backed[d]);
}

/** What somebody can prove themselves with at a sign-in: passwords, reset addresses and passes that end do not count. */
export function usableMethods(methods: readonly Method[]): Method[] {
  const notAlone: readonly MethodKind[] = ['password', 'email', 'temporaryAccessPass', 'unknown'];
  return methods.filter((m) => !notAlone.includes(m.kind));
}
