import { z } from 'zod';
import { deliveryParts, deliveryProblems } from './deliverySettings';

/** Where a person can be on loopback: nothing else may be spoken to without https. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

export function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopbackHosts.includes(new URL(url).hostname);
}

const port = z.coerce
  .number({ invalid_type_error: 'must be a port number' })
  .int('must be a whole number')
  .min(0, 'must be a port number')
  .max(65535, 'must be a port number');

const graphUrl = z
  .string()
  .refine(
    (u) => URL.canParse(u) && new URL(u).origin === u.replace(/\/$/, ''),
    'must be an origin without a version, like https://graph.microsoft.com',
  )
  .refine((u) => u.startsWith('https://') || isLoopback(u), 'must be https (http on loopback only)')
  .transform((u) => new URL(u).origin);

const databaseUrl = z
  .string()
  .regex(
    /^postgres(?:ql)?:\/\//,
    'must be a postgres:// address, or absent for the embedded database',
  );

const modelEndpoint = z
  .string()
  .refine((u) => URL.canParse(u) && !/[@?#]/.test(u), 'must be an address, without a key in it')
  .refine(
    (u) => !URL.canParse(u) || /^https:/i.test(u) || (/^http:/i.test(u) && isLoopback(u)),
    'must be https (http on loopback only)',
  )
  .transform((u) => u.replace(/\/+$/, ''));

/** The model that may choose among guides; all absent: there is none. */
const modelParts = {
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

const common = {
  PORT: port.default(3978),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: databaseUrl.optional(),
  GRAPH_URL: graphUrl.optional(),
  ORGANISATION: z.string().default('derby'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  ...modelParts,
};

const demonstrationSchema = z.object({
  ...common,
  PLAYGROUND_PORT: port.default(56150),
  TENANT_PORT: port.default(0),
});

const id = (what: string) =>
  z.string({ required_error: `is missing: ${what}` }).uuid(`must be a GUID: ${what}`);

const serveSchema = z.object({
  ...common,
  ...deliveryParts,
  ORGANISATION: z.string({
    required_error: 'is missing: the folder below guides/ with your profile',
  }),
  HOST: z.string().default('0.0.0.0'),
  CLIENT_ID: id('the application (client) id of the bot’s app registration'),
  TENANT_ID: id('your Entra tenant’s id'),
  BOT_TYPE: z.enum(['UserAssignedMsi', 'SingleTenant'], {
    errorMap: () => ({
      message: 'must be UserAssignedMsi or SingleTenant, as the Azure Bot resource has it',
    }),
  }),
  CLIENT_SECRET: z.string().min(1).optional(),
  DESK_CHANNEL: z
    .string({
      required_error: 'is missing: the id of the Teams channel where the service desk gets tickets',
    })
    .regex(/^19:.+@thread\.(?:tacv2|skype)$/, 'must be a channel id like 19:…@thread.tacv2'),
  SERVICE_HOSTS: z
    .string()
    .default('smba.trafficmanager.net')
    .transform((list) =>
      list
        .split(',')
        .map((h) => h.trim().toLowerCase())
        .filter(Boolean),
    ),
});

export type DemonstrationSettings = z.infer<typeof demonstrationSchema>;
export type ServeSettings = z.infer<typeof serveSchema>;

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
  settings: Pick<DemonstrationSettings, keyof typeof modelParts>,
): ModelSettings | undefined {
  const { MODEL_PROVIDER, MODEL_API_KEY: key, MODEL_NAME: name } = settings;
  const { MODEL_ENDPOINT: endpoint, MODEL_API_VERSION: apiVersion } = settings;
  if (!MODEL_PROVIDER || !key || !name) return undefined;
  if (MODEL_PROVIDER === 'openai') return { provider: 'openai', key, name, endpoint };
  return endpoint && apiVersion
    ? { provider: 'azure', key, name, endpoint, apiVersion }
    : undefined;
}

/** Other names under which Microsoft's templates hand the same settings over. */
const alsoCalled: Record<string, string> = {
  CLIENT_ID: 'MicrosoftAppId',
  TENANT_ID: 'MicrosoftAppTenantId',
  BOT_TYPE: 'MicrosoftAppType',
  CLIENT_SECRET: 'MicrosoftAppPassword',
};

type Read<T> =
  { readonly ok: true; readonly settings: T } | { readonly ok: false; readonly problems: string[] };

/** The demonstration needs no setting; a wrong one is named. */
export function demonstrationSettings(
  env: Readonly<Record<string, string | undefined>>,
): Read<DemonstrationSettings> {
  return read(demonstrationSchema, env);
}

/**
 * Production's settings, with every missing or wrong one named at once. There is no setting that turns
 * authentication off: without an app registration the bot does not start.
 * @param organisations the profiles there are.
 */
export function serveSettings(
  env: Readonly<Record<string, string | undefined>>,
  organisations: readonly string[],
): Read<ServeSettings> {
  const named = { ...env };
  for (const [ours, theirs] of Object.entries(alsoCalled))
    named[ours] = given(env[ours]) ?? env[theirs];
  const found = read(serveSchema, named);
  const problems = [...(found.ok ? [] : found.problems), ...deliveryProblems(named)];
  if (named['BOT_TYPE'] === 'SingleTenant' && !given(named['CLIENT_SECRET']))
    problems.push(
      'CLIENT_SECRET is missing: the bot’s client secret (needed with BOT_TYPE=SingleTenant)',
    );
  const organisation = given(env['ORGANISATION']);
  if (organisation && !organisations.includes(organisation))
    problems.push(`ORGANISATION must be one of ${organisations.join(', ')}`);
  return found.ok && problems.length === 0 ? found : { ok: false, problems };
}

function read<S extends z.ZodTypeAny>(
  schema: S,
  env: Readonly<Record<string, string | undefined>>,
): Read<z.infer<S>> {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => given(value) !== undefined),
  );
  const found = schema.safeParse(present);
  const wrong = found.error?.issues.map((i) => `${i.path.join('.')} ${i.message}`) ?? [];
  const problems = [...wrong, ...halfSetModel(present)];
  return found.success && problems.length === 0
    ? { ok: true, settings: found.data as z.infer<S> }
    : { ok: false, problems };
}

/** A model is named completely or not at all: half of it would silently be none. */
function halfSetModel(present: Readonly<Record<string, string | undefined>>): string[] {
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

/** An empty setting is an absent one. */
function given(value: string | undefined): string | undefined {
  return value?.trim() ? value : undefined;
}
