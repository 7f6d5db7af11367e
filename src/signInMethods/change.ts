import {
  possibleDefaults,
  type DefaultMethod,
  type Method,
  type PhoneType,
  type Registration,
} from './method';

/** What a person wants changed. Values are checked ones: `number` in Graph's form, `address` a plain address. */
export type Change =
  | { readonly operation: 'change-default'; readonly to: DefaultMethod }
  | {
      readonly operation: 'add-phone';
      readonly phoneType: PhoneType;
      readonly number: string;
      /** The number that this one replaces, as it was when the person was shown the change. */
      readonly replaces?: string;
    }
  | { readonly operation: 'add-email'; readonly address: string; readonly replaces?: string };

export const ruleReasons = [
  'default-not-registered',
  'default-already',
  'mobile-first',
  'same-number',
  'same-address',
  'changed-meanwhile',
] as const;
export type RuleReason = (typeof ruleReasons)[number];

/**
 * Holds a change against the methods as they are now: one of each phone type, mobile before alternate, a
 * default only of what is registered. Asked when the change is shown, and again at the write.
 */
export function brokenRule(change: Change, registration: Registration): RuleReason | undefined {
  const { methods, preferences } = registration;
  switch (change.operation) {
    case 'change-default':
      if (!possibleDefaults(methods).includes(change.to)) return 'default-not-registered';
      return preferences.preferred === change.to ? 'default-already' : undefined;
    case 'add-phone': {
      const existing = phoneOf(methods, change.phoneType);
      if (!sameNumber(existing?.number, change.replaces)) return 'changed-meanwhile';
      if (methods.some((m) => m.kind === 'phone' && sameNumber(m.number, change.number)))
        return 'same-number';
      if (change.phoneType === 'alternateMobile' && !phoneOf(methods, 'mobile'))
        return 'mobile-first';
      return undefined;
    }
    case 'add-email': {
      const existing = emailOf(methods);
      if (existing?.address !== change.replaces) return 'changed-meanwhile';
      return existing?.address.toLowerCase() === change.address.toLowerCase()
        ? 'same-address'
        : undefined;
    }
  }
}

/** Whether the methods now are what the change wanted: asked after the write, and when its outcome is not known. */
export function isDone(change: Change, { methods, preferences }: Registration): boolean {
  switch (change.operation) {
    case 'change-default':
      return preferences.preferred === change.to;
    case 'add-phone':
      return sameNumber(phoneOf(methods, change.phoneType)?.number, change.number);
    case 'add-email':
      return emailOf(methods)?.address.toLowerCase() === change.address.toLowerCase();
  }
}

/** Graph keeps a number as it was written; spaces after the country code mean nothing. */
function sameNumber(one: string | undefined, other: string | undefined): boolean {
  return one?.replace(/ /g, '') === other?.replace(/ /g, '');
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
