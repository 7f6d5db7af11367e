import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';
import Ajv from 'ajv-draft-04';
import { makePackage } from '../../src/commands/package';
import { findTicketCommand, findTicketParameter } from '../../src/connections/teams/findTicket';

const repository = resolve(__dirname, '../..');
const source = join(repository, 'teamsAppManifest');
const example = {
  TEAMS_APP_ID: '11111111-2222-4333-8444-555555555555',
  BOT_ID: '66666666-7777-4888-9999-aaaaaaaaaaaa',
  BOT_DOMAIN: 'mfa-help.example.azurewebsites.net',
};

interface Command {
  title: string;
  description: string;
  type?: string;
  prompt: string;
}
interface Manifest {
  id: string;
  version: string;
  validDomains: string[];
  permissions?: string[];
  webApplicationInfo?: unknown;
  developer: Record<string, string>;
  bots: {
    botId: string;
    scopes: string[];
    commandLists: { scopes: string[]; commands: Command[] }[];
  }[];
  composeExtensions: {
    botId: string;
    commands: { id: string; type: string; parameters: { name: string }[] }[];
  }[];
}
type Texts = Record<string, string>;

/** A copy of the manifest's folder that a test may spoil. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  cpSync(source, folder, { recursive: true, filter: (path) => !path.endsWith('build') });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts other words into a file of the copy. @throws where there is nothing to replace. */
function spoil(file: string, from: string | RegExp, to: string): void {
  const before = readFileSync(join(folder, file), 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has no ${String(from)}`);
  writeFileSync(join(folder, file), after);
}

async function packaged(): Promise<Map<string, Buffer>> {
  return unzip(readFileSync(await makePackage(example, folder)));
}
const parsed = <T>(files: Map<string, Buffer>, path: string): T =>
  JSON.parse(String(files.get(path))) as T;

/** The files of a zip, as its central directory at the end lists them. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('no zip');
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    if (zip.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new Error('no entry');
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((o) => zip.readUInt16LE(at + o)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + size);
    files.set(
      zip.toString('utf8', at + 46, at + 46 + name),
      method === 8 ? inflateRawSync(content) : Buffer.from(content),
    );
    at += 46 + name + extra + comment;
  }
  return files;
}

/** The pixels of a PNG of eight bits for each of red, green, blue and opacity. */
function pixels(file: string): { width: number; height: number; rgba: number[][] } {
  const png = readFileSync(file);
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect([...png.subarray(24, 29)]).toEqual([8, 6, 0, 0, 0]);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const bytes = unfiltered(inflateSync(Buffer.concat(data)), width * 4, height);
  const rgba = Array.from({ length: width * height }, (_, i) => [
    ...bytes.subarray(i * 4, i * 4 + 4),
  ]);
  return { width, height, rgba };
}

/** Undoes the five ways in which a line of a PNG may be told by its neighbours. */
function unfiltered(raw: Buffer, line: number, lines: number): Buffer {
  const out = Buffer.alloc(line * lines);
  for (let y = 0; y < lines; y++) {
    const filter = raw[y * (line + 1)] ?? 0;
    for (let x = 0; x < line; x++) {
      const left = x >= 4 ? out[y * line + x - 4]! : 0;
      const above = y > 0 ? out[(y - 1) * line + x]! : 0;
      const corner = x >= 4 && y > 0 ? out[(y - 1) * line + x - 4]! : 0;
      const told = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter]!;
      out[y * line + x] = raw[y * (line + 1) + 1 + x]! + told;
    }
  }
  return out;
}
function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const near = [left, above, corner].map((v) => Math.abs(guess - v)) as [number, number, number];
  if (near[0] <= near[1] && near[0] <= near[2]) return left;
  return near[1] <= near[2] ? above : corner;
}

describe('the variables', () => {
  test('each that is missing is named at once with what to put, and nothing is written', async () => {
    const refusal = makePackage({}, folder);
    await expect(refusal).rejects.toThrow(/TEAMS_APP_ID is missing: a GUID/);
    await expect(refusal).rejects.toThrow(/BOT_ID is missing: the client id/);
    await expect(refusal).rejects.toThrow(/BOT_DOMAIN is missing: the host name/);
    expect(existsSync(join(folder, 'build'))).toBe(false);
  });

  test('an empty one is a missing one, and those that are right are not complained about', async () => {
    const refusal = makePackage({ ...example, BOT_ID: '  ' }, folder);
    await expect(refusal).rejects.toThrow('BOT_ID is missing');
    await expect(refusal).rejects.not.toThrow(/TEAMS_APP_ID|BOT_DOMAIN/);
  });

  test.each([
    ['TEAMS_APP_ID', 'my-app'],
    ['TEAMS_APP_ID', `{${example.TEAMS_APP_ID}}`],
    ['BOT_ID', `${example.BOT_ID}0`],
    ['BOT_DOMAIN', 'https://mfa-help.example.org'],
    ['BOT_DOMAIN', 'mfa-help.example.org/api/messages'],
    ['BOT_DOMAIN', 'mfa-help.example.org:443'],
    ['BOT_DOMAIN', 'localhost'],
    ['BOT_DOMAIN', '10.0.0.4'],
    ['BOT_DOMAIN', '*.example.org'],
    ['BOT_DOMAIN', 'a.example.org", "evil.example.org'],
    ['BOT_DOMAIN', 'a.example.org\nevil.example.org'],
  ])('%s may not be %j', async (name, value) => {
    await expect(makePackage({ ...example, [name]: value }, folder)).rejects.toThrow(
      `${name} is “${value}” but must be`,
    );
  });
});

describe('the package', () => {
  test('holds exactly the manifest, its French and its two icons', async () => {
    const files = await packaged();
    expect([...files.keys()].sort()).toEqual([
      'color.png',
      'fr.json',
      'manifest.json',
      'outline.png',
    ]);
    for (const icon of ['color.png', 'outline.png'])
      expect(files.get(icon)).toEqual(readFileSync(join(source, icon)));
  });

  test('has every placeholder filled, each value in its place', async () => {
    const files = await packaged();
    for (const path of ['manifest.json', 'fr.json'])
      expect(String(files.get(path))).not.toContain('${{');
    const manifest = parsed<Manifest>(files, 'manifest.json');
    expect(manifest.id).toBe(example.TEAMS_APP_ID);
    expect(manifest.bots.map((b) => b.botId)).toEqual([example.BOT_ID]);
    expect(manifest.validDomains).toEqual([example.BOT_DOMAIN]);
    for (const key of ['websiteUrl', 'privacyUrl', 'termsOfUseUrl'])
      expect(new URL(manifest.developer[key]!).origin).toBe(`https://${example.BOT_DOMAIN}`);
  });

  test('is made anew over an older one', async () => {
    const first = await makePackage(example, folder);
    const again = await makePackage({ ...example, BOT_DOMAIN: 'other.example.org' }, folder);
    expect(again).toBe(first);
    expect(parsed<Manifest>(unzip(readFileSync(again)), 'manifest.json').validDomains).toEqual([
      'other.example.org',
    ]);
  });

  test.each([
    ['manifest.json', 'MicrosoftTeams.schema.json'],
    ['fr.json', 'MicrosoftTeams.Localization.schema.json'],
  ])('%s is valid by Microsoft’s schema', async (file, schema) => {
    const base = dirname(require.resolve('@microsoft/app-manifest/package.json'));
    const text = readFileSync(join(base, 'build/json-schemas/teams/v1.30', schema), 'utf8');
    const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false });
    ajv.validate(JSON.parse(text.replace(/^\uFEFF/, '')) as object, parsed(await packaged(), file));
    expect(ajv.errors).toBeNull();
  });

  test.each([
    ['a property that Teams does not know', 'manifest.json', '"bots"', '"robots"', /must NOT have/],
    [
      'a name that is too long',
      'manifest.json',
      '"short": "MFA help"',
      '"short": "MFA help for everybody everywhere"',
      /manifest\.json\/name\/short/,
    ],
    [
      'a place for the bot that there is not',
      'manifest.json',
      '"scopes": ["personal", "team", "groupChat"]',
      '"scopes": ["everywhere"]',
      /bots\/0\/scopes\/0/,
    ],
    [
      'a placeholder that nothing fills',
      'manifest.json',
      '"version": "1.0.0"',
      '"version": "${{VERSION}}"',
      /manifest\.json has \$\{\{VERSION\}\}, which nothing fills/,
    ],
    [
      'a French text for something that there is not',
      'fr.json',
      '"name.short"',
      '"name.shorter"',
      /fr\.json must NOT have/,
    ],
    [
      'a French text that is too long',
      'fr.json',
      '"Aide MFA"',
      '"Aide à l’authentification multifacteur"',
      /fr\.json\/name\.short/,
    ],
  ])('is refused with %s', async (_what, file, from, to, complaint) => {
    spoil(file, from, to);
    await expect(makePackage(example, folder)).rejects.toThrow(complaint);
    expect(existsSync(join(folder, 'build'))).toBe(false);
  });

  test('is refused with icons of the wrong size, or that are no PNG, all named at once', async () => {
    cpSync(join(source, 'color.png'), join(folder, 'outline.png'));
    writeFileSync(join(folder, 'color.png'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const refusal = makePackage(example, folder);
    await expect(refusal).rejects.toThrow('outline.png is 192×192 pixels but must be 32×32');
    await expect(refusal).rejects.toThrow('color.png is no PNG');
  });
});

