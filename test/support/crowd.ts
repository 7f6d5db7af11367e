import { demonstrationPeople } from '../../src/demo/tenant/people';
import type { TenantPerson } from '../../src/demo/tenant/person';

/** So many members who each have what Alex has: an app and a mobile, and a mailbox of their own. */
export function crowd(size: number): TenantPerson[] {
  const [alex] = demonstrationPeople('derby.ac.uk');
  if (!alex) throw new Error('the demonstration has no people');
  return Array.from({ length: size }, (_, i) => {
    const number = String(i).padStart(4, '0');
    const address = `member.${number}@derby.ac.uk`;
    return {
      ...alex,
      id: `00000000-0000-4000-8000-00000001${number}`,
      displayName: `Member ${i}`,
      userPrincipalName: address,
      mail: address,
    };
  });
}
