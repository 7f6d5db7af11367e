import { type Answer, type Call, badRequest, changed, methodNotFound } from './answer';
import { type Method, type MethodName, isKind, phoneAmong } from './methods';
import type { SignInPreferences, TenantPerson } from './person';
import { choices, isBacked } from './signInPreferences';

/**
 * `DELETE …/{id}` for one kind of method: 204, 404 when the person has none with that id, 400 when
 * another method needs it. The wording for the default is the one Graph was seen to answer with.
 */
export function removing(name: MethodName): (person: TenantPerson, call: Call) => Answer {
  return (person, call) => {
    const id = call.parts.id ?? '';
    const gone = person.methods.find((each) => isKind(each, name) && each.id === id);
    if (!gone) return methodNotFound(id);
    const left = person.methods.filter((each) => each !== gone);
    if (phoneAmong(left, 'alternateMobile') && !phoneAmong(left, 'mobile')) {
      return badRequest('A user cannot have an alternateMobile phone without a mobile phone.');
    }
    if (isDefaultLost(person.preferences, left) && choices(left).length > 0) {
      return badRequest(
        'Cannot delete default method with other methods configured. Please change default method before deletion.',
      );
    }
    return changed({ ...person, methods: left, preferences: kept(person.preferences, left) });
  };
}

function isDefaultLost(preferences: SignInPreferences, left: readonly Method[]): boolean {
  const preferred = preferences.userPreferredMethodForSecondaryAuthentication;
  return preferred !== undefined && !isBacked(preferred, left);
}

/** Whoever removes the last method that could be the default has no default any more. */
function kept(preferences: SignInPreferences, left: readonly Method[]): SignInPreferences {
  if (!isDefaultLost(preferences, left)) return preferences;
  return {
    isSystemPreferredAuthenticationMethodEnabled:
      preferences.isSystemPreferredAuthenticationMethodEnabled,
  };
}
