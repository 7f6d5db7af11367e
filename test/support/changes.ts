import type { Change, Removable } from '../../src/signInMethods/change';
import type { DefaultMethod, Method, PhoneType } from '../../src/signInMethods/method';
import { authenticator, email, phone } from './directory';

/** Methods of Alex, each as it was registered. */
export const mobile = phone('mobile', '+44 7400123456');
export const alternate = phone('alternateMobile', '+44 7400123457');
export const office = phone('office', '+44 2079460958');
export const address = email('alex@example.org');
export const spaced = phone('mobile', '+44 7400 123 456');
export const secondApp: Method = { ...authenticator, id: 'app-2' };
export const passkey: Method = { id: 'passkey-1', kind: 'passkey', name: 'Key on a ring' };
export const softwareToken: Method = { id: 'soft-1', kind: 'softwareToken' };
export const hardwareToken: Method = { id: 'hard-1', kind: 'hardwareToken' };
export const pass: Method = { id: 'pass-1', kind: 'temporaryAccessPass', usable: true };

/** Changes, with their values as they stand in them. */
export const setDefault = (to: DefaultMethod): Change => ({ operation: 'change-default', to });
export const addPhone = (phoneType: PhoneType, number: string): Change => ({
  operation: 'add-phone',
  phoneType,
  number,
});
export const replacePhone = (phoneType: PhoneType, number: string, replaces: string): Change => ({
  operation: 'replace-phone',
  phoneType,
  number,
  replaces,
});
export const removePhone = (phoneType: PhoneType, number: string): Change => ({
  operation: 'remove-phone',
  phoneType,
  number,
});
export const addEmail = (to: string): Change => ({ operation: 'add-email', address: to });
export const replaceEmail = (to: string, replaces: string): Change => ({
  operation: 'replace-email',
  address: to,
  replaces,
});
export const removeEmail = (from: string): Change => ({ operation: 'remove-email', address: from });
export const removeById = (operation: Removable, methodId: string): Change => ({
  operation,
  methodId,
  name: 'as it was shown',
});

/** The removals of the methods above. */
export const removal = {
  mobile: removePhone('mobile', '+44 7400123456'),
  alternate: removePhone('alternateMobile', '+44 7400123457'),
  app: removeById('remove-authenticator', 'app-1'),
  passkey: removeById('remove-passkey', 'passkey-1'),
  softwareToken: removeById('remove-software-token', 'soft-1'),
};
