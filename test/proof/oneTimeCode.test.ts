import { createHash, createHmac } from 'node:crypto';
import type { Person } from '../../src/organisation/person';
import {
  checkCode,
  codeReasons,
  issueCode,
  type CodeParts,
  type Issued,
} from '../../src/proof/oneTimeCode';
import { challengeStoreContract } from '../contracts/challengeStore';
import { inMemoryChallenges, type InMemoryChallenges } from '../support/challenges';
import { clockAt, hour, minute, second, type Clock } from '../support/clock';
import { seededBelow } from '../support/random';
import { alex, inAnotherTenant, megan, personNumber } from '../support/samples';

const number = '+44 7400123456';
const address = 'alex@example.org';

let clock: Clock;
let store: InMemoryChallenges;
let parts: CodeParts;

beforeEach(() => {
  clock = clockAt('2026-03-02T10:00:00.000Z');
  store = inMemoryChallenges();
  parts = partsWith(seededBelow(26));
});

function partsWith(
  randomBelow: CodeParts['randomBelow'],
  key: Buffer = Buffer.alloc(32, 7),
): CodeParts {
  let ids = 0;
  return { store, now: clock.now, randomBelow, newId: () => `challenge-${++ids}`, key };
}

type Code = Extract<Issued, { kind: 'issued' }>;

async function issued(person = alex, target = number, purpose = 'add-phone'): Promise<Code> {
  const code = await issueCode(person, purpose, target, parts);
  if (code.kind !== 'issued') throw new Error(`no code was sent: ${JSON.stringify(code)}`);
  return code;
}

/** A code that is not the right one. */
function wrong({ code }: Code, by = 1): string {
  return String((Number(code) + by) % 10 ** 8).padStart(8, '0');
}

function check({ challengeId }: Code, typed: string, person = alex, target = number) {
  return checkCode(person, challengeId, target, typed, parts);
}

/** Types wrong codes, one after the other. */
async function guess(code: Code, times: number): Promise<string[]> {
  const answers: string[] = [];
  for (let i = 1; i <= times; i++) answers.push(await check(code, wrong(code, i)));
  return answers;
}

describe('a right code', () => {
  it('is right once', async () => {
    const code = await issued();
    expect(await check(code, code.code)).toBe('right');
    expect(await check(code, code.code)).toBe('code-expired');
  });

  it('is right once, however often it is pressed at the same time', async () => {
    const code = await issued();
    const answers = await Promise.all(Array.from({ length: 8 }, () => check(code, code.code)));
    expect(answers.filter((a) => a === 'right')).toHaveLength(1);
  });

  it('is right with spaces around it', async () => {
    const code = await issued();
    expect(await check(code, `  ${code.code}\n`)).toBe('right');
  });

  it('is right after four wrong ones, and at the last moment', async () => {
    const code = await issued();
    expect(await guess(code, 4)).toEqual(Array(4).fill('code-wrong'));
    clock.pass(10 * minute - 1);
    expect(await check(code, code.code)).toBe('right');
  });

  it('is wrong from ten minutes on', async () => {
    const code = await issued();
    clock.pass(10 * minute);
    expect(await check(code, code.code)).toBe('code-expired');
  });

  it('stays wrong when the clock is set back after it was used', async () => {
    const code = await issued();
    await check(code, code.code);
    clock.pass(-hour);
    expect(await check(code, code.code)).toBe('code-expired');
  });
});

