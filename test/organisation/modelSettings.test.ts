import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelOf } from '../../src/organisation/modelSettings';
import { demonstrationSettings, serveSettings } from '../../src/organisation/settings';

const production = {
  ORGANISATION: 'derby',
  CLIENT_ID: '11111111-2222-4333-8444-555555555555',
  TENANT_ID: '99999999-2222-4333-8444-555555555555',
  BOT_TYPE: 'UserAssignedMsi',
  DESK_CHANNEL: '19:abc@thread.tacv2',
};
const openai = { MODEL_PROVIDER: 'openai', MODEL_API_KEY: 'sk-secret', MODEL_NAME: 'gpt-4o-mini' };
const azure = {
  ...openai,
  MODEL_PROVIDER: 'azure',
  MODEL_ENDPOINT: 'https://ours.openai.azure.com/',
  MODEL_API_VERSION: '2024-10-21',
};

type Env = Record<string, string | undefined>;

describe.each([
  ['the demonstration', (env: Env) => demonstrationSettings(env)],
  ['production', (env: Env) => serveSettings({ ...production, ...env }, ['derby'])],
])('in %s', (_where, read) => {
  const model = (env: Env) => {
    const found = read(env);
    return found.ok ? modelOf(found.settings) : found.problems;
  };

  it.each([{}, { MODEL_PROVIDER: '' }, { MODEL_PROVIDER: ' ', MODEL_API_KEY: '', MODEL_NAME: '' }])(
    'there is no model unless one is named: %j',
    (env) => {
      expect(read(env).ok).toBe(true);
      expect(model(env)).toBeUndefined();
    },
  );

  it('takes OpenAI with a key and a model, and another address for it', () => {
    const named = { provider: 'openai', key: 'sk-secret', name: 'gpt-4o-mini' };
    expect(model(openai)).toEqual({ ...named, endpoint: undefined });
    expect(model({ ...openai, MODEL_ENDPOINT: 'http://localhost:8080/v1/' })).toEqual({
      ...named,
      endpoint: 'http://localhost:8080/v1',
    });
  });

  it('takes Azure OpenAI with all five', () => {
    expect(model(azure)).toEqual({
      provider: 'azure',
      key: 'sk-secret',
      name: 'gpt-4o-mini',
      endpoint: 'https://ours.openai.azure.com',
      apiVersion: '2024-10-21',
    });
  });

  it.each([
    ['MODEL_PROVIDER', openai],
    ['MODEL_API_KEY', openai],
    ['MODEL_NAME', openai],
    ['MODEL_PROVIDER', azure],
    ['MODEL_API_KEY', azure],
    ['MODEL_NAME', azure],
    ['MODEL_ENDPOINT', azure],
    ['MODEL_API_VERSION', azure],
  ])('names %s when it alone is missing', (name, complete) => {
    for (const empty of [undefined, '', '  '])
      expect(model({ ...complete, [name]: empty })).toEqual([
        expect.stringMatching(`^${name} is missing`),
      ]);
  });

  it('names everything that is missing at once', () => {
    const problems = model({ MODEL_PROVIDER: 'azure' }) as string[];
    expect(problems.map((p) => p.split(' ')[0])).toEqual([
      'MODEL_API_KEY',
      'MODEL_NAME',
      'MODEL_ENDPOINT',
      'MODEL_API_VERSION',
    ]);
  });

  it.each([
    ['MODEL_PROVIDER', 'sk-secret'],
    ['MODEL_PROVIDER', 'OpenAI'],
    ['MODEL_PROVIDER', 'constructor'],
    ['MODEL_ENDPOINT', 'ours.openai.azure.com'],
    ['MODEL_ENDPOINT', 'http://ours.openai.azure.com'],
    ['MODEL_ENDPOINT', 'ftp://localhost/'],
    ['MODEL_ENDPOINT', 'http://localhost.evil.example/'],
    ['MODEL_ENDPOINT', 'https://name:sk-secret@ours.openai.azure.com'],
    ['MODEL_ENDPOINT', 'https://ours.openai.azure.com/?key=sk-secret'],
    ['MODEL_API_VERSION', 'latest'],
  ])('refuses %s=%s, names it, and repeats no key', (name, value) => {
    const problems = model({ ...azure, [name]: value }) as string[];
    expect(problems).toEqual([expect.stringMatching(`^${name} must be`)]);
    expect(problems.join()).not.toContain('sk-secret');
  });

  it('refuses a version where there is none', () => {
    expect(model({ ...openai, MODEL_API_VERSION: '2024-10-21' })).toEqual([
      expect.stringContaining('MODEL_API_VERSION'),
    ]);
  });
});

it('names a half-set model together with what else is missing', () => {
  const read = serveSettings({ ...production, CLIENT_ID: '', MODEL_NAME: 'gpt-4o-mini' }, [
    'derby',
  ]);
  expect(read.ok ? [] : read.problems.map((p) => p.split(' ')[0]).sort()).toEqual([
    'CLIENT_ID',
    'MODEL_PROVIDER',
  ]);
});

it('is off in the example, which documents all five', () => {
  const example = readFileSync(join(__dirname, '../../.env.example'), 'utf8');
  for (const name of Object.keys(azure)) expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
});
