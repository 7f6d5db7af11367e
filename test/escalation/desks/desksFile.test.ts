import { deskSecrets, eventSecrets, readDesks } from '../../../src/escalation/desks/desksFile';

const file = 'guides/derby/desks.yaml';
const rt = `
- kind: request-tracker
  name: IT
  url: https://rt.example.org/
  queue: ServiceDesk
  secret: RT_TOKEN
  states: { escalated: taken }
`;
const hook = `
- kind: webhook
  name: Hook
  url: https://hooks.example.org/in
  secret: HOOK_SECRET
  previousSecret: HOOK_SECRET_BEFORE
`;

describe('desks.yaml', () => {
  it('describes desks, with what is usual where nothing is said', () => {
    const [desk, ...more] = readDesks(rt, file);
    expect(more).toEqual([]);
    expect(desk).toEqual({
      kind: 'request-tracker',
      name: 'IT',
      url: 'https://rt.example.org',
      queue: 'ServiceDesk',
      correlationField: 'CorrelationId',
      secret: 'RT_TOKEN',
      states: { escalated: 'taken' },
    });
  });

  it('may be empty', () => {
    expect(readDesks('', file)).toEqual([]);
  });

  it.each([
    ['http', 'http://rt.example.org', /desk 1 url: must be an https/],
    ['a loopback name', 'https://localhost.', /desk 1 url: must name the host in full/],
    [
      'an address of the cloud’s own',
      'https://169.254.169.254',
      /desk 1 url: must name the host in full/,
    ],
    ['a number', 'https://2130706433/', /desk 1 url: must name the host in full/],
    ['a user in it', 'https://desk.example@127.0.0.1', /desk 1 url: must have no user/],
    ['a file', 'file:///etc/passwd', /desk 1 url: must be an https/],
    ['a question', 'https://rt.example.org?x=1', /desk 1 url: must have no \? and #/],
  ])('with an address of %s stops the start', (_what, url, reason) => {
    expect(() => readDesks(rt.replace('https://rt.example.org/', url), file)).toThrow(reason);
  });

  it.each([
    [
      'a secret itself',
      rt.replace('RT_TOKEN', '1-33-9ba3'),
      /secret: must be the name of an environment variable/,
    ],
    ['a kind that there is not', rt.replace('request-tracker', 'otrs'), /kind/],
    ['an entry that there is not', `${rt}  quue: x\n`, /quue/],
    ['a state of ours that there is not', rt.replace('taken', 'done'), /states escalated/],
    ['a queue with quotes', rt.replace('ServiceDesk', `"x' OR id > '0"`), /queue: must be letters/],
    ['the same name twice', rt + rt, /every desk needs a name of its own/],
    ['no YAML', '- {', /this is not YAML/],
    ['no list', 'kind: jira', /the list of desks/],
  ])('with %s stops the start and says where', (_what, text, reason) => {
    expect(() => readDesks(text, file)).toThrow(reason);
    expect(() => readDesks(text, file)).toThrow(file);
  });

  it('takes a desk on this machine in a simulation only', () => {
    const here = rt.replace('https://rt.example.org/', 'http://127.0.0.1:8099');
    expect(readDesks(here, file, true)[0]).toMatchObject({ url: 'http://127.0.0.1:8099' });
    expect(() => readDesks(here, file)).toThrow(/must be an https/);
  });
});

describe('the secrets of a desk', () => {
  const [desk] = readDesks(rt, file);
  const [webhook] = readDesks(hook, file);
  const good = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

  it('come from the variables that it names, the one in use first', () => {
    expect(deskSecrets(desk!, { RT_TOKEN: ' 1-33-9ba3 ' })).toEqual({
      ok: true,
      secrets: ['1-33-9ba3'],
    });
    const before = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
    const env = { HOOK_SECRET: good, HOOK_SECRET_BEFORE: before };
    expect(deskSecrets(webhook!, env)).toEqual({ ok: true, secrets: [good, before] });
  });

  it.each([
    ['nothing', {}, /HOOK_SECRET is missing/],
    [
      'a short one',
      { HOOK_SECRET: 'whsec_QUJD', HOOK_SECRET_BEFORE: good },
      /HOOK_SECRET must be whsec_/,
    ],
    [
      'a line end in it',
      { HOOK_SECRET: `${good}\nX: y`, HOOK_SECRET_BEFORE: good },
      /plain signs only/,
    ],
  ])('are named where there is %s, and never repeated', (_what, env, reason) => {
    const found = deskSecrets(webhook!, env);
    expect(found.ok ? [] : found.problems.join()).toMatch(reason);
    expect(JSON.stringify(found)).not.toContain('QUJD');
  });
});

const entries: Readonly<Record<string, string>> = {
  'request-tracker': 'queue: ServiceDesk',
  servicenow: 'table: incident',
  jira: 'serviceDesk: 10\n  requestType: 25\n  correlationField: customfield_10050',
  zendesk: 'user: bot@desk.example',
  freshservice: 'requester: bot@desk.example\n  correlationField: cf_id',
  freshdesk: 'requester: bot@desk.example\n  correlationField: cf_id',
  webhook: '',
  email: 'to: desk@desk.example\n  domain: bot.example',
};
const deskOf = (kind: string, more = '') => {
  const where = kind === 'email' ? '' : 'url: https://desk.example.org\n  secret: DESK_SECRET';
  return `- kind: ${kind}\n  name: IT\n  ${[where, entries[kind], more].filter(Boolean).join('\n  ')}\n`;
};
const both = 'eventSecret: EVENTS\n  previousEventSecret: EVENTS_BEFORE';
const whsec = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;

describe('the secrets of a desk’s events', () => {
  it.each([
    ['request-tracker', whsec(1), whsec(2)],
    ['servicenow', whsec(1), whsec(2)],
    ['jira', 'sixteen-signs-or', 'sixteen-signs-be'],
    ['zendesk', 'sixteen-signs-or', 'sixteen-signs-be'],
  ])('are for %s the one in use and the one before it', (kind, now, before) => {
    const [desk] = readDesks(deskOf(kind, both), file);
    const env = { DESK_SECRET: 'their-token', EVENTS: now, EVENTS_BEFORE: before };
    expect(deskSecrets(desk!, env)).toEqual({ ok: true, secrets: ['their-token'] });
    expect(eventSecrets(desk!, env)).toEqual([now, before]);
  });

  it.each([
    ['freshservice', /desk 1 eventSecret: must be left out: desks of this kind sign no events/],
    ['freshdesk', /desk 1 previousEventSecret: must be left out/],
    ['email', /desk 1 eventSecret: must be left out: desks of this kind sign no events/],
    ['webhook', /desk 1 eventSecret: must be left out: secret signs what comes from there too/],
  ])('are none for %s, and naming one stops the start', (kind, reason) => {
    expect(() => readDesks(deskOf(kind, both), file)).toThrow(reason);
    expect(eventSecrets(readDesks(deskOf(kind), file)[0]!, { DESK_SECRET: 'x' })).toEqual([]);
  });

  it.each([
    ['jira', 'EVENTS must have 16 signs or more'],
    ['zendesk', 'EVENTS must have 16 signs or more'],
    ['servicenow', 'EVENTS must be whsec_ and 24 to 64 bytes in base64'],
  ])('must be as %s’s are', (kind, problem) => {
    const [desk] = readDesks(deskOf(kind, 'eventSecret: EVENTS'), file);
    const found = deskSecrets(desk!, { DESK_SECRET: 'their-token', EVENTS: 'short' });
    expect(found).toEqual({ ok: false, problems: [problem] });
  });

  it('may be the same as the desk’s own', () => {
    const [desk] = readDesks(deskOf('zendesk', 'eventSecret: DESK_SECRET'), file);
    const env = { DESK_SECRET: 'sixteen-signs-or' };
    expect(deskSecrets(desk!, env)).toEqual({ ok: true, secrets: ['sixteen-signs-or'] });
  });
});
