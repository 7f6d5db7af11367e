import { takeBegun } from '../../src/proof/signIn';
import type { Entry } from '../../src/record/record';
import type { Receipt } from '../../src/receipts/receipt';
import type { PendingChange } from '../../src/signInMethods/pendingChange';
import {
  beginSignIn,
  finishSignIn,
  waiting,
  type StepUpParts,
} from '../../src/signInMethods/stepUp';
import { hour, minute } from '../support/clock';
import { confirming, waitingIn } from '../support/confirming';
import { changeId, opened } from '../support/pending';
import { alex, inAnotherTenant, megan } from '../support/samples';
import { signedIn, simpleSignIn } from '../support/signInClient';
import { inMemorySignIns } from '../support/signIns';

const chrome = 'browser-1';
const authTime = opened / 1000 - 5;
const ofAlex = { oid: alex.id, tid: alex.tenantId, acrs: ['c1'], auth_time: authTime };

/** A change of Alex's that waits, and a provider at which anybody may sign in. */
async function stepUp(
  other: Partial<PendingChange> = {},
  { authContext }: Pick<StepUpParts<Receipt>, 'authContext'> = { authContext: 'c1' },
) {
  const world = confirming();
  const provider = simpleSignIn();
  const refusals: Entry[] = [];
  const writers: string[] = [];
  const parts: StepUpParts<Receipt> = {
    ...world.parts,
    signIn: provider,
    signIns: inMemorySignIns().at(world.clock.now),
    record: { append: (entry) => Promise.resolve(void refusals.push(entry)) },
    authContext,
    loginHintOf: (person) => Promise.resolve(`hint-for-${person.id}`),
    scopeOf: (route) => `scope-of-${route}`,
    writerFor: ({ id, route }, accessToken) => {
      writers.push(`${id} ${route} ${accessToken}`);
      return world.directory;
    },
    newVerifier: () => world.parts.newId(),
  };
  const pending = await waitingIn(world, other);
  const begin = async (browser = chrome) => {
    const url = await beginSignIn(pending.id, browser, parts);
    return new URL(`https://bot.example/answer?code=1&state=${url?.searchParams.get('state')}`);
  };
  const finish = async (callback: URL, browser = chrome) => {
    const begun = await takeBegun(callback, browser, parts);
    return begun ? finishSignIn(callback, begun, parts) : { kind: 'gone' as const };
  };
  return { ...world, provider, refusals, writers, parts, pending, begin, finish };
}

describe('a change behind its link', () => {
  it('waits for a quarter of an hour', async () => {
    const { pending, parts, clock } = await stepUp();
    clock.pass(15 * minute - 1);
    expect(await waiting(pending.id, parts)).toEqual(pending);
    clock.pass(1);
    expect(await waiting(pending.id, parts)).toBeUndefined();
  });

  it('does not wait once it was signed in for, nor under another id', async () => {
    const { pending, parts, provider, begin, finish } = await stepUp();
    provider.answers(signedIn(ofAlex));
    await finish(await begin());
    expect(await waiting(pending.id, parts)).toBeUndefined();
    expect(await waiting(changeId(7), parts)).toBeUndefined();
  });
});

describe('the beginning of a sign-in', () => {
  it.each([
    [
      'bot',
      { id_token: { acrs: { essential: true, value: 'c1' }, auth_time: { essential: true } } },
    ],
    ['self', { access_token: { amr: { essential: true, values: ['ngcmfa'] } } }],
  ] as const)('asks for what the route %s needs, of this person', async (route, claims) => {
    const { provider, begin } = await stepUp({ route });
    await begin();
    expect(provider.begun).toMatchObject([
      { claims, scope: `scope-of-${route}`, loginHint: `hint-for-${alex.id}` },
    ]);
  });

  it('has secrets of its own each time, and the answer is held against them', async () => {
    const { provider, begin, finish } = await stepUp();
    const first = await begin();
    await begin();
    const secrets = provider.begun.map(({ state, nonce, codeVerifier }) => ({
      state,
      nonce,
      codeVerifier,
    }));
    expect(new Set(secrets.flatMap((s) => Object.values(s))).size).toBe(6);
    await finish(first);
    expect(provider.expected).toMatchObject([secrets[0]]);
  });

  it('is refused where the change waits no more', async () => {
    const { pending, parts, clock, provider } = await stepUp();
    clock.pass(15 * minute);
    expect(await beginSignIn(pending.id, chrome, parts)).toBeUndefined();
    expect(await beginSignIn(changeId(7), chrome, parts)).toBeUndefined();
    expect(provider.begun).toEqual([]);
  });
});

