import type { Client } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import type { Person } from '../../organisation/person';
import type { Directory, DirectoryPerson } from '../../signInMethods/directory';
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

/** Microsoft Graph as the directory. */
export function graphDirectory(client: Client): Directory {
  return { ...reading(client), ...writing(client) };
}

function reading(
  client: Client,
): Pick<Directory, 'registration' | 'person' | 'isPrivileged' | 'isMemberOfAny'> {
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
    address: known.mail ?? known.userPrincipalName ?? undefined,
    guest: known.userType?.toLowerCase() === 'guest',
    enabled: known.accountEnabled ?? true,
    language: known.preferredLanguage ?? undefined,
  };
}

/** Each write is one request, sent once. */
function writing(
  client: Client,
): Pick<Directory, 'setDefault' | 'addPhone' | 'changePhone' | 'addEmail' | 'changeEmail'> {
  const phones = (person: Person) => `${authenticationPath(person)}/phoneMethods`;
  const emails = (person: Person) => `${authenticationPath(person)}/emailMethods`;
  return {
    async setDefault(person, to) {
      const body = { userPreferredMethodForSecondaryAuthentication: to };
      await asked(() => preferencesAt(client, person).patch(body));
    },
    async addPhone(person, phoneType, phoneNumber) {
      await asked(() => client.api(phones(person)).post({ phoneNumber, phoneType }));
    },
    async changePhone(person, id, phoneType, phoneNumber) {
      const path = `${phones(person)}/${encodeURIComponent(id)}`;
      await asked(() => client.api(path).patch({ phoneNumber, phoneType }));
    },
    async addEmail(person, emailAddress) {
      await asked(() => client.api(emails(person)).post({ emailAddress }));
    },
    async changeEmail(person, id, emailAddress) {
      const path = `${emails(person)}/${encodeURIComponent(id)}`;
      await asked(() => client.api(path).patch({ emailAddress }));
    },
  };
}
