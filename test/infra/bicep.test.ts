import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { filesBelow } from '../../src/connections/content/files';
import { serveSettings } from '../../src/organisation/settings';
import { bicepReader, type BicepFile, type Resource } from './bicep';

const repository = resolve(__dirname, '../..');
const infra = join(repository, 'infra');
const texts = new Map(filesBelow(infra, /\.bicep$/).map(({ path, text }) => [path, text] as const));
const read = (path: string) => readFileSync(join(repository, path), 'utf8');

/** Settings of App Service's own build, which the bot does not read. */
const platformSettings = ['SCM_DO_BUILD_DURING_DEPLOYMENT', 'NPM_CONFIG_INCLUDE'];
const organisations = ['derby'];
const id = '11111111-2222-4333-8444-555555555555';
/** What a setting may be where Azure knows the value and the file does not. */
const fromAzure: Record<string, string> = {
  PUBLIC_URL: 'https://mfa-help.example.org',
  SIGN_IN_CLIENT_ID: id,
  SIGN_IN_SECRET: 'kept in the vault',
  AUTH_CONTEXT: 'c1',
  ROUTES: 'add-phone=bot',
  MAIL_MAILBOX: 'mfa-help@example.org',
  CLIENT_ID: id,
  TENANT_ID: id,
  ORGANISATION: 'derby',
  DESK_CHANNEL: '19:abc@thread.tacv2',
  DATABASE_URL: 'postgres://somebody:secret@db.example.org:5432/x?sslmode=verify-full',
};

let readBicep: (text: string) => BicepFile;
const files = new Map<string, BicepFile>();
beforeAll(async () => {
  readBicep = await bicepReader();
  for (const [path, text] of texts) files.set(path, readBicep(text));
});

const azure = () => files.get('azure.bicep')!;
function resource(type: string, path = 'azure.bicep'): Resource {
  const found = files.get(path)!.resources.filter(({ of }) => of.startsWith(`${type}@`));
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** The app settings of the site as written: a name and an expression each. */
function appSettings(): Map<string, string> {
  const { values } = resource('Microsoft.Web/sites');
  const at = 'properties.siteConfig.appSettings';
  const settings = new Map<string, string>();
  for (let i = 0; values.has(`${at}.${i}.name`); i++)
    settings.set(values.get(`${at}.${i}.name`)!.slice(1, -1), values.get(`${at}.${i}.value`)!);
  return settings;
}

/** What the bot would read in Azure: plain words and defaults as they are, all else as Azure might fill it in. */
function environment(): Record<string, string> {
  return Object.fromEntries(
    [...appSettings()].map(([name, written]) => {
      const plain = /^'([^'$@]*)'$/.exec(written)?.[1] ?? azure().params.get(written)?.words;
      const value = plain || fromAzure[name];
      if (value === undefined) throw new Error(`what is ${name}?`);
      return [name, value];
    }),
  );
}

describe('the Bicep files', () => {
  test('are those that the set-up consists of', () => {
    expect([...texts.keys()]).toEqual([
      'azure.bicep',
      'botRegistration/azurebot.bicep',
      'database.bicep',
    ]);
  });

  test.each([...texts.keys()])('%s has no fault of syntax and no undeclared name', (path) => {
    expect(files.get(path)).toMatchObject({ problems: [], unknown: [] });
  });

  test.each([
    ['a brace too few', 'properties: {', 'properties: '],
    ['a quotation mark too few', "kind: 'linux'", "kind: 'linux"],
    ['no equals sign', "sites@2023-12-01' = {", "sites@2023-12-01' {"],
    ['no type', 'param organisation string', 'param organisation'],
  ])('a copy of azure.bicep with %s is caught', (_what, from, to) => {
    const text = texts.get('azure.bicep')!;
    expect(text).toContain(from);
    expect(readBicep(text.replace(from, to)).problems).not.toEqual([]);
  });

  test('a copy of azure.bicep with a name mistyped is caught', () => {
    const text = texts
      .get('azure.bicep')!
      .replace('serverFarmId: plan.id', 'serverFarmId: plam.id');
    expect(readBicep(text).unknown).toEqual(['plam']);
  });

  test('every module is there, gets what it needs and nothing else, and gives what is asked of it', () => {
    expect(azure().modules.length).toBeGreaterThan(0);
    for (const { name, of, values } of azure().modules) {
      const target = files.get(of);
      if (!target) throw new Error(`there is no infra/${of}`);
      const given = [...values.keys()]
        .filter((path) => path.startsWith('params.'))
        .map((path) => path.slice('params.'.length));
      const needed = [...target.params].filter(([, p]) => p.required).map(([param]) => param);
      expect(given).toEqual(expect.arrayContaining(needed));
      expect([...target.params.keys()]).toEqual(expect.arrayContaining(given));
      const asked = texts
        .get('azure.bicep')!
        .matchAll(new RegExp(`\\b${name}\\.outputs\\.(\\w+)`, 'g'));
      for (const [, output] of asked) expect([...target.outputs.keys()]).toContain(output);
    }
  });

  test('the parameter file gives every parameter that needs a value, and no other', () => {
    const { parameters } = JSON.parse(read('infra/azure.parameters.json')) as {
      parameters: Record<string, { value: string }>;
    };
    const { params } = azure();
    expect([...params.keys()]).toEqual(expect.arrayContaining(Object.keys(parameters)));
    const needed = [...params].filter(([, p]) => p.required).map(([name]) => name);
    expect(Object.keys(parameters)).toEqual(expect.arrayContaining(needed));
  });
});

