import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { existingKeys, keysIn } from '../../../src/connections/storage/key';
import { temporaryFolders } from '../../support/databases';

const newFolder = temporaryFolders();
const secret = Buffer.alloc(32, 5);

it('makes a secret where there is none, for its owner alone, and the same keys from it again', () => {
  const folder = join(newFolder(), 'not', 'there', 'yet');
  const key = keysIn(folder).keyFor('record');
  expect(keysIn(folder).keyFor('record')).toEqual(key);
  expect(existingKeys(folder)?.keyFor('record')).toEqual(key);
  expect(statSync(join(folder, 'secret.key')).mode & 0o077).toBe(0);
});

it('gives each installation and each purpose a key of its own, and none is the secret', () => {
  const folder = newFolder();
  const keys = keysIn(folder);
  const all = [
    keys.keyFor('record'),
    keys.keyFor('one-time-codes'),
    keysIn(newFolder()).keyFor('record'),
    readFileSync(join(folder, 'secret.key')),
  ].map((key) => key.toString('hex'));
  expect(new Set(all).size).toBe(4);
  expect(all.every((key) => key.length === 64)).toBe(true);
});

it('takes the secret that it is given, wherever it is, and makes no file', () => {
  const [one, other] = [newFolder(), newFolder()];
  expect(keysIn(one, secret).keyFor('record')).toEqual(keysIn(other, secret).keyFor('record'));
  expect(existingKeys(one)).toBeUndefined();
});

it('derives as RFC 5869 says, so that what was sealed once can be checked by any version', () => {
  expect(keysIn('', secret).keyFor('record').toString('hex')).toBe(
    'eda4874e24a96a9adc1451fb5567f4f62ff04d8ded8c39b37330818269e4b8c1',
  );
});

it('makes nothing where it is only to look', () => {
  const folder = newFolder();
  expect(existingKeys(folder)).toBeUndefined();
  expect(existingKeys(folder)).toBeUndefined();
});

it.each([0, 31, 33])('refuses a file of %i bytes, and leaves it', (length) => {
  const folder = newFolder();
  writeFileSync(join(folder, 'secret.key'), Buffer.alloc(length));
  expect(() => keysIn(folder)).toThrow('secret.key must hold 32 bytes');
  expect(() => existingKeys(folder)).toThrow('secret.key must hold 32 bytes');
  expect(statSync(join(folder, 'secret.key')).size).toBe(length);
});
