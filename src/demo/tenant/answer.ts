import type { SentMail } from './sentMail';
import type { TenantPerson } from './person';

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
  /** Headers that belong to the refusal, such as `allow`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What became of a request; faults are thrown. */
export type Answer = Done | Refused;

/** The annotation Graph opens every entity and collection with: where its description lies. */
export function context(call: Call, described: string): { '@odata.context': string } {
  return { '@odata.context': `${call.root}/$metadata#${described}` };
}

/** 200 with a body. */
export function ok(body: object): Done {
  return { kind: 'done', status: 200, body };
}

/** 201: something was added to the person, and the body is what. */
export function created(person: TenantPerson, body: object): Done {
  return { kind: 'done', status: 201, person, body };
}

/** 204: the person was changed and there is nothing to say. */
export function changed(person: TenantPerson): Done {
  return { kind: 'done', status: 204, person };
}

/** A refusal; `code` is Graph's, for programs, and `message` for developers. */
export function refused(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Refused {
  return { kind: 'refused', status, code, message, headers };
}

/** 400 in the spelling that the authentication methods use; other parts of Graph write `BadRequest`. */
export function badRequest(message: string): Refused {
  return refused(400, 'badRequest', message);
}

/** 404 for a method the person does not have. */
export function methodNotFound(id: string): Refused {
  return refused(404, 'resourceNotFound', `The authentication method '${id}' was not found.`);
}