describe('guessing', () => {
  it('ends after five tries: the sixth is refused even if it is right', async () => {
    const code = await issued();
    expect(await guess(code, 5)).toEqual(Array(5).fill('code-wrong'));
    expect(await check(code, code.code)).toBe('code-too-many');
    expect(await check(code, code.code)).toBe('code-too-many');
  });

  it('in parallel has five tries as well', async () => {
    const code = await issued();
    const guesses = Array.from({ length: 100 }, (_, i) => check(code, wrong(code, i + 1)));
    const answers = await Promise.all([...guesses, check(code, code.code)]);
    expect(answers.filter((a) => a === 'code-wrong').length).toBeLessThanOrEqual(5);
    expect(answers).not.toContain('right');
    expect(await check(code, code.code)).not.toBe('right');
  });

  it('counts a try before anything is compared', async () => {
    const code = await issued();
    const broken: CodeParts = { ...parts, key: undefined as unknown as Buffer };
    for (let i = 0; i < 5; i++)
      await expect(checkCode(alex, code.challengeId, number, code.code, broken)).rejects.toThrow();
    expect(await check(code, code.code)).toBe('code-too-many');
  });

  it('locks the person at 15 failures of a day, whatever codes they were made with', async () => {
    for (let round = 0; round < 3; round++) {
      expect(await guess(await issued(), 5)).toEqual(Array(5).fill('code-wrong'));
      clock.pass(20 * minute);
    }
    expect(await issueCode(alex, 'add-phone', number, parts)).toEqual({ kind: 'locked' });
    expect(await issueCode(alex, 'add-email', address, parts)).toEqual({ kind: 'locked' });
  });

  it('locks a code that is open too, even if it is right', async () => {
    await guess(await issued(), 5);
    clock.pass(20 * minute);
    await guess(await issued(), 5);
    clock.pass(20 * minute);
    const open = await issued(alex, address, 'add-email');
    await guess(await issued(), 4);
    expect(await check(open, wrong(open), alex, address)).toBe('code-wrong');
    expect(await check(open, open.code, alex, address)).toBe('code-locked');
  });

  it('has 15 tries a day even where two codes are tried in parallel', async () => {
    const first = await issued(alex, '+44 7400111111');
    await guess(first, 5);
    clock.pass(20 * minute);
    const second = await issued(alex, '+44 7400222222');
    await guess(second, 4);
    clock.pass(20 * minute);
    const byPhone = await issued(alex, '+44 7400333333');
    const byMail = await issued(alex, address, 'add-email');
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, i) => [
        check(byPhone, wrong(byPhone, i + 1), alex, '+44 7400333333'),
        check(byMail, wrong(byMail, i + 1), alex, address),
      ]).flat(),
    );
    expect(9 + answers.filter((a) => a === 'code-wrong').length).toBeLessThanOrEqual(15);
  });

  it('is forgotten after a day', async () => {
    for (let round = 0; round < 3; round++) {
      await guess(await issued(), 5);
      clock.pass(20 * minute);
    }
    clock.pass(23 * hour - 1);
    expect(await issueCode(alex, 'add-phone', number, parts)).toEqual({ kind: 'locked' });
    clock.pass(1);
    const code = await issued();
    expect(await check(code, code.code)).toBe('right');
  });

  it('by one person locks nobody else', async () => {
    for (let round = 0; round < 3; round++) {
      await guess(await issued(alex, `+44 740011111${round}`), 5);
      clock.pass(20 * minute);
    }
    for (const other of [megan, inAnotherTenant(alex)])
      expect(await issueCode(other, 'add-phone', number, parts)).toMatchObject({ kind: 'issued' });
  });

  it.each([
    ['letters', 'abcdefgh'],
    ['seven digits', '1234567'],
    ['nine digits', '123456789'],
    ['10 000 digits', '1'.repeat(10_000)],
    ['nothing', ''],
    ['a number in scientific form', '1e7'],
    ['a hexadecimal number', '0x123456'],
    ['a sign', '+1234567'],
    ['a point', '1234567.'],
    ['a space inside', '1234 5678'],
    ['two lines', '12345678\n12345678'],
    ['a trailing NUL', '12345678\u0000'],
    ['a zero-width space', '1234\u200b5678'],
    ['Arabic-Indic digits', '١٢٣٤٥٦٧٨'],
    ['full-width digits', '１２３４５６７８'],
  ])('with %s is no code and costs no try', async (_what, typed) => {
    const code = await issued();
    for (let i = 0; i < 20; i++) expect(await check(code, typed)).toBe('code-form');
    expect(await check(code, code.code)).toBe('right');
  });

  it.each([
    ['the right code in Arabic-Indic digits', 0x660],
    ['the right code in full-width digits', 0xff10],
  ])('with %s is no code', async (_what, zero) => {
    const code = await issued();
    const typed = code.code.replace(/\d/g, (d) => String.fromCodePoint(zero + Number(d)));
    expect(await check(code, typed)).toBe('code-form');
  });
});

