import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** What the bot does. Each folder may use those before it. */
const domain = [
  'organisation',
  'guides',
  'record',
  'proof',
  'signInMethods',
  'receipts',
  'escalation',
];
const domainPackages = ['zod', 'yaml', 'libphonenumber-js', 'node:crypto', 'node:url'];

/** The one way out to addresses from the settings, shared by those who send there. */
const outbound = ['connections/guardedFetch'];

/** What it talks to. Each may use the domain, the wording and the packages named here, never another connection. */
const connections: Record<string, string[]> = {
  content: ['node:fs', 'node:path'],
  entra: ['openid-client', 'node:crypto'],
  graph: ['@microsoft/microsoft-graph-client', 'zod', 'node:crypto'],
  model: ['openai', 'zod'],
  storage: ['kysely', 'libsql', 'pg', 'node:fs', 'node:path', 'node:crypto'],
  teams: [
    'botbuilder',
    'botframework-connector',
    '@microsoft/teams-ai',
    'adaptivecards-templating',
    'zod',
    'node:crypto',
  ],
  web: ['restify', 'botbuilder', 'node:http', 'node:util', 'node:zlib'],
  delivery: ['nodemailer', 'zod', 'node:crypto', ...outbound],
};

describe.each(
  domain.map((folder, i) => [folder, [...domain.slice(0, i), ...domainPackages]] as const),
)('src/%s', (folder, allowed) => {
  it('uses only what comes before it, and no vendor', () => {
    expect(strays(folder, allowed)).toEqual([]);
  });
});

describe('src/wording', () => {
  it('knows the domain only', () => {
    expect(strays('wording', domain)).toEqual([]);
  });
});

describe.each(Object.entries(connections))('src/connections/%s', (name, packages) => {
  it('uses only the domain, the wording and its own packages', () => {
    expect(strays(`connections/${name}`, [...domain, 'wording', ...packages])).toEqual([]);
  });
});

describe('the rest of src', () => {
  it('has no connection that this test does not know', () => {
    const known = [...Object.keys(connections), 'guardedFetch.ts', 'publicAddress.ts'];
    expect(readdirSync(join(src, 'connections')).sort()).toEqual(known.sort());
  });

  it('reads process.env only where a program starts', () => {
    const readers = filesIn('.').filter((f) => readFileSync(f, 'utf8').includes('process.env'));
    const allowed = [
      'main.ts',
      'demo/demonstration.ts',
      'demo/playground/start.ts',
      'commands/package.ts',
      'commands/record.ts',
    ];
    expect(readers.map((f) => relative(src, f)).filter((f) => !allowed.includes(f))).toEqual([]);
  });

  it('keeps no mutable variable at the top of a module', () => {
    const keepers = filesIn('.').filter((f) => /^(?:export )?let /m.test(readFileSync(f, 'utf8')));
    expect(keepers.map((f) => relative(src, f))).toEqual([]);
  });
});

const src = resolve(__dirname, '../src');

function strays(folder: string, allowed: readonly string[]): string[] {
  return filesIn(folder).flatMap((file) =>
    importsOf(file)
      .filter(
        (target) => ![folder, ...allowed].some((a) => target === a || target.startsWith(`${a}/`)),
      )
      .map((target) => `${relative(src, file)} → ${target}`),
  );
}

function filesIn(folder: string): string[] {
  return readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(src, folder, name));
}

function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'))
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? relative(src, resolve(dirname(file), fileName)) : fileName,
    );
}
