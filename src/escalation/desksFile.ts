import { parse } from 'yaml';
import { desksSchema, type DeskSettings } from './deskSettings';

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

/**
 * The secrets that a desk names, the one in use first, or what is wrong with them (no secret is repeated).
 * @param env the environment.
 */
export function deskSecrets(
  desk: DeskSettings,
  env: Readonly<Record<string, string | undefined>>,
):
  | { readonly ok: true; readonly secrets: readonly string[] }
  | { readonly ok: false; readonly problems: string[] } {
  if (desk.kind === 'email') return { ok: true, secrets: [] };
  const previous = desk.kind === 'webhook' ? desk.previousSecret : undefined;
  const events = desk.kind === 'webhook' ? undefined : desk.eventSecret;
  const named = [previous, events].filter((n) => n !== undefined);
  const names = [desk.secret, ...named];
  const problems = names.flatMap((name) => {
    const value = env[name]?.trim();
    if (!value) return [`${name} is missing: the secret of the desk ${desk.name}`];
    if (/[^\x21-\x7e]/.test(value)) return [`${name} must have plain signs only, and no spaces`];
    if ((desk.kind === 'webhook' || name === events) && !isWebhookSecret(value))
      return [`${name} must be whsec_ and 24 to 64 bytes in base64`];
    return [];
  });
  return problems.length > 0
    ? { ok: false, problems }
    : {
        ok: true,
        secrets: names.filter((n) => n !== events).map((name) => env[name]?.trim() ?? ''),
      };
}

/** What a desk's events are signed with, the one in use first; none where it sends no events. */
export function eventSecrets(
  desk: DeskSettings,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  if (desk.kind === 'email') return [];
  const names = desk.kind === 'webhook' ? [desk.secret, desk.previousSecret] : [desk.eventSecret];
  const values = names.map((name) => (name === undefined ? '' : (env[name]?.trim() ?? '')));
  return values.filter(isWebhookSecret);
}

function isWebhookSecret(text: string): boolean {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(base64, 'base64').length;
  return bytes >= 24 && bytes <= 64;
}
