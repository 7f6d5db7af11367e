import { z } from 'zod';
import { isLoopback } from './loopback';

const modelEndpoint = z
  .string()
  .refine((u) => URL.canParse(u) && !/[@?#]/.test(u), 'must be an address, without a key in it')
  .refine(
    (u) => !URL.canParse(u) || /^https:/i.test(u) || (/^http:/i.test(u) && isLoopback(u)),
    'must be https (http on loopback only)',
  )
  .transform((u) => u.replace(/\/+$/, ''));

/** The model that may choose among guides; all absent: there is none. */
export const modelParts = {
  MODEL_PROVIDER: z
    .enum(['openai', 'azure'], {
      errorMap: () => ({ message: 'must be openai or azure, or absent for no model' }),
    })
    .optional(),
  MODEL_API_KEY: z.string().trim().optional(),
  MODEL_NAME: z.string().trim().optional(),
  MODEL_ENDPOINT: modelEndpoint.optional(),
  MODEL_API_VERSION: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(?:-preview)?$/, 'must be a version like 2024-10-21')
    .optional(),
};

/** How a model is reached. */
export type ModelSettings =
  | {
      readonly provider: 'openai';
      readonly key: string;
      readonly name: string;
      readonly endpoint: string | undefined;
    }
  | {
      readonly provider: 'azure';
      readonly key: string;
      readonly name: string;
      readonly endpoint: string;
      readonly apiVersion: string;
    };

/** The model that the settings name; undefined where they name none. */
export function modelOf(
  settings: z.infer<z.ZodObject<typeof modelParts>>,
): ModelSettings | undefined {
  const { MODEL_PROVIDER, MODEL_API_KEY: key, MODEL_NAME: name } = settings;
  const { MODEL_ENDPOINT: endpoint, MODEL_API_VERSION: apiVersion } = settings;
  if (!MODEL_PROVIDER || !key || !name) return undefined;
  if (MODEL_PROVIDER === 'openai') return { provider: 'openai', key, name, endpoint };
  return endpoint && apiVersion
    ? { provider: 'azure', key, name, endpoint, apiVersion }
    : undefined;
}

/** A model is named completely or not at all: half of it would silently be none. */
export function halfSetModel(present: Readonly<Record<string, string | undefined>>): string[] {
  const provider = present['MODEL_PROVIDER'];
  const isSet = (name: string) => present[name] !== undefined;
  const set = Object.keys(modelParts).filter(isSet);
  if (provider === undefined && set.length > 0)
    return [`MODEL_PROVIDER is missing: openai or azure (needed with ${set.join(', ')})`];
  const needed = [
    ...(provider === 'openai' || provider === 'azure' ? ['MODEL_API_KEY', 'MODEL_NAME'] : []),
    ...(provider === 'azure' ? ['MODEL_ENDPOINT', 'MODEL_API_VERSION'] : []),
  ];
  const missing = needed.filter((name) => !isSet(name));
  const problems = missing.map((n) => `${n} is missing (needed with MODEL_PROVIDER=${provider})`);
  if (provider === 'openai' && isSet('MODEL_API_VERSION'))
    problems.push('MODEL_API_VERSION belongs to MODEL_PROVIDER=azure only');
  return problems;
}
