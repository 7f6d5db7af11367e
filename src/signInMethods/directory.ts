import type { Person } from '../organisation/person';
import type { DefaultMethod, PhoneType, Registration } from './method';

/** What the directory knows of a person, apart from their methods. */
export interface DirectoryPerson {
  readonly name: string;
  readonly address: string | undefined;
  readonly guest: boolean;
  readonly enabled: boolean;
  readonly language: string | undefined;
}

/**
 * The organisation's directory. Every call is about the person handed in and nobody else.
 * @throws DirectoryRefused when it answered no, DirectoryUnreachable when it did not answer.
 */
export interface Directory {
  registration(person: Person): Promise<Registration>;
  person(person: Person): Promise<DirectoryPerson | undefined>;
  /** Holds any directory role: such accounts are changed by administrators only. */
  isPrivileged(person: Person): Promise<boolean>;
  isMemberOfAny(person: Person, groups: readonly string[]): Promise<boolean>;
  setDefault(person: Person, to: DefaultMethod): Promise<void>;
  addPhone(person: Person, type: PhoneType, number: string): Promise<void>;
  changePhone(person: Person, methodId: string, type: PhoneType, number: string): Promise<void>;
  addEmail(person: Person, address: string): Promise<void>;
  changeEmail(person: Person, methodId: string, address: string): Promise<void>;
}

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

/** The directory was not reached, or broke off: whether a write happened is not known. */
export class DirectoryUnreachable extends Error {
  constructor(cause: unknown) {
    super('the directory was not reached', { cause });
    this.name = 'DirectoryUnreachable';
  }
}
