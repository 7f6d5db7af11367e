import type { Client } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import type { Person } from '../../organisation/person';
import type { Directory } from '../../signInMethods/directory';
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

/** Microsoft Graph as the directory. The user part of every path is the person's own object id. */
export function graphDirectory(client: Client): Directory {
  const user = (person: Person) => `/users/${encodeURIComponent(person.id)}`;
  const authentication = (person: Person) => `${user(person)}/authentication`;
  /** Preferences exist in Graph's beta only (learn.microsoft.com, signInPreferences). */
  const preferences = (person: Person) =>
    client.api(`${authentication(person)}/signInPreferences`).version('beta');
  return {
    async registration(person) {
      const [methods, preferred] = await Promise.all([
        asked(() => client.api(`${authentication(person)}/methods`).get()),
        askedIfAny(() => preferences(person).get()),
      ]);
      return {
        methods: methodListSchema.parse(methods).value.map(methodOf),
        preferences: preferencesOf(preferencesSchema.parse(preferred ?? {})),
      };
    },
    async person(person) {
      const found: unknown = await askedIfAny(() =>
        client.api(user(person)).select(userFields).get(),
      );
      if (found === undefined) return undefined;
      const known = userSchema.parse(found);
      return {
        name: known.displayName ?? '',
        address: known.mail ?? known.userPrincipalName ?? undefined,
        guest: known.userType?.toLowerCase() === 'guest',
        enabled: known.accountEnabled ?? true,
        language: known.preferredLanguage ?? undefined,
      };
    },
    async isPrivileged(person) {
      const roles: unknown = await asked(() =>
        client
          .api(`${user(person)}/transitiveMemberOf/microsoft.graph.directoryRole`)
          .select(['id', 'displayName'])
          .get(),
      );
      return listSchema.parse(roles).value.length > 0;
    },
    async isMemberOfAny(person, groups) {
      if (groups.length === 0) return false;
      const found: unknown = await asked(() =>
        client.api(`${user(person)}/checkMemberGroups`).post({ groupIds: groups }),
      );
      return listSchema.parse(found).value.length > 0;
    },
    async setDefault(person, to) {
      const body = { userPreferredMethodForSecondaryAuthentication: to };
      await asked(() => preferences(person).patch(body));
    },
    async addPhone(person, phoneType, phoneNumber) {
      const path = `${authentication(person)}/phoneMethods`;
      await asked(() => client.api(path).post({ phoneNumber, phoneType }));
    },
    async changePhone(person, methodId, phoneType, phoneNumber) {
      const path = `${authentication(person)}/phoneMethods/${encodeURIComponent(methodId)}`;
      await asked(() => client.api(path).patch({ phoneNumber, phoneType }));
    },
    async addEmail(person, emailAddress) {
      const path = `${authentication(person)}/emailMethods`;
      await asked(() => client.api(path).post({ emailAddress }));
    },
    async changeEmail(person, methodId, emailAddress) {
      const path = `${authentication(person)}/emailMethods/${encodeURIComponent(methodId)}`;
      await asked(() => client.api(path).patch({ emailAddress }));
    },
  };
}
