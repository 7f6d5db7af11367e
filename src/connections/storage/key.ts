import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a key is for. Keys for two purposes have nothing to do with one another. */
export type Purpose = 'one-time-codes' | 'record' | 'tokens';

/** Keys of 32 bytes, all derived from the one secret of the installation. */
export interface Keys {
  keyFor(purpose: Purpose): Buffer;
}

const secretLength = 32;

/**
 * The keys under the given secret, else under the one in the folder's `secret.key`: made once, for its owner alone to
 * read. Either lies outside the database, so that who reads or rewrites that has no key.
 * @throws Error when the file is not whole or cannot be made.
 */
export function keysIn(folder: string, secret?: Buffer): Keys {
  if (secret) return keysUnder(secret);
  mkdirSync(folder, { recursive: true });
  try {
    const made = randomBytes(secretLength);
    writeFileSync(fileIn(folder), made, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return keysUnder(readFileSync(fileIn(folder)), fileIn(folder));
}

/** The same where they are there already, else undefined: for a program that only looks at what others have kept. */
export function existingKeys(folder: string, secret?: Buffer): Keys | undefined {
  if (secret) return keysUnder(secret);
  try {
    return keysUnder(readFileSync(fileIn(folder)), fileIn(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

function fileIn(folder: string): string {
  return join(folder, 'secret.key');
}

/** HKDF with SHA-256 (RFC 5869), the purpose as its `info`. */
function keysUnder(secret: Buffer, from = 'SECRET_KEY'): Keys {
  if (secret.length !== secretLength)
    throw new Error(`${from} must hold ${secretLength} bytes: put the one back that was there`);
  const derived = (purpose: Purpose) =>
    hkdfSync('sha256', secret, '', `mfa-help-bot/${purpose}`, secretLength);
  return { keyFor: (purpose) => Buffer.from(derived(purpose)) };
}
