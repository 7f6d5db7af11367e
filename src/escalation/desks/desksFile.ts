import { parse } from 'yaml';
import { desksSchema, type DeskSettings } from './deskSettings';
import { eventSignatures } from './eventSignatures';

/**
 * Reads `guides/<organisation>/desks.yaml`: a list of desks, each with its `kind`.
 * @param simulation also takes http on this machine.
 * @throws Error naming the file and each wrong or missing entry.
 */
export function readDesks(text: string, file: string, simulation = false): DeskSettings[] {
  const found = desksSchema(simulation).safeParse(yamlIn(text, file));
  if (found.success) return found.data;
  const reasons = found.error.issues.map((i) => `${placeOf(i.path)}: ${i.message}`);
  throw new Error(`${file}: ${reasons.join('; ')}`);
}

function yamlIn(text: string, file: string): unknown {
  try {
    return parse(text) ?? [];
  } catch (cause) {
    throw new Error(`${file}: this is not YAML`, { cause });
  }
}

function placeOf(path: readonly (string | number)[]): string {
  const [index, ...rest] = path;
  if (index === undefined) return 'the list of desks';
  return [`desk ${Number(index) + 1}`, ...rest].join(' ');
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a secret must look like. */
interface SecretForm {
  readonly fits: (secret: string) => boolean;
  readonly wrong: string;
}

const forms = {
  standardWebhooks: {
    fits: isWebhookSecret,
    wrong: 'must be whsec_ and 24 to 64 bytes in base64',
  },
  long: { fits: (secret: string) => secret.length >= 16, wrong: 'must have 16 signs or more' },
};

/**
 * The secrets that a desk names, the one in use first, or what is wrong with them and those of its events (no secret is
 * repeated).
 * @param env the environment.
 */
export function deskSecrets(
  desk: DeskSettings,
  env: Environment,
):
  | { readonly ok: true; readonly secrets: readonly string[] }
  | { readonly ok: false; readonly problems: string[] } {
  const own = ownSecretsOf(desk);
  const form = desk.kind === 'webhook' ? forms.standardWebhooks : undefined;
  const problems = [
    ...own.flatMap((name) => wrongWith(name, form, desk, env)),
    ...eventsOf(desk).flatMap((name) => wrongWith(name, eventFormOf(desk), desk, env)),
  ];
  return problems.length > 0
    ? { ok: false, problems: [...new Set(problems)] }
    : { ok: true, secrets: own.map((name) => valueOf(name, env)) };
}

/** What a desk's events are signed with, the one in use first; none where it sends no events. */
export function eventSecrets(desk: DeskSettings, env: Environment): string[] {
  const names = desk.kind === 'webhook' ? ownSecretsOf(desk) : eventsOf(desk);
  const values = names.map((name) => valueOf(name, env));
  return values.filter(eventFormOf(desk).fits);
}

function ownSecretsOf(desk: DeskSettings): string[] {
  if (desk.kind === 'email') return [];
  return desk.kind === 'webhook' ? some([desk.secret, desk.previousSecret]) : [desk.secret];
}

function eventsOf({ eventSecret, previousEventSecret }: DeskSettings): string[] {
  return some([eventSecret, previousEventSecret]);
}

function eventFormOf({ kind }: DeskSettings): SecretForm {
  return eventSignatures[kind] === 'standard-webhooks' ? forms.standardWebhooks : forms.long;
}

function some(names: readonly (string | undefined)[]): string[] {
  return names.filter((name) => name !== undefined);
}

function valueOf(name: string, env: Environment): string {
  return env[name]?.trim() ?? '';
}

function wrongWith(
  name: string,
  form: SecretForm | undefined,
  desk: DeskSettings,
  env: Environment,
): string[] {
  const value = valueOf(name, env);
  if (!value) return [`${name} is missing: the secret of the desk ${desk.name}`];
  if (/[^\x21-\x7e]/.test(value)) return [`${name} must have plain signs only, and no spaces`];
  return !form || form.fits(value) ? [] : [`${name} ${form.wrong}`];
}

function isWebhookSecret(text: string): boolean {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(base64, 'base64').length;
  return bytes >= 24 && bytes <= 64;
}
