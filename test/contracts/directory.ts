import type { Person } from '../../src/organisation/person';
import { DirectoryRefused, type Directory } from '../../src/signInMethods/directory';
import { emailOf, phoneOf } from '../../src/signInMethods/change';
import { phoneTypes, possibleDefaults, type Registration } from '../../src/signInMethods/method';
import { until } from '../support/until';

/** A directory to be held to the contract. */
export interface DirectoryBench {
  readonly directory: Directory;
  /** A member without a role, whose methods may be changed; what is changed is put back. */
  readonly person: Person;
  /** Numbers in Graph's form and addresses that nobody uses. */
  readonly numbers: readonly [string, string];
  readonly addresses: readonly [string, string];
}

const nobody = '00000000-0000-4000-8000-00000000dead';
const noGroup = '00000000-0000-4000-8000-00000000beef';

/** What every directory does, the simulated one and a real tenant alike. */
export function directoryContract(benchOf: () => DirectoryBench): void {
  const registration = () => benchOf().directory.registration(benchOf().person);
  /** A directory may need a moment until a reading shows what was written. */
  const shows = (seen: (now: Registration) => boolean) =>
    until(async () => seen(await registration()));

  describe('reading', () => {
    it('knows a member: named, enabled, no guest, with an address and without a role', async () => {
      const { directory, person } = benchOf();
      const known = await directory.person(person);
      expect(known).toMatchObject({ guest: false, enabled: true });
      expect(known?.name).not.toBe('');
      expect(known?.address).toContain('@');
      expect(await directory.isPrivileged(person)).toBe(false);
    });

    it('knows nobody where there is nobody, and has no methods of theirs', async () => {
      const { directory, person } = benchOf();
      const stranger = { ...person, id: nobody };
      expect(await directory.person(stranger)).toBeUndefined();
      await expect(directory.registration(stranger)).rejects.toThrow(DirectoryRefused);
    });

    it('says of a group that somebody is not in, and of no group, that they are not', async () => {
      const { directory, person } = benchOf();
      expect(await directory.isMemberOfAny(person, [])).toBe(false);
      expect(await directory.isMemberOfAny(person, [noGroup])).toBe(false);
    });

    it('gives every method with its id', async () => {
      const { methods } = await registration();
      expect(methods.length).toBeGreaterThan(0);
      expect(methods.every((m) => m.id !== '')).toBe(true);
    });
  });

  describe('changing, and putting back', () => {
    it('the default', async () => {
      const { directory, person } = benchOf();
      const before = await registration();
      const { preferred } = before.preferences;
      const [other] = possibleDefaults(before.methods).filter((d) => d !== preferred);
      if (!preferred || !other) throw new Error('the person needs a default and another method');
      try {
        await directory.setDefault(person, other);
        await shows(({ preferences }) => preferences.preferred === other);
      } finally {
        await directory.setDefault(person, preferred);
      }
      await shows(({ preferences }) => preferences.preferred === preferred);
    });

    it('a phone: added once, changed, removed', async () => {
      const { directory, person, numbers } = benchOf();
      const { methods } = await registration();
      const type = phoneTypes.find(
        (t) => !phoneOf(methods, t) && (t !== 'alternateMobile' || phoneOf(methods, 'mobile')),
      );
      if (!type) throw new Error('the person has a phone of every kind');
      const idNow = async () => phoneOf((await registration()).methods, type)?.id ?? '';
      const has = (number: string) =>
        shows((now) => phoneOf(now.methods, type)?.number.replace(/ /g, '') === plain(number));
      try {
        await directory.addPhone(person, type, numbers[0]);
        await has(numbers[0]);
        const again = directory.addPhone(person, type, numbers[1]);
        await expect(again).rejects.toThrow(DirectoryRefused);
        await directory.changePhone(person, await idNow(), type, numbers[1]);
        await has(numbers[1]);
      } finally {
        const id = await idNow();
        if (id) await directory.remove(person, 'phone', id);
      }
      await shows((now) => phoneOf(now.methods, type) === undefined);
      expect((await registration()).methods).toEqual(methods);
    });

    it('an address: added or changed, and then as it was', async () => {
      const { directory, person, addresses } = benchOf();
      const before = emailOf((await registration()).methods);
      const now = async () => emailOf((await registration()).methods);
      const has = (address: string) => shows((r) => emailOf(r.methods)?.address === address);
      try {
        if (!before) {
          await directory.addEmail(person, addresses[0]);
          await has(addresses[0]);
        }
        await directory.changeEmail(person, (await now())?.id ?? '', addresses[1]);
        await has(addresses[1]);
      } finally {
        const left = await now();
        if (left && before) await directory.changeEmail(person, left.id, before.address);
        else if (left) await directory.remove(person, 'email', left.id);
      }
      await shows((r) => emailOf(r.methods)?.address === before?.address);
    });
  });

  describe('refusing', () => {
    it('removes nothing that is not there', async () => {
      const { directory, person } = benchOf();
      const missing = directory.remove(person, 'authenticator', nobody);
      await expect(missing).rejects.toThrow(DirectoryRefused);
    });

    it('takes no number that is none', async () => {
      const { directory, person } = benchOf();
      const before = await registration();
      const type = phoneTypes.find((t) => !phoneOf(before.methods, t)) ?? 'office';
      const wrong = directory.addPhone(person, type, 'not a number');
      await expect(wrong).rejects.toThrow(DirectoryRefused);
      expect((await registration()).methods).toEqual(before.methods);
    });
  });
}

function plain(number: string): string {
  return number.replace(/ /g, '');
}
