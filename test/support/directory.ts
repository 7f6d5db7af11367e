import type { Person } from '../../src/organisation/person';
import {
  DirectoryRefused,
  DirectoryUnreachable,
  type Directory,
  type DirectoryPerson,
} from '../../src/signInMethods/directory';
import type {
  DefaultMethod,
  Method,
  PhoneType,
  Registration,
} from '../../src/signInMethods/method';

/** Microsoft Graph gives a phone of a type and the e-mail address the same id for everybody. */
export const methodIds = {
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
  email: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
} as const;

export function phone(phoneType: PhoneType, number: string): Method {
  return { id: methodIds[phoneType], kind: 'phone', phoneType, number };
}

export function email(address: string): Method {
  return { id: methodIds.email, kind: 'email', address };
}

export const authenticator: Method = { id: 'app-1', kind: 'authenticator', device: 'Pixel 9' };
export const password: Method = { id: 'password-1', kind: 'password' };

export function registered(
  methods: readonly Method[],
  preferred?: DefaultMethod,
  systemPreferred = false,
): Registration {
  return { methods, preferences: { systemPreferred, preferred } };
}

/** Somebody the directory knows. `privileged` and `groups` as the directory would answer. */
export interface Known extends Partial<DirectoryPerson> {
  readonly registration: Registration;
  readonly privileged?: boolean;
  readonly groups?: readonly string[];
}

const writes = [
  'setDefault',
  'addPhone',
  'changePhone',
  'addEmail',
  'changeEmail',
  'remove',
] as const;

export interface Call {
  readonly operation: keyof Directory;
  readonly personId: string;
  readonly values: readonly string[];
}

export interface InMemoryDirectory extends Directory {
  /** Every call in its order. */
  readonly calls: readonly Call[];
  /** The calls that change something. */
  writes(): Call[];
  /** What somebody has now. */
  has(personId: string): Registration;
  /** Changes somebody's methods from outside: at the portal, by an administrator. */
  becomes(personId: string, registration: Registration): void;
}

/**
 * What happens at a call: `before` it is carried out, and `after` it was, just before it is answered. Either may
 * throw, and either may change what people have.
 */
export interface Trouble {
  before?(call: Call, directory: InMemoryDirectory): void;
  after?(call: Call, directory: InMemoryDirectory): void;
}

/** A directory that behaves as it is told. People are keyed by their id, all of one tenant. */
export function inMemoryDirectory(
  people: Readonly<Record<string, Known>>,
  trouble: Trouble = {},
): InMemoryDirectory {
  const calls: Call[] = [];
  const registrations = new Map(Object.entries(people).map(([id, k]) => [id, k.registration]));

  function has(id: string): Registration {
    const found = registrations.get(id);
    if (!found) throw new DirectoryRefused(404, 'Request_ResourceNotFound', 'request-0');
    return found;
  }

  function put(id: string, method: Method): void {
    const { methods, preferences } = has(id);
    const others = methods.filter((m) => m.id !== method.id);
    registrations.set(id, { methods: [...others, method], preferences });
  }

  function existing(id: string, methodId: string): void {
    if (!has(id).methods.some((m) => m.id === methodId))
      throw new DirectoryRefused(404, 'itemNotFound', 'request-0');
  }

  /** Carried out as a whole, like one request: a promise that is answered or broken off. */
  function called<T>(
    operation: keyof Directory,
    person: Person,
    values: readonly string[],
    run: () => T,
  ): Promise<T> {
    const call: Call = { operation, personId: person.id, values };
    calls.push(call);
    return Promise.resolve().then(() => {
      trouble.before?.(call, directory);
      const answer = run();
      trouble.after?.(call, directory);
      return answer;
    });
  }

  const directory: InMemoryDirectory = {
    calls,
    writes: () => calls.filter((c) => (writes as readonly string[]).includes(c.operation)),
    has,
    becomes: (id, registration) => void registrations.set(id, registration),
    registration: (person) => called('registration', person, [], () => has(person.id)),
    person: (person) =>
      called('person', person, [], () => {
        const known = people[person.id];
        return (
          known && {
            name: known.name ?? person.name,
            address: known.address,
            signInName: known.signInName,
            guest: known.guest ?? false,
            enabled: known.enabled ?? true,
            language: known.language,
          }
        );
      }),
    isPrivileged: (person) =>
      called('isPrivileged', person, [], () => people[person.id]?.privileged ?? false),
    isMemberOfAny: (person, groups) =>
      called('isMemberOfAny', person, groups, () =>
        groups.some((g) => people[person.id]?.groups?.includes(g)),
      ),
    setDefault: (person, to) =>
      called('setDefault', person, [to], () => {
        const { methods, preferences } = has(person.id);
        registrations.set(person.id, { methods, preferences: { ...preferences, preferred: to } });
      }),
    addPhone: (person, type, number) =>
      called('addPhone', person, [type, number], () => put(person.id, phone(type, number))),
    changePhone: (person, methodId, type, number) =>
      called('changePhone', person, [methodId, type, number], () => {
        existing(person.id, methodId);
        put(person.id, phone(type, number));
      }),
    addEmail: (person, address) =>
      called('addEmail', person, [address], () => put(person.id, email(address))),
    changeEmail: (person, methodId, address) =>
      called('changeEmail', person, [methodId, address], () => {
        existing(person.id, methodId);
        put(person.id, email(address));
      }),
    remove: (person, kind, methodId) =>
      called('remove', person, [kind, methodId], () => {
        existing(person.id, methodId);
        const { methods, preferences } = has(person.id);
        const left = methods.filter((m) => m.id !== methodId);
        registrations.set(person.id, { methods: left, preferences });
      }),
  };
  return directory;
}

function onWrite(then: (call: Call, directory: InMemoryDirectory) => void): Trouble['before'] {
  return (call, directory) => {
    if ((writes as readonly string[]).includes(call.operation)) then(call, directory);
  };
}

/** What can go wrong with a write. */
export const troubles = {
  /** Answers no; nothing changes. */
  refuses: {
    before: onWrite(() => {
      throw new DirectoryRefused(400, 'badRequest', 'request-1');
    }),
  },
  /** The request never arrives. */
  unreachableBefore: {
    before: onWrite(() => {
      throw new DirectoryUnreachable(new Error('connect ECONNREFUSED'));
    }),
  },
  /** The request is carried out, the answer never arrives. */
  unreachableAfter: {
    after: onWrite(() => {
      throw new DirectoryUnreachable(new Error('socket hang up'));
    }),
  },
} satisfies Record<string, Trouble>;