describe('a sign-in of the right person', () => {
  it.each(['bot', 'self'] as const)('makes the change by the route %s', async (route) => {
    const { provider, begin, finish, writers, pending, directory } = await stepUp({ route });
    provider.answers(signedIn(ofAlex));
    const confirmed = await finish(await begin());
    expect(confirmed).toMatchObject({ kind: 'ended', pending, outcome: { kind: 'done' } });
    expect(writers).toEqual([`${pending.id} ${route} token-of-this-sign-in`]);
    expect(directory.writes()).toHaveLength(1);
  });

  it('leaves its access token nowhere', async () => {
    const { provider, begin, finish, changes, refusals, pending } = await stepUp();
    provider.answers(signedIn(ofAlex));
    await finish(await begin());
    const kept = [await changes.find(pending.id), changes.recorded, changes.receipts, refusals];
    expect(JSON.stringify(kept)).not.toContain('token-of-this-sign-in');
  });

  it('counts once: the same answer again is gone', async () => {
    const { provider, begin, finish, directory } = await stepUp();
    provider.answers(signedIn(ofAlex));
    const callback = await begin();
    await finish(callback);
    expect(await finish(callback)).toEqual({ kind: 'gone' });
    expect(directory.writes()).toHaveLength(1);
  });

  it('in two browsers at once makes the change once', async () => {
    const { provider, begin, finish, directory } = await stepUp();
    provider.answers(signedIn(ofAlex));
    const callbacks = [await begin('browser-1'), await begin('browser-2')];
    const both = await Promise.all(callbacks.map((c, i) => finish(c, `browser-${i + 1}`)));
    const outcomes = both.map((c) => (c.kind === 'ended' ? c.outcome.kind : c.kind));
    expect(outcomes.filter((o) => o === 'done')).toHaveLength(1);
    expect(directory.writes()).toHaveLength(1);
  });

  it.each([
    ['in another browser', 'browser-2', undefined],
    ['under another state', chrome, 'https://bot.example/answer?code=1&state=guessed'],
    ['under no state', chrome, 'https://bot.example/answer?code=1'],
  ])('%s is gone, and the provider is not asked', async (_what, browser, other) => {
    const { provider, begin, finish, directory } = await stepUp();
    provider.answers(signedIn(ofAlex));
    const callback = await begin();
    expect(await finish(other ? new URL(other) : callback, browser)).toEqual({ kind: 'gone' });
    expect(provider.expected).toEqual([]);
    expect(directory.writes()).toEqual([]);
    expect(await finish(callback)).toMatchObject({ outcome: { kind: 'done' } });
  });

  it('that took too long is gone', async () => {
    const { provider, begin, finish, clock, directory } = await stepUp();
    provider.answers(signedIn({ ...ofAlex, auth_time: authTime + 15 * 60 }));
    clock.pass(minute);
    const callback = await begin();
    clock.pass(14 * minute);
    expect(await finish(callback)).toEqual({ kind: 'gone' });
    expect(directory.writes()).toEqual([]);
  });
});

const elsewhere = inAnotherTenant(alex).tenantId;

describe('a sign-in that proves nothing', () => {
  it.each([
    ['of somebody else', signedIn({ ...ofAlex, oid: megan.id }), 'other-person', 'other-person'],
    ['in another tenant', signedIn({ ...ofAlex, tid: elsewhere }), 'other-person', 'other-tenant'],
    ['without the context', signedIn({ ...ofAlex, acrs: [] }), 'not-proven', 'context-missing'],
    [
      'of an hour ago',
      signedIn({ ...ofAlex, auth_time: authTime - hour / 1000 }),
      'not-proven',
      'not-fresh',
    ],
    ['that was broken off', { refused: 'cancelled' }, 'cancelled', 'cancelled'],
    ['that was refused', { refused: 'provider-said-no' }, 'not-proven', 'provider-said-no'],
    ['with a token that is not good', { refused: 'token-invalid' }, 'not-proven', 'token-invalid'],
  ] as const)('%s changes nothing, is recorded, and the right one still counts', async (...row) => {
    const [, answer, said, reason] = row;
    const { provider, begin, finish, pending, directory, refusals, writers } = await stepUp();
    provider.answers(answer);
    const callback = await begin();
    expect(await finish(callback)).toEqual({ kind: 'not-proven', pending, reason: said });
    expect(directory.calls).toEqual([]);
    expect(writers).toEqual([]);
    expect(refusals).toMatchObject([
      { event: 'step-up', outcome: 'refused', reason, changeId: pending.id },
    ]);
    expect(await finish(callback)).toEqual({ kind: 'gone' });
    provider.answers(signedIn(ofAlex));
    expect(await finish(await begin())).toMatchObject({ outcome: { kind: 'done' } });
  });

  it('is every sign-in for the bot’s route while no context is set', async () => {
    const { provider, begin, finish, directory } = await stepUp({}, { authContext: undefined });
    provider.answers(signedIn(ofAlex));
    expect(await finish(await begin())).toMatchObject({ reason: 'not-proven' });
    expect(directory.writes()).toEqual([]);
  });
});