describe('the icons', () => {
  test('the colour icon is 192 pixels square and has no see-through pixel', () => {
    const { width, height, rgba } = pixels(join(source, 'color.png'));
    expect([width, height]).toEqual([192, 192]);
    expect(rgba.filter((p) => p[3] !== 255)).toEqual([]);
  });

  test('the outline is 32 pixels square, white on nothing', () => {
    const { width, height, rgba } = pixels(join(source, 'outline.png'));
    expect([width, height]).toEqual([32, 32]);
    const seen = rgba.filter((p) => p[3]! > 0);
    expect(seen.filter((p) => p.slice(0, 3).some((c) => c !== 255))).toEqual([]);
    expect(rgba.filter((p) => p[3] === 255).length).toBeGreaterThan(100);
    expect(rgba.filter((p) => p[3] === 0).length).toBeGreaterThan(400);
  });
});

describe('what the manifest says', () => {
  const manifest = JSON.parse(readFileSync(join(source, 'manifest.json'), 'utf8')) as Manifest;
  const french = JSON.parse(readFileSync(join(source, 'fr.json'), 'utf8')) as Texts;
  const lists = manifest.bots.flatMap((bot) => bot.commandLists);
  const commands = lists.flatMap(({ scopes, commands }, l) =>
    commands.map((command, c) => ({
      scopes,
      english: command,
      french: (part: keyof Command) =>
        french[`bots[0].commandLists[${l}].commands[${c}].${part}`] ?? '',
    })),
  );

  test('asks for nothing but who the person is', () => {
    expect(manifest.permissions).toEqual(['identity']);
    expect(manifest.webApplicationInfo).toBeUndefined();
    expect(manifest).not.toHaveProperty('authorization');
    expect(manifest).not.toHaveProperty('devicePermissions');
  });

  test('opens the bot in private chats, teams and group chats', () => {
    expect(manifest.bots.map((b) => b.scopes)).toEqual([['personal', 'team', 'groupChat']]);
  });

  test('offers up to ten prompt starters in a private chat', () => {
    const own = commands.filter(({ scopes }) => scopes.includes('personal'));
    expect(own.length).toBeGreaterThan(5);
    expect(own.length).toBeLessThanOrEqual(10);
    for (const { english } of commands) expect(english.type).toBe('prompt');
  });

  test('offers nothing in a team that belongs into a private chat', () => {
    const shared = commands.filter(({ scopes }) => !scopes.includes('personal'));
    expect(shared.length).toBeGreaterThan(0);
    for (const { english } of shared) expect(english.prompt).not.toMatch(/\bmy\b|ticket|lost/i);
  });

  test('finds tickets by the command and the parameter that the bot listens to', () => {
    expect(manifest.composeExtensions).toHaveLength(1);
    const [{ botId, commands }] = manifest.composeExtensions as [
      (typeof manifest.composeExtensions)[0],
    ];
    expect(botId).toBe(manifest.bots[0]?.botId);
    expect(commands.map((c) => [c.type, c.id, ...c.parameters.map((p) => p.name)])).toEqual([
      ['query', findTicketCommand, findTicketParameter],
    ]);
  });

  test('has every text in French too, and none that belongs to nothing', () => {
    const wanted = lists.flatMap(({ commands }, l) =>
      commands.flatMap((command, c) =>
        Object.keys(command)
          .filter((part) => part !== 'type')
          .map((part) => `bots[0].commandLists[${l}].commands[${c}].${part}`),
      ),
    );
    const search = 'composeExtensions[0].commands[0]';
    wanted.push(`${search}.title`, `${search}.description`);
    wanted.push(`${search}.parameters[0].title`, `${search}.parameters[0].description`);
    wanted.push('name.short', 'name.full', 'description.short', 'description.full', '$schema');
    expect(Object.keys(french).sort()).toEqual(wanted.sort());
    for (const { english, french } of commands)
      for (const part of ['title', 'description', 'prompt'] as const)
        expect(french(part)).not.toBe(english[part]);
  });
});
