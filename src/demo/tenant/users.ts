import { z } from 'zod';
import { type Answer, type Call, context, ok, refused } from './answer';
import type { TenantPerson } from './person';
import { readPass } from './temporaryAccessPass';

/** What Graph answers when nobody selects (Graph reference, user: "returned by default"). */
const returnedByDefault = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

const roleProperties = ['id', 'displayName', 'roleTemplateId'];

/** The body of `POST checkMemberGroups`: 1 to 20 object ids of groups. */
export const groupQuestion = z
  .object({ groupIds: z.array(z.string().uuid()).min(1).max(20) })
  .strict();

/** `GET users/{user}`: what `$select` names and nothing else; a property nobody knows is 400. */
export function readUser(person: TenantPerson, call: Call): Answer {
  const { id, displayName, mail, userPrincipalName } = person;
  const { userType, accountEnabled, preferredLanguage } = person;
  const known = {
    id,
    displayName,
    mail,
    userPrincipalName,
    userType,
    accountEnabled,
    preferredLanguage,
    businessPhones: person.businessPhones ?? [],
    givenName: null,
    surname: null,
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
  };
  const wanted = selected(call);
  const unknown = wanted?.find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) return noSuchProperty(unknown, 'user');
  const described = wanted ? `users(${wanted.join(',')})/$entity` : 'users/$entity';
  return ok({ ...context(call, described), ...pick(wanted ?? returnedByDefault, known) });
}

/** `GET users/{user}/authentication/methods`: every method, each with its `@odata.type`. */
export function listMethods(person: TenantPerson, call: Call): Answer {
  const now = call.now();
  return ok({
    ...context(call, `users('${person.id}')/authentication/methods`),
    value: person.methods.map((each) =>
      each['@odata.type'] === '#microsoft.graph.temporaryAccessPassAuthenticationMethod'
        ? readPass(each, now)
        : each,
    ),
  });
}

/** `GET users/{user}/transitiveMemberOf/microsoft.graph.directoryRole`: the roles somebody holds. */
export function listDirectoryRoles(person: TenantPerson, call: Call): Answer {
  const wanted = selected(call) ?? roleProperties;
  const unknown = wanted.find((name) => !roleProperties.includes(name));
  if (unknown !== undefined) return noSuchProperty(unknown, 'directoryRole');
  return ok({
    ...context(call, `directoryRoles(${wanted.join(',')})`),
    value: person.directoryRoles.map((role) => pick(wanted, role)),
  });
}

/** `POST users/{user}/checkMemberGroups`: those of the groups asked about that the person is in. */
export function checkMemberGroups(
  person: TenantPerson,
  { groupIds }: z.infer<typeof groupQuestion>,
  call: Call,
): Answer {
  return ok({
    ...context(call, 'Collection(Edm.String)'),
    value: groupIds.filter((id) => person.groups.includes(id)),
  });
}

function selected({ query }: Call): string[] | undefined {
  return query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
}

function pick(names: readonly string[], known: object): object {
  return Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name)));
}

function noSuchProperty(name: string, type: string): Answer {
  return refused(
    400,
    'BadRequest',
    `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
  );
}
