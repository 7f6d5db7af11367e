import {
  possibleDefaults,
  usableMethods,
  type DefaultMethod,
  type Method,
  type PhoneType,
  type Registration,
} from './method';

/** A phone as a person was shown it: removing and replacing name it by its value, not by an id. */
interface PhoneAsShown {
  readonly phoneType: PhoneType;
}

/**
 * What a person wants changed. Values are checked ones: `number` in Graph's form, `address` a plain address.
 * `replaces` is the value that goes, as it was when the person was shown the change.
 */
export type Change =
  | { readonly operation: 'change-default'; readonly to: DefaultMethod }
  | (PhoneAsShown & { readonly operation: 'add-phone'; readonly number: string })
  | (PhoneAsShown & {
      readonly operation: 'replace-phone';
      readonly number: string;
      readonly replaces: string;
    })
  | (PhoneAsShown & { readonly operation: 'remove-phone'; readonly number: string })
  | { readonly operation: 'add-email'; readonly address: string }
  | { readonly operation: 'replace-email'; readonly address: string; readonly replaces: string }
  | { readonly operation: 'remove-email'; readonly address: string }
  | {
      readonly operation: Removable;
      readonly methodId: string;
      /** What the method is called, as it was shown: empty where Graph gives no name. */
      readonly name: string;
    };

/** Removals of what can be registered more than once, and so is named by its id. */
export const removable = {
  'remove-authenticator': 'authenticator',
  'remove-passkey': 'passkey',
  'remove-software-token': 'softwareToken',
} as const;
export type Removable = keyof typeof removable;

export const ruleReasons = [
  'default-not-registered',
  'default-already',
  'mobile-first',
  'same-number',
  'same-address',
  'changed-meanwhile',
  'is-default',
  'last-usable',
  'alternate-needs-mobile',
] as const;
export type RuleReason = (typeof ruleReasons)[number];

/**
 * Holds a change against the methods as they are now. Asked when the change is shown, and again at the write: one of
 * each phone type, mobile before alternate, a default only of what is registered, and nobody removes their default or
 * the last method they can sign in with.
 */
export function brokenRule(change: Change, registration: Registration): RuleReason | undefined {
  const { methods, preferences } = registration;
  switch (change.operation) {
    case 'change-default':
      if (!possibleDefaults(methods).includes(change.to)) return 'default-not-registered';
      return preferences.preferred === change.to ? 'default-already' : undefined;
    case 'add-phone':
      if (phoneOf(methods, change.phoneType)) return 'changed-meanwhile';
      return brokenByNumber(change.phoneType, change.number, methods);
    case 'replace-phone':
      if (!isSameNumber(phoneOf(methods, change.phoneType)?.number, change.replaces))
        return 'changed-meanwhile';
      return brokenByNumber(change.phoneType, change.number, methods);
    case 'add-email':
      return emailOf(methods) ? 'changed-meanwhile' : undefined;
    case 'replace-email':
      if (!isSameAddress(emailOf(methods)?.address ?? '', change.replaces))
        return 'changed-meanwhile';
      return isSameAddress(change.replaces, change.address) ? 'same-address' : undefined;
    default:
      return brokenByRemoval(removedBy(change, methods), registration);
  }
}

/** The registered method that a removal means, or undefined when it is not (or no longer) there. */
export function removedBy(change: Change, methods: readonly Method[]): Method | undefined {
  switch (change.operation) {
    case 'remove-phone': {
      const phone = phoneOf(methods, change.phoneType);
      return isSameNumber(phone?.number, change.number) ? phone : undefined;
    }
    case 'remove-email': {
      const email = emailOf(methods);
      return isSameAddress(email?.address ?? '', change.address) ? email : undefined;
    }
    case 'remove-authenticator':
    case 'remove-passkey':
    case 'remove-software-token': {
      const kind = removable[change.operation];
      return methods.find((m) => m.kind === kind && m.id === change.methodId);
    }
    default:
      return undefined;
  }
}

/** Whether the methods now are what the change wanted: asked after the write, and when its outcome is not known. */
export function isDone(change: Change, { methods, preferences }: Registration): boolean {
  switch (change.operation) {
    case 'change-default':
      return preferences.preferred === change.to;
    case 'add-phone':
    case 'replace-phone':
      return isSameNumber(phoneOf(methods, change.phoneType)?.number, change.number);
    case 'add-email':
    case 'replace-email':
      return isSameAddress(emailOf(methods)?.address ?? '', change.address);
    default:
      return removedBy(change, methods) === undefined;
  }
}

/** Whether a change takes a phone, an app or a passkey away from somebody: what a thief would do first. */
export function takesAway({ operation }: Pick<Change, 'operation'>): boolean {
  return [
    'replace-phone',
    'remove-phone',
    'remove-authenticator',
    'remove-passkey',
    'remove-software-token',
  ].includes(operation);
}

export function phoneOf(
  methods: readonly Method[],
  type: PhoneType,
): Extract<Method, { kind: 'phone' }> | undefined {
  return methods.filter((m) => m.kind === 'phone').find((m) => m.phoneType === type);
}

export function emailOf(
  methods: readonly Method[],
): Extract<Method, { kind: 'email' }> | undefined {
  return methods.find((m) => m.kind === 'email');
}

function brokenByNumber(
  type: PhoneType,
  number: string,
  methods: readonly Method[],
): RuleReason | undefined {
  if (methods.some((m) => m.kind === 'phone' && isSameNumber(m.number, number)))
    return 'same-number';
  return type === 'alternateMobile' && !phoneOf(methods, 'mobile') ? 'mobile-first' : undefined;
}

/** Graph too refuses to remove the default, and a mobile that an alternate phone leans on. */
function brokenByRemoval(
  gone: Method | undefined,
  { methods, preferences }: Registration,
): RuleReason | undefined {
  if (!gone) return 'changed-meanwhile';
  const left = methods.filter((m) => m !== gone);
  const isMobile = gone.kind === 'phone' && gone.phoneType === 'mobile';
  if (isMobile && phoneOf(left, 'alternateMobile')) return 'alternate-needs-mobile';
  if (gone.kind !== 'email' && usableMethods(left).length === 0) return 'last-usable';
  const { preferred } = preferences;
  const loses = preferred !== undefined && possibleDefaults([gone]).includes(preferred);
  return loses && !possibleDefaults(left).includes(preferred) ? 'is-default' : undefined;
}

/** Graph keeps a number as it was written; spaces after the country code mean nothing. */
function isSameNumber(one: string | undefined, other: string): boolean {
  return one?.replace(/ /g, '') === other.replace(/ /g, '');
}

function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
