import { z } from 'zod';

const databaseUrl = z
  .string()
  .regex(
    /^postgres(?:ql)?:\/\//,
    'must be a postgres:// address, or absent for the embedded database',
  );

const secretKey = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9+/]{43}=$/,
    'must be 32 random bytes in base64 (openssl rand -base64 32), or absent for the file in DATA_DIR',
  )
  .transform((text) => Buffer.from(text, 'base64'));

/** Where everything is kept, and the secret that keys are derived from: in the file of `DATA_DIR` where absent. */
export const storageParts = {
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: databaseUrl.optional(),
  SECRET_KEY: secretKey.optional(),
};
