import type { z } from 'zod';
import type { SentMail } from './mail';
import { type TenantPerson, findPerson } from './person';

/** What a route is told about one request. */
export interface Call {
  readonly people: readonly TenantPerson[];
  /** The parts of the path in braces, decoded. */
  readonly parts: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON; undefined when nothing was sent. */
  readonly body: unknown;
  /** Where this tenant answers, with the version, such as `http://127.0.0.1:4000/v1.0`. */
  readonly root: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Carried out; `person` or `mail` is what the tenant has to remember before it says so. */
export interface Done {
  readonly kind: 'done';
  readonly status: 200 | 201 | 202 | 204;
  readonly body?: object;
  readonly person?: TenantPerson;
  readonly mail?: SentMail;
}

/** Refused, as Graph says it: a status, a code to act on, a message for developers. */
export interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export type Answer = Done | Refused;

export type Handler = (call: Call) => Answer;

export function ok(body: object): Done {
  return { kind: 'done', status: 200, body };
}

export function created(person: TenantPerson, body: object): Done {
  return { kind: 'done', status: 201, person, body };
}

/** 204: the person was changed and there is nothing to say. */
export function changed(person: TenantPerson): Done {
  return { kind: 'done', status: 204, person };
}

export function refused(status: number, code: string, message: string): Refused {
  return { kind: 'refused', status, code, message };
}

/** 400 in the spelling that the authentication methods use; other parts of Graph write `BadRequest`. */
export function badRequest(message: string): Refused {
  return refused(400, 'badRequest', message);
}

/** 404 for a method the person does not have. */
export function methodNotFound(id: string): Refused {
  return refused(404, 'resourceNotFound', `The authentication method '${id}' was not found.`);
}

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

function misfit(error: z.ZodError): string {
  return error.issues
    .map((issue) =>
      issue.code === 'unrecognized_keys'
        ? `The property '${issue.keys.join("', '")}' does not exist on this type.`
        : `Invalid value for '${issue.path.join('.')}': ${issue.message}.`,
    )
    .join(' ');
}
