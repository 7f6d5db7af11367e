import type { Person } from '../organisation/person';
import type { DefaultMethod, PhoneType, Registration } from './method';

/** What the directory knows of a person, apart from their methods. */
export interface DirectoryPerson {
  readonly name: string;
  readonly address: string | undefined;
  /** What the person types to sign in. */
  readonly signInName: string | undefined;
  readonly guest: boolean;
  readonly enabled: boolean;
  readonly language: string | undefined;
}

/**
 * What the organisation's directory tells. Every call is about the person handed in and nobody else.
 * @throws DirectoryRefused when it answered no, DirectoryUnreachable when it did not answer.
 */
export interface DirectoryReader {
  registration(person: Person): Promise<Registration>;
  person(person: Person): Promise<DirectoryPerson | undefined>;
  /** Holds any directory role: such accounts are changed by administrators only. */
  isPrivileged(person: Person): Promise<boolean>;
  isMemberOfAny(person: Person, groups: readonly string[]): Promise<boolean>;
}

/** What can be removed, each by its own call. */
export type RemovableKind = 'phone' | 'email' | 'authenticator' | 'passkey' | 'softwareToken';

/** What changes the directory: each call is one request, sent once. Throws like the reader. */
export interface MethodWriter {
  setDefault(person: Person, to: DefaultMethod): Promise<void>;
  addPhone(person: Person, type: PhoneType, number: string): Promise<void>;
  changePhone(person: Person, methodId: string, type: PhoneType, number: string): Promise<void>;
  addEmail(person: Person, address: string): Promise<void>;
  changeEmail(person: Person, methodId: string, address: string): Promise<void>;
  remove(person: Person, kind: RemovableKind, methodId: string): Promise<void>;
}

export type Directory = DirectoryReader & MethodWriter;

/** The directory said no. `status` is the HTTP status, `code` the directory's own. */
export class DirectoryRefused extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  constructor(status: number, code: string, requestId: string) {
    super(`the directory refused: ${status} ${code}`);
    this.name = 'DirectoryRefused';
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}

/** The directory is too busy and did not do what was asked. `seconds` until it may be asked again, where it says. */
export class DirectoryBusy extends Error {
  readonly seconds: number | undefined;
  constructor(seconds: number | undefined) {
    super('the directory is busy');
    this.name = 'DirectoryBusy';
    this.seconds = seconds;
  }
}

/**
 * The directory was not reached, broke off or failed. `answered`: it said that it failed, so nothing is under way any
 * more; else whether a write happened, or still will, is not known.
 */
export class DirectoryUnreachable extends Error {
  readonly answered: boolean;
  constructor(cause: unknown, answered = false) {
    super('the directory was not reached', { cause });
    this.name = 'DirectoryUnreachable';
    this.answered = answered;
  }
}