describe('a code is bound', () => {
  it.each<[string, Person]>([
    ['another person', megan],
    ['the same id in another tenant', inAnotherTenant(alex)],
  ])('to its person: %s finds nothing and uses up no try', async (_who, other) => {
    const code = await issued();
    for (let i = 0; i < 10; i++) expect(await check(code, code.code, other)).toBe('code-expired');
    expect(await check(code, code.code)).toBe('right');
  });

  it('to its target: it proves nothing about another one', async () => {
    const code = await issued();
    expect(await check(code, code.code, alex, '+44 7400123457')).toBe('code-wrong');
    expect(await check(code, code.code, alex, address)).toBe('code-wrong');
    expect(await check(code, code.code)).toBe('right');
  });

  it("to its challenge: it is not another challenge's code", async () => {
    const byPhone = await issued();
    const byMail = await issued(alex, address, 'add-email');
    expect(await check(byMail, byPhone.code, alex, address)).toBe('code-wrong');
    expect(await check(byMail, byPhone.code, alex, number)).toBe('code-wrong');
  });

  it.each(['', 'challenge-2', 'null', '__proto__', 'challenge-1 '])(
    'to its id: %j finds nothing',
    async (challengeId) => {
      const { code } = await issued();
      expect(await checkCode(alex, challengeId, number, code, parts)).toBe('code-expired');
    },
  );

  it('to its key', async () => {
    const code = await issued();
    const otherKey = { ...parts, key: Buffer.alloc(32, 8) };
    expect(await checkCode(alex, code.challengeId, number, code.code, otherKey)).toBe('code-wrong');
  });

  it.each([
    [number, '+44 7400 123 456'],
    [address, 'ALEX@Example.org'],
  ])('to %s in whatever spelling, such as %s', async (target, spelling) => {
    const code = await issued(alex, target);
    expect(await check(code, code.code, alex, spelling)).toBe('right');
  });
});

describe('sending again', () => {
  it('kills the old code', async () => {
    const old = await issued();
    clock.pass(minute);
    const next = await issued();
    expect(await check(old, old.code)).toBe('code-expired');
    expect(await check(next, old.code)).toBe('code-wrong');
    expect(await check(next, next.code)).toBe('right');
  });

  it('kills the old code even if it goes to another target', async () => {
    const old = await issued();
    clock.pass(minute);
    await issued(alex, '+44 7400999999');
    expect(await check(old, old.code)).toBe('code-expired');
  });

  it('leaves a code for something else alive', async () => {
    const byMail = await issued(alex, address, 'add-email');
    await issued();
    expect(await check(byMail, byMail.code, alex, address)).toBe('right');
  });

  it('gives five new tries, but takes no failure back', async () => {
    for (let round = 0; round < 2; round++) {
      await guess(await issued(), 5);
      clock.pass(20 * minute);
    }
    const third = await issued();
    expect(await guess(third, 5)).toEqual(Array(5).fill('code-wrong'));
    expect(await check(third, third.code)).toBe('code-locked');
  });

  it('waits a minute, and says how long', async () => {
    await issued();
    clock.pass(15 * second);
    expect(await issueCode(alex, 'add-phone', number, parts)).toEqual({
      kind: 'wait',
      seconds: 45,
    });
    clock.pass(45 * second - 1);
    expect(await issueCode(alex, 'add-phone', number, parts)).toEqual({ kind: 'wait', seconds: 1 });
    clock.pass(1);
    await issued();
  });

  it('that has to wait leaves the code that was sent alive', async () => {
    const code = await issued();
    await issueCode(alex, 'add-phone', number, parts);
    expect(await check(code, code.code)).toBe('right');
  });

  it('31 times in ten minutes sends three codes', async () => {
    const answers: Issued[] = [];
    for (let i = 0; i < 31; i++) {
      answers.push(await issueCode(alex, 'add-phone', number, parts));
      clock.pass(19 * second);
    }
    expect(answers.filter((a) => a.kind === 'issued')).toHaveLength(3);
  });

  it('by many people to many numbers stops at what a tenant sends within an hour', async () => {
    const answers: Issued[] = [];
    for (let i = 0; i < 310; i++)
      answers.push(await issueCode(personNumber(i), 'add-phone', `${i}@example.org`, parts));
    expect(answers.map((a) => a.kind)).toEqual([
      ...Array<string>(300).fill('issued'),
      ...Array<string>(10).fill('wait'),
    ]);
    const elsewhere = { ...personNumber(1), tenantId: 'another-tenant' };
    expect(await issueCode(elsewhere, 'add-phone', number, parts)).toMatchObject({
      kind: 'issued',
    });
    clock.pass(hour);
    expect(await issueCode(personNumber(309), 'add-phone', number, parts)).toMatchObject({
      kind: 'issued',
    });
  });

  it('31 times at the same moment sends one code', async () => {
    const answers = await Promise.all(
      Array.from({ length: 31 }, () => issueCode(alex, 'add-phone', number, parts)),
    );
    expect(answers.filter((a) => a.kind === 'issued')).toHaveLength(1);
  });

  it('to 31 numbers at the same moment sends three codes at most', async () => {
    const answers = await Promise.all(
      Array.from({ length: 31 }, (_, i) =>
        issueCode(alex, `purpose-${i}`, `+44 74001234${String(i).padStart(2, '0')}`, parts),
      ),
    );
    expect(answers.filter((a) => a.kind === 'issued').length).toBeLessThanOrEqual(3);
  });
});

