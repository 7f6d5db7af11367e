import { codeDelivery } from '../../../src/connections/delivery/codes';
import type { Mailer, MailMessage } from '../../../src/connections/delivery/mail';
import type { Texter, TextMessage } from '../../../src/connections/delivery/sms';
import { Undelivered } from '../../../src/connections/delivery/undelivered';

const text = '27182818 is your code';
const number = '+44 7400123456';
const address = 'canary@bench.test';

type Outcome = 'sent' | 'failed-for-good' | Error;

/** Codes by senders that do as told; what they were given, and what was noted of faults. */
function bench(outcome: Outcome, has = { mail: true, sms: true }) {
  const mails: MailMessage[] = [];
  const texts: TextMessage[] = [];
  const faults: string[] = [];
  const result = () =>
    outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  const mailer: Mailer = {
    from: 'help@uni.test',
    send: (mail) => {
      mails.push(mail);
      return result();
    },
  };
  const texter: Texter = {
    send: (one) => {
      texts.push(one);
      return result();
    },
  };
  const ids = ['first', 'second', 'third'];
  const codes = codeDelivery({
    mailer: has.mail ? mailer : undefined,
    texter: has.sms ? texter : undefined,
    subject: 'University: Code',
    fromName: 'University',
    now: () => 1_000,
    newId: () => ids.shift() ?? 'later',
    onFault: (way, reason) => faults.push(`${way}: ${reason}`),
  });
  return { codes, mails, texts, faults };
}

it('go to addresses by mail and to numbers by text message', async () => {
  const { codes, mails, texts, faults } = bench('sent');
  expect(await codes.send(address, text)).toBe('sent');
  expect(await codes.send(number, text)).toBe('sent');
  expect(mails).toEqual([
    {
      to: address,
      fromName: 'University',
      subject: 'University: Code',
      text,
      messageId: '<code.first@uni.test>',
    },
  ]);
  expect(texts).toEqual([{ to: number, text, id: 'second', firstTriedAt: 1_000 }]);
  expect(faults).toEqual([]);
});

it('show no code in a subject, which locked screens show', async () => {
  const { codes, mails } = bench('sent');
  await codes.send(address, text);
  expect(mails[0]?.subject).not.toContain('27182818');
});

it.each([
  [{ mail: true, sms: false }, 'sent', 'failed'],
  [{ mail: false, sms: true }, 'failed', 'sent'],
  [{ mail: false, sms: false }, 'failed', 'failed'],
])('fail where there is no sender: %j', async (has, toAddress, toNumber) => {
  const { codes } = bench('sent', has);
  expect(codes.canReach('email')).toBe(has.mail);
  expect(codes.canReach('phone')).toBe(has.sms);
  expect(await codes.send(address, text)).toBe(toAddress);
  expect(await codes.send(number, text)).toBe(toNumber);
});

it.each([
  ['failed-for-good' as const, 'failed'],
  [new Undelivered('no', 'EENVELOPE 450'), 'failed'],
  [new Undelivered('maybe', 'too-slow'), 'sent'],
])('count as sent only if they may have arrived: %s', async (outcome, expected) => {
  const { codes, faults } = bench(outcome);
  expect(await codes.send(address, text)).toBe(expected);
  expect(await codes.send(number, text)).toBe(expected);
  expect(faults).toHaveLength(2);
  for (const secret of ['27182818', '7400123456', 'canary'])
    expect(faults.join()).not.toContain(secret);
});

it('do not hide a fault of the program', async () => {
  const { codes } = bench(new TypeError('a mistake'));
  await expect(codes.send(address, text)).rejects.toThrow('a mistake');
});
