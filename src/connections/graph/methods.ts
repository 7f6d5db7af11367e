import { z } from 'zod';
import {
  defaultMethods,
  phoneTypes,
  type Method,
  type Preferences,
} from '../../signInMethods/method';

const text = z.string().nullish();

/** What is read of an entry of Graph's mixed list (GET …/authentication/methods); the rest is ignored. */
const entrySchema = z.object({
  '@odata.type': z.string(),
  id: z.string(),
  createdDateTime: text,
  phoneNumber: text,
  phoneType: text,
  emailAddress: text,
  displayName: text,
  model: text,
  isUsable: z.boolean().nullish(),
});

type Entry = z.infer<typeof entrySchema>;

export const methodListSchema = z.object({ value: z.array(entrySchema) });

/** One entry of Graph's list in our words; what is not known yet stays, under its type's name. */
export function methodOf(entry: Entry): Method {
  const type = entry['@odata.type']
    .replace(/^#microsoft\.graph\./, '')
    .replace(/AuthenticationMethod$/, '');
  const common = {
    id: entry.id,
    ...(entry.createdDateTime ? { createdAt: entry.createdDateTime } : {}),
  };
  const device = entry.displayName ? { device: entry.displayName } : {};
  const name = entry.displayName ? { name: entry.displayName } : {};
  switch (type) {
    case 'phone': {
      const phoneType = phoneTypes.find((t) => t === entry.phoneType);
      if (!phoneType)
        return { ...common, kind: 'unknown', type: `phone (${entry.phoneType ?? ''})` };
      return { ...common, kind: 'phone', phoneType, number: entry.phoneNumber ?? '' };
    }
    case 'email':
      return { ...common, kind: 'email', address: entry.emailAddress ?? '' };
    case 'microsoftAuthenticator':
    case 'passwordlessMicrosoftAuthenticator':
      return { ...common, kind: 'authenticator', ...device };
    case 'fido2':
      return {
        ...common,
        kind: 'passkey',
        ...name,
        ...(entry.model ? { model: entry.model } : {}),
      };
    case 'windowsHelloForBusiness':
      return { ...common, kind: 'windowsHello', ...device };
    case 'platformCredential':
      return { ...common, kind: 'platformCredential', ...device };
    case 'softwareOath':
      return { ...common, kind: 'softwareToken' };
    case 'hardwareOath':
      return { ...common, kind: 'hardwareToken', ...name };
    case 'temporaryAccessPass':
      return { ...common, kind: 'temporaryAccessPass', usable: entry.isUsable ?? false };
    case 'qrCodePin':
      return { ...common, kind: 'qrCode' };
    case 'external':
      return { ...common, kind: 'external', ...name };
    case 'password':
      return { ...common, kind: 'password' };
    default:
      return { ...common, kind: 'unknown', type };
  }
}

export const preferencesSchema = z.object({
  isSystemPreferredAuthenticationMethodEnabled: z.boolean().nullish(),
  userPreferredMethodForSecondaryAuthentication: text,
});

/** Graph's signInPreferences in our words; an unknown or empty preference is none. */
export function preferencesOf(found: z.infer<typeof preferencesSchema>): Preferences {
  const preferred = found.userPreferredMethodForSecondaryAuthentication;
  return {
    systemPreferred: found.isSystemPreferredAuthenticationMethodEnabled ?? false,
    preferred: defaultMethods.find((d) => d === preferred),
  };
}
