import type { Change } from '../signInMethods/change';
import { maskAddress, maskNumber } from '../signInMethods/masking';
import { shownNumber } from '../signInMethods/phoneNumber';
import type { Wording } from './en';

/** Exactly what a change will do, from the very values that will be written: new ones in full, old ones masked. */
export function willHappen(change: Change, say: Wording): string {
  const { code } = say;
  const { willHappen: will } = say.change;
  switch (change.operation) {
    case 'change-default':
      return will['change-default'](say.defaults[change.to]);
    case 'add-phone':
      return code.addPhone(shownNumber(change.number), say.phoneTypes[change.phoneType]);
    case 'replace-phone': {
      const type = say.phoneTypes[change.phoneType];
      return code.replacePhone(shownNumber(change.number), type, maskNumber(change.replaces));
    }
    case 'remove-phone':
      return will['remove-phone'](maskNumber(change.number), say.phoneTypes[change.phoneType]);
    case 'add-email':
      return code.addEmail(change.address);
    case 'replace-email':
      return code.replaceEmail(change.address, maskAddress(change.replaces));
    case 'remove-email':
      return will['remove-email'](maskAddress(change.address));
    default:
      return will[change.operation](change.name);
  }
}

/** What a change has done, with everything masked: for cards that stay, receipts and tickets. */
export function hasHappened(change: Change, say: Wording): string {
  const { hasHappened: has } = say.change;
  switch (change.operation) {
    case 'change-default':
      return say.changeDefault.done(say.defaults[change.to]);
    case 'add-phone':
      return say.phone.added(maskNumber(change.number));
    case 'replace-phone':
      return say.phone.replaced(maskNumber(change.number));
    case 'remove-phone':
      return has['remove-phone'](maskNumber(change.number));
    case 'add-email':
      return say.email.added(maskAddress(change.address));
    case 'replace-email':
      return say.email.replaced(maskAddress(change.address));
    case 'remove-email':
      return has['remove-email'](maskAddress(change.address));
    default:
      return has[change.operation](change.name);
  }
}

/** What to mind after a change, or nothing. */
export function mindAfter(change: Change, say: Wording): string {
  const isPhone = change.operation === 'add-phone' || change.operation === 'replace-phone';
  return isPhone ? say.phone.smsEnd : (say.change.leftOver[change.operation] ?? '');
}
