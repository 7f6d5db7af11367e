import type { Client } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import type { Person } from '../../organisation/person';
import type {
  DirectoryPerson,
  DirectoryReader,
  MethodWriter,
  RemovableKind,
} from '../../signInMethods/directory';
import { asked, askedIfAny } from './errors';
import { methodListSchema, methodOf, preferencesOf, preferencesSchema } from './methods';

const userFields = [
  'id',
  'displayName',
  'mail',
  'userPrincipalName',
  'userType',
  'accountEnabled',
  'preferredLanguage',
];

const userSchema = z.object({
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userType: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  preferredLanguage: z.string().nullish(),
});

const listSchema = z.object({ value: z.array(z.unknown()) });

/** The user part of every path is the person's own object id. */
const userPath = (person: Person) => `/users/${encodeURIComponent(person.id)}`;
const authenticationPath = (person: Person) => `${userPath(person)}/authentication`;

/** Preferences exist in Graph's beta only (learn.microsoft.com, signInPreferences). */
const preferencesAt = (client: Client, person: Person) =>
  client.api(`${authenticationPath(person)}/signInPreferences`).version('beta');

/** What Microsoft Graph knows of people and their methods. */
export function graphReader(client: Client): DirectoryReader {
  return {
    async registration(person) {
      const reads: Promise<unknown>[] = [
        asked(() => client.api(`${authenticationPath(person)}/methods`).get()),
        askedIfAny(() => preferencesAt(client, person).get()),
      ];
      const [methods, preferred] = await Promise.all(reads);
      return {
        methods: methodListSchema.parse(methods).value.map(methodOf),
        preferences: preferencesOf(preferencesSchema.parse(preferred ?? {})),
      };
    },
    async person(person) {
      const found: unknown = await askedIfAny(() =>
        client.api(userPath(person)).select(userFields).get(),
      );
      return found === undefined ? undefined : directoryPerson(userSchema.parse(found));
    },
    async isPrivileged(person) {
      const path = `${userPath(person)}/transitiveMemberOf/microsoft.graph.directoryRole`;
      const roles: unknown = await asked(() =>
        client.api(path).select(['id', 'displayName']).get(),
      );
      return listSchema.parse(roles).value.length > 0;
    },
    async isMemberOfAny(person, groups) {
      if (groups.length === 0) return false;
      const found: unknown = await asked(() =>
        client.api(`${userPath(person)}/checkMemberGroups`).post({ groupIds: groups }),
      );
      return listSchema.parse(found).value.length > 0;
    },
  };
}

function directoryPerson(known: z.infer<typeof userSchema>): DirectoryPerson {
  return {
    name: known.displayName ?? '',
    signInName: known.userPrincipalName ?? undefined,
    address: known.mail ?? known.userPrincipalName ?? undefined,
    guest: known.userType?.toLowerCase() === 'guest',
    enabled: known.accountEnabled ?? true,
    language: known.preferredLanguage ?? undefined,
  };
}

/** Where each kind is removed (Graph v1.0, authentication methods). */
const collectionOf: Record<RemovableKind, string> = {
  phone: 'phoneMethods',
  email: 'emailMethods',
  authenticator: 'microsoftAuthenticatorMethods',
  passkey: 'fido2Methods',
  softwareToken: 'softwareOathMethods',
};

/**
 * Changes through Microsoft Graph. Each is one request, sent once.
 * @param requestId under which Graph's own logs know the request too (a GUID).
 */
export function graphWriter(client: Client, requestId: string): MethodWriter {
  const at = (person: Person, kind: RemovableKind, id?: string) => {
    const path = `${authenticationPath(person)}/${collectionOf[kind]}`;
    const request = client.api(id === undefined ? path : `${path}/${encodeURIComponent(id)}`);
    return request.header('client-request-id', requestId);
  };
  return {
    async setDefault(person, to) {
      const body = { userPreferredMethodForSecondaryAuthentication: to };
      const request = preferencesAt(client, person).header('client-request-id', requestId);
      await asked(() => request.patch(body));
    },
    async addPhone(person, phoneType, phoneNumber) {
      await asked(() => at(person, 'phone').post({ phoneNumber, phoneType }));
    },
    async changePhone(person, id, phoneType, phoneNumber) {
      await asked(() => at(person, 'phone', id).patch({ phoneNumber, phoneType }));
    },
    async addEmail(person, emailAddress) {
      await asked(() => at(person, 'email').post({ emailAddress }));
    },
    async changeEmail(person, id, emailAddress) {
      await asked(() => at(person, 'email', id).patch({ emailAddress }));
    },
    async remove(person, kind, id) {
      await asked(() => at(person, kind, id).delete());
    },
  };
}
