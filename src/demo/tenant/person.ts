import { z } from 'zod';
import type { Method } from './methods';

/** The second factors Graph lets a person prefer (beta enum userDefaultAuthenticationMethodType). */
export const preferredMethod = z.enum([
  'push',
  'oath',
  'voiceMobile',
  'voiceAlternateMobile',
  'voiceOffice',
  'sms',
]);

/** The second factor a person is asked for first. */
export type PreferredMethod = z.infer<typeof preferredMethod>;

/** The shape of `signInPreferences` (beta); a person who never chose has no preferred method. */
export const preferences = z
  .object({
    isSystemPreferredAuthenticationMethodEnabled: z.boolean(),
    userPreferredMethodForSecondaryAuthentication: preferredMethod.optional(),
  })
  .strict();

/** What a person, or the system for them, prefers at sign-in. */
export type SignInPreferences = z.infer<typeof preferences>;

/** A directory role somebody holds, directly or through a group. `roleTemplateId` is the same in every tenant. */
export interface DirectoryRole {
  readonly id: string;
  readonly displayName: string;
  readonly roleTemplateId: string;
}

/** One account of the simulated tenant, with the property names of Graph's `user`. */
export interface TenantPerson {
  /** Object id, a GUID. */
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly userType: 'Member' | 'Guest';
  readonly accountEnabled: boolean;
  /** Such as `en-GB`; most tenants never set it. */
  readonly preferredLanguage: string | null;
  /** The telephones at work; none where absent. */
  readonly businessPhones?: readonly string[];
  readonly methods: readonly Method[];
  readonly preferences: SignInPreferences;
  readonly directoryRoles: readonly DirectoryRole[];
  /** Roles that are activated when they are needed, and not listed before (Privileged Identity Management). */
  readonly eligibleRoles?: readonly DirectoryRole[];
  /** Object ids of the groups the person belongs to, directly or through another group. */
  readonly groups: readonly string[];
}

/** The person a path names by object id or user principal name; letter case does not matter. */
export function findPerson(
  people: readonly TenantPerson[],
  idOrPrincipalName: string,
): TenantPerson | undefined {
  const wanted = idOrPrincipalName.toLowerCase();
  return people.find(
    ({ id, userPrincipalName }) =>
      id.toLowerCase() === wanted || userPrincipalName.toLowerCase() === wanted,
  );
}
