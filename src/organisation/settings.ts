import { z } from 'zod';
import { isLoopback } from './loopback';
import { halfSetModel, modelParts } from './modelSettings';
import { storageParts } from './storageSettings';
import { changeParts, changeProblems } from './changeSettings';
import { deliveryParts, deliveryProblems } from './deliverySettings';

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

const common = {
  PORT: port.default(3978),
  ...storageParts,
  GRAPH_URL: graphUrl.optional(),
  ORGANISATION: z.string().default('derby'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  ...modelParts,
};

const storageSchema = z.object(storageParts);

const demonstrationSchema = z.object({
  ...common,
  PLAYGROUND_PORT: port.default(56150),
  TENANT_PORT: port.default(0),
  SIGN_IN_PORT: port.default(0),
});

const id = (what: string) =>
  z.string({ required_error: `is missing: ${what}` }).uuid(`must be a GUID: ${what}`);

const serveSchema = z.object({
  ...common,
  ...deliveryParts,
  ...changeParts,
  ORGANISATION: z.string({
    required_error: 'is missing: the folder below guides/ with your profile',
  }),
  HOST: z.string().default('0.0.0.0'),
  PROXIES: z.coerce
    .number({ invalid_type_error: 'must be how many proxies stand in front of the bot' })
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .max(5, 'must be five at most')
    .default(0),
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
export type StorageSettings = z.infer<typeof storageSchema>;
export type ServeSettings = z.infer<typeof serveSchema>;

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

/** What a command needs that looks at what is kept: read as production and the demonstration read it. */
export function storageSettings(
  env: Readonly<Record<string, string | undefined>>,
): Read<StorageSettings> {
  const { DATA_DIR, DATABASE_URL, SECRET_KEY } = env;
  return read(storageSchema, { DATA_DIR, DATABASE_URL, SECRET_KEY });
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
  const problems = [
    ...(found.ok ? [] : found.problems),
    ...deliveryProblems(named),
    ...changeProblems(named),
  ];
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

/** An empty setting is an absent one. */
function given(value: string | undefined): string | undefined {
  return value?.trim() ? value : undefined;
}
