import { z } from 'zod';
import {
  type Answer,
  type Call,
  badRequest,
  changed,
  context,
  created,
  methodNotFound,
} from './answer';
import { emailId } from './methods';
import type { TenantPerson } from './person';
import { email } from './registeredMethods';

/** The body of `POST emailMethods` and of `PATCH emailMethods/{id}`. */
export const writtenEmail = z
  .object({
    '@odata.type': z.literal('#microsoft.graph.emailAuthenticationMethod').optional(),
    emailAddress: z.string().email().max(254),
  })
  .strict();

type WrittenEmail = z.infer<typeof writtenEmail>;

/** `POST emailMethods`: 201 with the method; a person has one address at most. */
export function addEmail(person: TenantPerson, wish: WrittenEmail, call: Call): Answer {
  if (person.methods.some(({ id }) => id === emailId)) {
    return badRequest('The user already has an email authentication method.');
  }
  const added = email(wish.emailAddress, call.now().toISOString());
  return created(
    { ...person, methods: [...person.methods, added] },
    { ...context(call, `users('${person.id}')/authentication/emailMethods/$entity`), ...added },
  );
}

/** `PATCH emailMethods/{id}`: 204. */
export function changeEmail(person: TenantPerson, wish: WrittenEmail, call: Call): Answer {
  const id = call.parts.id ?? '';
  const old = person.methods
    .filter((each) => each['@odata.type'] === '#microsoft.graph.emailAuthenticationMethod')
    .find((each) => each.id === id);
  if (!old) return methodNotFound(id);
  const methods = person.methods.map((each) =>
    each === old ? { ...old, emailAddress: wish.emailAddress } : each,
  );
  return changed({ ...person, methods });
}