describe('the bot’s settings in Azure', () => {
  test('are a set that the bot starts with', () => {
    expect(serveSettings(environment(), organisations)).toMatchObject({
      ok: true,
      settings: {
        BOT_TYPE: 'UserAssignedMsi',
        GRAPH_URL: 'https://graph.microsoft.com',
        SERVICE_HOSTS: ['smba.trafficmanager.net'],
      },
    });
  });

  test('name nothing that the bot does not read', () => {
    const found = serveSettings(environment(), organisations);
    const known = found.ok ? Object.keys(found.settings) : [];
    const set = [...appSettings().keys()].filter((name) => !platformSettings.includes(name));
    expect(known).toEqual(expect.arrayContaining(set));
  });

  test('have everything that the bot does not start without', () => {
    const nothing = serveSettings({}, organisations);
    const required = (nothing.ok ? [] : nothing.problems).map((problem) => problem.split(' ')[0]);
    expect(required.length).toBeGreaterThan(3);
    expect([...appSettings().keys()]).toEqual(expect.arrayContaining(required));
  });

  test('lead to the database through the vault, so that the password is in no setting', () => {
    expect(appSettings().get('DATABASE_URL')).toBe(
      "'@Microsoft.KeyVault(SecretUri=${databaseUrl.properties.secretUri})'",
    );
    const site = resource('Microsoft.Web/sites').values;
    expect(site.get('properties.keyVaultReferenceIdentity')).toBe('identity.id');
    expect([...site.values()].filter((value) => /password/i.test(value))).toEqual([]);
    const url = resource('Microsoft.KeyVault/vaults/secrets').values.get('properties.value');
    expect(url).toMatch(/^'postgres:\/\/.*uriComponent\(databasePassword\).*sslmode=verify-full'$/);
  });
});

describe('what is open and what is shut', () => {
  test('a password comes in hidden, has no default and goes nowhere else', () => {
    for (const [path, { params, outputs }] of files) {
      for (const [name, param] of params)
        if (/password|secret/i.test(name))
          expect({ path, name, ...param }).toMatchObject({ secure: true, required: true });
      expect([...outputs.values()].filter((value) => /password|databaseUrl/i.test(value))).toEqual(
        [],
      );
    }
    expect([...azure().params.values()].filter((p) => p.secure)).toHaveLength(1);
  });

  test('the site is served by https only, at least TLS 1.2, and takes no FTP and no upload password', () => {
    const { values } = resource('Microsoft.Web/sites');
    expect(Object.fromEntries(values)).toMatchObject({
      'properties.httpsOnly': 'true',
      'properties.siteConfig.minTlsVersion': "'1.2'",
      'properties.siteConfig.scmMinTlsVersion': "'1.2'",
      'properties.siteConfig.ftpsState': "'Disabled'",
    });
    const policies = azure().resources.filter((r) => /basicPublishing/.test(r.of));
    expect(
      policies.map(({ values: v }) => [v.get('name'), v.get('properties.allow')]).sort(),
    ).toEqual([
      ["'ftp'", 'false'],
      ["'scm'", 'false'],
    ]);
  });

  test('the database has no public address and no open firewall', () => {
    const { values } = resource('Microsoft.DBforPostgreSQL/flexibleServers', 'database.bicep');
    expect(values.get('properties.network.publicNetworkAccess')).toBe("'Disabled'");
    expect(values.get('properties.network.delegatedSubnetResourceId')).toContain('/subnets/');
    expect([...texts.values()].join('')).not.toMatch(/firewallRules|0\.0\.0\.0/);
  });

  test('the bot is registered for Teams alone, as the identity that the site has', () => {
    const path = 'botRegistration/azurebot.bicep';
    const { values } = resource('Microsoft.BotService/botServices', path);
    expect(values.get('properties.msaAppType')).toBe("'UserAssignedMSI'");
    expect(values.get('properties.endpoint')).toMatch(/^'https:\/\/\$\{domain\}\/api\/messages'$/);
    const channel = resource('Microsoft.BotService/botServices/channels', path).values;
    expect(channel.get('properties.channelName')).toBe("'MsTeamsChannel'");
    const site = resource('Microsoft.Web/sites').values;
    expect(site.get('identity.type')).toBe("'UserAssigned'");
    expect([...site.keys()]).toContain("identity.userAssignedIdentities.'${identity.id}'");
  });
});

