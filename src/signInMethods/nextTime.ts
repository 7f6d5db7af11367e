import { possibleDefaults, type DefaultMethod, type Method, type Registration } from './method';

/** What Microsoft will ask for at the next sign-in that needs a second factor. */
export type NextTime =
  | { readonly kind: 'nothing-registered' }
  | {
      readonly kind: 'system-preferred';
      readonly asked: AskedFor;
      readonly ignoresDefault: boolean;
    }
  | { readonly kind: 'default'; readonly asked: DefaultMethod }
  | { readonly kind: 'first-registered'; readonly asked: AskedFor };

/** In words that a person can match with what they see: a kind of method, or one of the defaults. */
export type AskedFor = 'temporaryAccessPass' | 'passkey' | 'external' | DefaultMethod;

/**
 * With system-preferred authentication on, Microsoft asks for the strongest registered method: Temporary Access
 * Pass, passkey, certificate, Authenticator notification, external method, one-time code, telephone
 * (learn.microsoft.com, "System-preferred multifactor authentication"). Certificates are not in the list that Graph returns.
 */
export function nextTime({ methods, preferences }: Registration): NextTime {
  const asked = strongest(methods);
  if (!asked) return { kind: 'nothing-registered' };
  if (preferences.systemPreferred) {
    const ignoresDefault = preferences.preferred !== undefined && preferences.preferred !== asked;
    return { kind: 'system-preferred', asked, ignoresDefault };
  }
  const { preferred } = preferences;
  if (preferred && possibleDefaults(methods).includes(preferred))
    return { kind: 'default', asked: preferred };
  return { kind: 'first-registered', asked };
}

function strongest(methods: readonly Method[]): AskedFor | undefined {
  const has = (...kinds: Method['kind'][]) => methods.some((m) => kinds.includes(m.kind));
  if (methods.some((m) => m.kind === 'temporaryAccessPass' && m.usable))
    return 'temporaryAccessPass';
  if (has('passkey', 'platformCredential', 'windowsHello')) return 'passkey';
  if (has('authenticator')) return 'push';
  if (has('external')) return 'external';
  return possibleDefaults(methods)[0];
}

/** Whether text messages and calls are all that stands between this person and their account. */
export function dependsOnTelephone(methods: readonly Method[]): boolean {
  const second = methods.filter(
    (m) => !['password', 'email', 'temporaryAccessPass'].includes(m.kind),
  );
  return second.length > 0 && second.every((m) => m.kind === 'phone');
}
