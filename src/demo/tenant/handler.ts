import type { z } from 'zod';
import { type Answer, type Call, badRequest, refused } from './answer';
import { type TenantPerson, findPerson } from './person';

/** What carries out one verb on one path. */
export type Handler = (call: Call) => Answer;

/** A route about the person in `{user}`; 404 when there is none. */
export function about(handle: (person: TenantPerson, call: Call) => Answer): Handler {
  return (call) => {
    const named = call.parts.user ?? '';
    const person = findPerson(call.people, named);
    return person
      ? handle(person, call)
      : refused(
          404,
          'Request_ResourceNotFound',
          `Resource '${named}' does not exist or one of its queried reference-property objects are not present.`,
        );
  };
}

/** A route that takes a JSON body of one shape; 400 when it does not fit or holds a property too many. */
export function taking<Body>(
  shape: z.ZodType<Body>,
  handle: (body: Body, call: Call) => Answer,
): Handler {
  return (call) => {
    if (call.body === undefined && !shape.isOptional()) {
      return refused(400, 'BadRequest', 'Empty Payload. JSON content expected.');
    }
    const read = shape.safeParse(call.body);
    return read.success ? handle(read.data, call) : badRequest(misfit(read.error));
  };
}

/** A route that changes something of the person in `{user}` and takes a JSON body of one shape. */
export function changing<Body>(
  shape: z.ZodType<Body>,
  handle: (person: TenantPerson, body: Body, call: Call) => Answer,
): Handler {
  return about((person, call) => taking(shape, (body) => handle(person, body, call))(call));
}

function misfit(error: z.ZodError): string {
  return error.issues
    .map((issue) =>
      issue.code === 'unrecognized_keys'
        ? `The property '${issue.keys.join("', '")}' does not exist on this type.`
        : `Invalid value for '${issue.path.join('.')}': ${issue.message}.`,
    )
    .join(' ');
}