describe('how often codes are sent', () => {
  /** Asks for a code every minute and tells how many were sent within a time. */
  async function sentWithin(time: number, wish: (i: number) => [Person, string]): Promise<number> {
    let sent = 0;
    for (let i = 0; i < time / minute; i++) {
      const [person, target] = wish(i);
      const answer = await issueCode(person, 'add-phone', target, parts);
      if (answer.kind === 'issued') sent++;
      clock.pass(minute);
    }
    return sent;
  }

  it.each([
    [10 * minute, 3],
    [hour, 5],
    [24 * hour, 10],
  ])('to one person, whatever the targets: within %i ms %i times', async (time, times) => {
    const otherNumber = (i: number) => `+44 74${String(i).padStart(8, '0')}`;
    expect(await sentWithin(time, (i) => [alex, otherNumber(i)])).toBe(times);
  });

  it.each([
    [hour, 3],
    [24 * hour, 5],
  ])('to one target, whoever asks: within %i ms %i times', async (time, times) => {
    expect(await sentWithin(time, (i) => [personNumber(i), number])).toBe(times);
  });

  it.each([
    ['a number', [number, '+44 7400 123456', '+447400123456', '+44 (7400) 123-456']],
    ['an address', [address, 'ALEX@example.org', 'Alex@EXAMPLE.ORG']],
  ])('is one count for all spellings of %s', async (_what, spellings) => {
    const wish = (i: number): [Person, string] => [
      personNumber(i),
      spellings[i % spellings.length] ?? '',
    ];
    expect(await sentWithin(hour, wish)).toBe(3);
  });

  it('counts codes that were used like any other', async () => {
    for (let i = 0; i < 3; i++) {
      const code = await issued();
      await check(code, code.code);
      clock.pass(minute);
    }
    expect(await issueCode(alex, 'add-phone', number, parts)).toMatchObject({ kind: 'wait' });
  });

  it('counts codes for all purposes together', async () => {
    await issued(alex, number, 'add-phone');
    await issued(alex, address, 'add-email');
    await issued(alex, '+44 7400999999', 'something-else');
    expect(await issueCode(alex, 'a-fourth-thing', '+44 7400888888', parts)).toMatchObject({
      kind: 'wait',
    });
  });

  it("is another count for another tenant's person", async () => {
    for (let i = 0; i < 3; i++) {
      await issued(alex, `+44 740000000${i}`);
      clock.pass(minute);
    }
    const elsewhere = inAnotherTenant(alex);
    expect(await issueCode(elsewhere, 'add-phone', '+44 7400000009', parts)).toMatchObject({
      kind: 'issued',
    });
  });

  it('tells a wait after which a code is sent, and before which none is', async () => {
    const below = seededBelow(27);
    for (let i = 0; i < 200; i++) {
      const target = `+44 740000000${below(3)}`;
      const answer = await issueCode(alex, 'add-phone', target, parts);
      if (answer.kind === 'wait') {
        expect(answer.seconds).toBeGreaterThan(0);
        clock.pass(answer.seconds * second - second);
        expect(await issueCode(alex, 'add-phone', target, parts)).toMatchObject({ kind: 'wait' });
        clock.pass(second);
        expect(await issueCode(alex, 'add-phone', target, parts)).toMatchObject({ kind: 'issued' });
      }
      clock.pass(below(30 * minute));
    }
  });
});