describe('how the site runs', () => {
  test('it never sleeps, is asked for its health and starts the built server on Node 22', () => {
    const { values } = resource('Microsoft.Web/sites');
    expect(Object.fromEntries(values)).toMatchObject({
      'properties.siteConfig.alwaysOn': 'true',
      'properties.siteConfig.healthCheckPath': "'/health'",
      'properties.siteConfig.linuxFxVersion': "'NODE|22-lts'",
      'properties.siteConfig.appCommandLine': "'node dist/main.js'",
    });
    expect(existsSync(join(repository, 'src/main.ts'))).toBe(true);
    expect(resource('Microsoft.Web/serverfarms').values.get('properties.reserved')).toBe('true');
  });
});

describe('m365agents.yml', () => {
  interface Action {
    uses: string;
    with: Record<string, unknown>;
  }
  const steps = parse(read('m365agents.yml')) as Record<
    'provision' | 'deploy' | 'publish',
    Action[]
  >;
  const placeholders = (text: string) =>
    [...text.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name]) => name!);
  const example = read('env/.env.dev.example');

  test('creates the app before Azure, and the package after both', () => {
    expect(steps.provision.map(({ uses }) => uses)).toEqual([
      'teamsApp/create',
      'arm/deploy',
      'teamsApp/zipAppPackage',
      'teamsApp/validateAppPackage',
      'teamsApp/update',
    ]);
    expect(steps.deploy.at(-1)?.uses).toBe('azureAppService/zipDeploy');
    expect(steps.publish.at(-1)?.uses).toBe('teamsApp/publishAppPackage');
  });

  test('names files that are there', () => {
    const paths =
      JSON.stringify(steps).match(/"(?:\.\/)?(?:infra|teamsAppManifest)\/[^"]*"/g) ?? [];
    const made = paths.filter((path) => path.includes('/build'));
    const kept = paths.filter((path) => !path.includes('/build'));
    expect(made.length).toBeGreaterThan(0);
    expect(kept.length).toBeGreaterThan(3);
    for (const path of kept)
      expect([path, existsSync(join(repository, path.slice(1, -1)))]).toEqual([path, true]);
  });

  test('every variable of the set-up is explained in the example environment', () => {
    const sources = [
      'm365agents.yml',
      'infra/azure.parameters.json',
      'teamsAppManifest/manifest.json',
    ];
    const used = new Set(sources.flatMap((path) => placeholders(read(path))));
    const explained = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(used.size).toBeGreaterThan(5);
    expect(explained).toEqual(expect.arrayContaining([...used]));
  });

  test('what the package and the upload need comes out of the Bicep file', () => {
    expect([...azure().outputs.keys()]).toEqual(
      expect.arrayContaining(['BOT_ID', 'BOT_DOMAIN', 'BOT_AZURE_APP_SERVICE_RESOURCE_ID']),
    );
  });

  test('the example environment holds no secret', () => {
    const filled = [...example.matchAll(/^(?:# )?(SECRET_\w+)=(.+)$/gm)];
    expect(filled).toEqual([]);
    expect(example).toContain('# SECRET_DATABASE_PASSWORD=');
  });

  test('the upload leaves out secrets and data, and takes along what the bot is built from', () => {
    const lines = read('infra/.webappignore').split('\n');
    expect(lines).toEqual(expect.arrayContaining(['/env/', '.env', '.env.*', '/data/', '.git*']));
    const needed = [
      'src',
      'guides',
      'adaptiveCards',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      '.npmrc',
    ];
    for (const path of needed) {
      expect([path, existsSync(join(repository, path))]).toEqual([path, true]);
      expect(lines.map((line) => line.replaceAll('/', ''))).not.toContain(path);
    }
    const upload = steps.deploy.at(-1)!.with;
    expect(dirname(String(upload.ignoreFile))).toBe('infra');
  });
});
