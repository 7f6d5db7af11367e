import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import Ajv from 'ajv-draft-04';
import { ZipFile } from 'yazl';

type Environment = Readonly<Record<string, string | undefined>>;

/** What goes into the zip by path, or everything that stands in the way. */
type Contents =
  | { readonly ok: true; readonly files: ReadonlyMap<string, Buffer> }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The little that is read of a manifest once it is known to be valid. */
interface Manifest {
  readonly icons: Readonly<Record<'color' | 'outline', string>>;
  readonly localizationInfo?: {
    readonly additionalLanguages?: readonly { readonly file: string }[];
  };
}

/** A GUID as Microsoft's schema takes it. */
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const hostName = new RegExp(`^(?:${label}\\.)+[a-z]{2,63}$`, 'i');

/** What a package is filled with: the form of each variable, and what to put there. */
const variables: Readonly<Record<string, { readonly form: RegExp; readonly put: string }>> = {
  TEAMS_APP_ID: {
    form: guid,
    put: 'a GUID that is this Teams app’s own (make one once and keep it for every later version)',
  },
  BOT_ID: {
    form: guid,
    put: 'the client id of the bot’s identity, a GUID (what the bot itself reads as CLIENT_ID)',
  },
  BOT_DOMAIN: {
    form: hostName,
    put: 'the host name under which the bot is reached, without https:// and without a path',
  },
};

/** How large Teams wants each icon to be, in pixels on either side. */
const iconSizes = { color: 192, outline: 32 } as const;
const pngSignature = '89504e470d0a1a0a';

/**
 * Fills the placeholders and checks the result the way Teams does.
 * @param folder holds manifest.json and the files that it names.
 * @returns the files of the package, or every missing or wrong variable, or every fault of the files.
 */
function packageContents(env: Environment, folder: string): Contents {
  const missing = Object.entries(variables).flatMap(([name, { form, put }]) => {
    const value = env[name]?.trim();
    if (!value) return [`${name} is missing: ${put}`];
    return form.test(value) ? [] : [`${name} is “${value}” but must be ${put}`];
  });
  if (missing.length > 0) return { ok: false, problems: missing };
  const text = filled(readFileSync(join(folder, 'manifest.json'), 'utf8'), env);
  const problems = faults('MicrosoftTeams.schema.json', 'manifest.json', text);
  if (problems.length > 0) return { ok: false, problems };
  return withItsFiles(text, env, folder);
}

/** Adds the languages and icons that the manifest names, and checks them. */
function withItsFiles(manifest: string, env: Environment, folder: string): Contents {
  const { icons, localizationInfo } = JSON.parse(manifest) as Manifest;
  const files = new Map([['manifest.json', Buffer.from(manifest)]]);
  const problems: string[] = [];
  for (const { file } of localizationInfo?.additionalLanguages ?? []) {
    const text = filled(readFileSync(join(folder, file), 'utf8'), env);
    problems.push(...faults('MicrosoftTeams.Localization.schema.json', file, text));
    files.set(file, Buffer.from(text));
  }
  for (const kind of ['color', 'outline'] as const) {
    const content = readFileSync(join(folder, icons[kind]));
    problems.push(...iconFaults(icons[kind], content, iconSizes[kind]));
    files.set(icons[kind], content);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, files };
}

/** The text with every `${{NAME}}` replaced; a name that is not ours stays, to be reported. */
function filled(text: string, env: Environment): string {
  return text.replace(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) =>
    name in variables ? (env[name] ?? '').trim() : placeholder,
  );
}

/** What Microsoft's schema, and a look for placeholders that are left, finds wrong with a file. */
function faults(schema: string, file: string, text: string): string[] {
  const left = [...text.matchAll(/\$\{\{.*?\}\}/g)].map(
    ([placeholder]) => `${file} has ${placeholder}, which nothing fills`,
  );
  const formats = { uri: (value: string) => URL.canParse(value) };
  // Some of Microsoft's patterns are not regular expressions by the stricter rules of the u flag.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats });
  if (ajv.validate(microsoftSchema(schema), JSON.parse(text))) return left;
  const wrong = (ajv.errors ?? []).map((e) => `${file}${e.instancePath} ${e.message ?? ''}`);
  return [...left, ...wrong];
}

/** A schema of the manifest version that we write. The files begin with a byte order mark. */
function microsoftSchema(name: string): Record<string, unknown> {
  const packaged = dirname(require.resolve('@microsoft/app-manifest/package.json'));
  const file = join(packaged, 'build/json-schemas/teams/v1.30', name);
  return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as Record<string, unknown>;
}

/** Looks at the head of a PNG: eight bytes of signature, then width and height in the first chunk. */
function iconFaults(file: string, content: Buffer, side: number): string[] {
  if (content.length < 24 || content.toString('hex', 0, 8) !== pngSignature)
    return [`${file} is no PNG`];
  const [width, height] = [content.readUInt32BE(16), content.readUInt32BE(20)];
  if (width === side && height === side) return [];
  return [`${file} is ${width}×${height} pixels but must be ${side}×${side}`];
}

/**
 * Makes the package as Teams takes it.
 * @returns where it was written.
 * @throws Error naming everything that stands in the way; nothing is written then.
 */
export async function makePackage(env: Environment, folder: string): Promise<string> {
  const contents = packageContents(env, folder);
  if (!contents.ok) {
    const list = contents.problems.map((p) => `  - ${p}`).join('\n');
    throw new Error(`No package was made. Please put this right:\n${list}`);
  }
  const zip = new ZipFile();
  for (const [path, content] of contents.files) zip.addBuffer(content, path);
  zip.end();
  const target = join(folder, 'build', 'mfa-help-bot.zip');
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, await buffer(zip.outputStream));
  return target;
}

if (require.main === module)
  makePackage(process.env, join(__dirname, '../../teamsAppManifest'))
    .then((target) => process.stdout.write(`${target}\n`))
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    });