describe('what is kept of a code', () => {
  it('contains neither the code nor the target, in no simple disguise', async () => {
    const disguises = (secret: string) => [
      secret,
      ...['hex', 'base64', 'base64url'].flatMap((form) => [
        Buffer.from(secret).toString(form as BufferEncoding),
        ...['md5', 'sha1', 'sha256', 'sha512'].map((hash) =>
          createHash(hash)
            .update(secret)
            .digest(form as 'hex'),
        ),
        createHmac('sha256', parts.key)
          .update(secret)
          .digest(form as 'hex'),
      ]),
    ];
    for (let i = 0; i < 50; i++) {
      const target = i % 2 ? `person${i}@example.org` : `+44 74001234${String(i).padStart(2, '0')}`;
      const { code } = await issued(personNumber(i), target);
      const kept = JSON.stringify(store.kept());
      for (const form of [...disguises(code), ...disguises(target)])
        expect(kept.includes(form)).toBe(false);
    }
  });

  it('differs between two challenges with the same code, target and person', async () => {
    parts = partsWith(() => 12_345_678);
    await issued();
    clock.pass(minute);
    await issued();
    const [first, second] = store.kept();
    expect(first?.codeDigest).not.toBe(second?.codeDigest);
    expect(first?.targetDigest).toBe(second?.targetDigest);
  });

  it('differs with another key', async () => {
    const keptWith = async (key: Buffer) => {
      store = inMemoryChallenges();
      parts = partsWith(() => 12_345_678, key);
      await issued();
      return store.kept()[0];
    };
    const first = await keptWith(Buffer.alloc(32, 7));
    const again = await keptWith(Buffer.alloc(32, 7));
    const other = await keptWith(Buffer.alloc(32, 8));
    expect(again).toEqual(first);
    expect(other?.codeDigest).not.toBe(first?.codeDigest);
    expect(other?.targetDigest).not.toBe(first?.targetDigest);
  });
});

describe('the codes', () => {
  it.each([
    [0, '00000000'],
    [7, '00000007'],
    [1_234_567, '01234567'],
    [99_999_999, '99999999'],
  ])('keep their leading zeros: %i is %s', async (drawn, code) => {
    parts = partsWith(() => drawn);
    const made = await issued();
    expect(made.code).toBe(code);
    expect(await check(made, code)).toBe('right');
  });

  it('are drawn from all numbers of eight digits', async () => {
    const limits: number[] = [];
    parts = partsWith((limit) => {
      limits.push(limit);
      return 0;
    });
    await issued();
    expect(limits).toEqual([10 ** 8]);
  });

  it('are spread evenly: 100 000 of them, digit by digit', async () => {
    const digits = Array.from({ length: 8 }, () => Array<number>(10).fill(0));
    const codes = new Set<string>();
    const count = 100_000;
    for (let i = 0; i < count; i++) {
      const { code } = await issued(
        { ...personNumber(i), tenantId: `tenant-${i}` },
        `${i}@example.org`,
      );
      codes.add(code);
      [...code].forEach((digit, place) => {
        const counts = digits[place] ?? [];
        counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
      });
    }
    const chiSquared = digits.map((counts) =>
      counts.reduce((sum, n) => sum + (n - count / 10) ** 2 / (count / 10), 0),
    );
    // Nine degrees of freedom: an even spread stays below 33.7 in 9 999 of 10 000 cases.
    expect(Math.max(...chiSquared)).toBeLessThan(33.7);
    expect([...codes].every((code) => /^[0-9]{8}$/.test(code))).toBe(true);
    expect(codes.size).toBeGreaterThan(99_900);
  });
});

it('each reason for refusing a code is met above', async () => {
  const code = await issued();
  const met = new Set<string>([await check(code, 'x'), ...(await guess(code, 6))]);
  clock.pass(minute);
  met.add(await check(code, code.code, megan));
  const next = await issued();
  met.add((await guess(next, 15)).at(-1) ?? '');
  expect([...met].sort()).toEqual([...codeReasons].sort());
});

challengeStoreContract(() => {
  const kept = inMemoryChallenges();
  const same = () => Promise.resolve(kept);
  return Promise.resolve({ store: kept, another: same, reopened: same });
});
