import { claimsRequest, judgeSignIn, type SignIn } from '../../src/proof/stepUp';
import { minute, second } from '../support/clock';
import { alex, inAnotherTenant, megan } from '../support/samples';

const now = Date.parse('2026-03-02T10:00:00.000Z');
const authTime = now / 1000 - 5;

/** A sign-in as it should be, for the bot's own route, with some parts otherwise. */
function signIn(claims: Record<string, unknown> = {}, other: Partial<SignIn> = {}): SignIn {
  return {
    claims: { oid: alex.id, tid: alex.tenantId, auth_time: authTime, acrs: ['c1'], ...claims },
    person: alex,
    route: 'bot',
    authContext: 'c1',
    tenantId: alex.tenantId,
    now,
    ...other,
  };
}

const self = { route: 'self', authContext: undefined } as const;
const ago = (ms: number) => ({ auth_time: (now - ms) / 1000 });

describe('what is asked of the provider', () => {
  it('asks for the claims of Graph where the person writes', () => {
    expect(JSON.stringify(claimsRequest('self', undefined))).toBe(
      '{"access_token":{"amr":{"essential":true,"values":["ngcmfa"]}}}',
    );
  });

  it('asks for the authentication context and the time where the bot writes', () => {
    expect(JSON.stringify(claimsRequest('bot', 'c7'))).toBe(
      '{"id_token":{"acrs":{"essential":true,"value":"c7"},"auth_time":{"essential":true}}}',
    );
  });

  it('asks for the time alone where no context is set', () => {
    expect(claimsRequest('bot', undefined)).toEqual({
      id_token: { auth_time: { essential: true } },
    });
  });
});

describe('a sign-in that is enough', () => {
  it.each([
    ['just now', ago(0)],
    ['9:59 ago', ago(10 * minute - second)],
    ['exactly ten minutes ago', ago(10 * minute)],
    ['by a clock that runs a minute ahead', ago(-minute)],
    ['with more contexts than the one', { acrs: ['c2', 'c1'] }],
    ['with ids in capitals', { oid: alex.id.toUpperCase(), tid: alex.tenantId.toUpperCase() }],
  ])('%s', (_, claims) => {
    expect(judgeSignIn(signIn(claims))).toMatchObject({ ok: true });
  });

  it('leaves its evidence for the record', () => {
    expect(judgeSignIn(signIn())).toEqual({
      ok: true,
      proof: { authTime: authTime * 1000, acrs: ['c1'] },
    });
  });
});

describe('a sign-in that is not', () => {
  it.each([
    ['of somebody else', { oid: megan.id }, 'other-person'],
    ['that does not say whose', { oid: undefined }, 'other-person'],
    ['whose person is an empty text', { oid: '' }, 'other-person'],
    ['whose person is a list', { oid: [alex.id] }, 'other-person'],
    ['that names the person as subject only', { oid: undefined, sub: alex.id }, 'other-person'],
    ['in another tenant', { tid: inAnotherTenant(alex).tenantId }, 'other-tenant'],
    ['that does not say in which tenant', { tid: undefined }, 'other-tenant'],
    ['10:01 ago', ago(10 * minute + second), 'not-fresh'],
    ['more than a minute ahead', ago(-minute - second), 'not-fresh'],
    ['without its time', { auth_time: undefined }, 'auth-time-missing'],
    ['with its time as a text', { auth_time: String(authTime) }, 'auth-time-missing'],
    ['with a time that is no number', { auth_time: NaN }, 'auth-time-missing'],
    ['without contexts', { acrs: undefined }, 'context-missing'],
    ['with another context', { acrs: ['c2'] }, 'context-missing'],
    ['with a longer context', { acrs: ['c10'] }, 'context-missing'],
    ['with contexts as one text', { acrs: 'c1' }, 'context-missing'],
    ['that only says multi-factor was used', { acrs: undefined, amr: ['mfa'] }, 'context-missing'],
  ])('%s', (_, claims, reason) => {
    expect(judgeSignIn(signIn(claims))).toEqual({ ok: false, reason });
  });

  it('by the bot’s route while no context is set', () => {
    expect(judgeSignIn(signIn({}, { authContext: undefined }))).toEqual({
      ok: false,
      reason: 'context-missing',
    });
  });

  it.each([
    ['the person is of another tenant', { person: { ...alex, tenantId: megan.id } }],
    ['the deployment is of another tenant', { tenantId: megan.id }],
  ])('where %s', (_, other) => {
    expect(judgeSignIn(signIn({}, other))).toEqual({ ok: false, reason: 'other-tenant' });
  });
});

describe('where the person writes, and Graph asks for fresh MFA', () => {
  it('takes a sign-in without context or time', () => {
    const claims = { acrs: undefined, auth_time: undefined };
    expect(judgeSignIn(signIn(claims, self))).toEqual({ ok: true, proof: {} });
  });

  it('notes the time where there is one, however old', () => {
    const claims = { acrs: undefined, ...ago(20 * minute) };
    expect(judgeSignIn(signIn(claims, self))).toEqual({
      ok: true,
      proof: { authTime: now - 20 * minute },
    });
  });

  it.each([
    ['other-person', { oid: megan.id }],
    ['other-tenant', { tid: megan.id }],
  ])('still refuses: %s', (reason, claims) => {
    expect(judgeSignIn(signIn(claims, self))).toEqual({ ok: false, reason });
  });
});
