import type { Routes } from '../organisation/policy';
import type { Change } from './change';
import type { Method } from './method';

/** The change that removes a method, or undefined for a kind that is not removed from here. */
export function removalOf(method: Method): Change | undefined {
  switch (method.kind) {
    case 'phone':
      return { operation: 'remove-phone', phoneType: method.phoneType, number: method.number };
    case 'email':
      return { operation: 'remove-email', address: method.address };
    case 'authenticator':
      return { operation: 'remove-authenticator', methodId: method.id, name: method.device ?? '' };
    case 'passkey':
      return { operation: 'remove-passkey', methodId: method.id, name: method.name ?? '' };
    case 'softwareToken':
      return { operation: 'remove-software-token', methodId: method.id, name: '' };
    default:
      return undefined;
  }
}

/** What of these can be removed here, by the routes that are set. */
export function removableHere(methods: readonly Method[], routes: Routes): Method[] {
  return methods.filter((m) => {
    const change = removalOf(m);
    return change !== undefined && routes[change.operation] !== 'portal';
  });
}
