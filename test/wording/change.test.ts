import { operations } from '../../src/organisation/policy';
import type { Change } from '../../src/signInMethods/change';
import { hasHappened, mindAfter, willHappen } from '../../src/wording/change';
import { receiptMail, receiptSms, receiptText } from '../../src/wording/receipt';
import { wordings } from '../../src/wording/wordings';
import {
  addEmail,
  addPhone,
  removal,
  removeEmail,
  replaceEmail,
  replacePhone,
  setDefault,
} from '../support/changes';
import { pendingOf } from '../support/pending';

const languages = ['en', 'fr'] as const;

interface Case {
  readonly change: Change;
  /** What is new: in full before, masked after. As digits, or as an address. */
  readonly is?: string;
  /** What goes: masked before and after. */
  readonly was?: string;
}

const cases: readonly Case[] = [
  { change: setDefault('push') },
  { change: addPhone('mobile', '+44 7400999988'), is: '447400999988' },
  { change: addPhone('office', '+44 2079460958x21'), is: '442079460958' },
  {
    change: replacePhone('alternateMobile', '+44 7400999988', '+44 7400123456'),
    is: '447400999988',
    was: '447400123456',
  },
  { change: removal.mobile, was: '447400123456' },
  { change: addEmail('alex.new@example.org'), is: 'alex.new@example.org' },
  {
    change: replaceEmail('alex.new@example.org', 'former@example.net'),
    is: 'alex.new@example.org',
    was: 'former@example.net',
  },
  { change: removeEmail('former@example.net'), was: 'former@example.net' },
  { change: removal.app },
  { change: removal.passkey },
  { change: removal.softwareToken },
];

/** Without what people put between digits, so that a number is found however it is written. */
const bare = (text: string) => text.replace(/(?<=\d)[\s\u00a0().-]+(?=\d)/g, '');
const domain = (address: string) => address.slice(address.indexOf('@'));

/** Nothing of the value but what a mask shows. */
function expectMasked(text: string, value: string): void {
  expect(bare(text)).not.toContain(value.includes('@') ? value : value.slice(2));
  expect(bare(text)).not.toContain(value.includes('@') ? value.slice(0, 5) : value.slice(-4));
  const shown = value.includes('@') ? `•••${domain(value)}` : `••${value.slice(-2)}`;
  expect(text).toContain(shown);
}

describe.each(languages)('a change in words, %s', (language) => {
  const say = wordings[language];

  it.each(cases)(
    'says before it what is written, from the stored value: $change',
    ({ change, is, was }) => {
      const text = willHappen(change, say);
      expect(text).not.toMatch(/undefined|\[object/);
      if (is !== undefined) expect(bare(text)).toContain(is);
      if (was !== undefined) expectMasked(text, was);
    },
  );

  it.each(cases)(
    'says after it what was done, everything masked: $change',
    ({ change, is, was }) => {
      const text = hasHappened(change, say);
      expect(text).not.toMatch(/undefined|\[object/);
      if (is !== undefined) expectMasked(text, is);
      if (was !== undefined && is === undefined) expectMasked(text, was);
      if (was !== undefined) expect(bare(text)).not.toContain(was);
    },
  );

  it('names the extension of an office phone before it is written', () => {
    expect(willHappen(addPhone('office', '+44 2079460958x21'), say)).toMatch(/21/);
  });

  it('names an app or a passkey as it was shown, and does without a name where there is none', () => {
    for (const change of [removal.app, removal.passkey]) {
      expect(willHappen(change, say)).toContain('as it was shown');
      expect(hasHappened(change, say)).toContain('as it was shown');
    }
    const nameless: Change = { operation: 'remove-passkey', methodId: 'passkey-1', name: '' };
    expect(willHappen(nameless, say)).not.toMatch(/“”|«\s*»/);
  });

  it('says something else for each kind of change', () => {
    expect(new Set(cases.map((c) => willHappen(c.change, say))).size).toBe(cases.length);
    expect(new Set(cases.map((c) => hasHappened(c.change, say))).size).toBe(cases.length);
  });

  it('says what is left to do on the device, for what leaves something there', () => {
    for (const change of [removal.app, removal.passkey, removal.softwareToken])
      expect(mindAfter(change, say)).not.toBe('');
    for (const change of [setDefault('push'), removal.mobile, removeEmail('a@example.org')])
      expect(mindAfter(change, say)).toBe('');
  });

  it.each(cases)(
    'tells of it in a receipt without a value that could be used: $change',
    ({ change, is, was }) => {
      const endedAt = Date.parse('2026-03-02T14:05:00.000Z');
      const pending = pendingOf(change, { language, endedAt, outcome: 'done' });
      const notMe = 'https://bot.example/not-me/token-1';
      const { subject, text } = receiptMail(pending, say, 'Derby', 'https://portal.example', notMe);
      const sms = receiptSms(pending, say, notMe);
      for (const message of [text, sms]) {
        expect(message).toContain(notMe);
        expect(message).toContain(hasHappened(change, say));
        expect(message).toMatch(/14[:\sh\u00a0\u202f]+05/);
        expect(message).toContain('UTC');
        for (const value of [is, was]) if (value) expect(bare(message)).not.toContain(value);
      }
      expect(text).toContain('https://portal.example');
      expect(subject).toContain('Derby');
      expect(receiptText(pending, say)).toContain('2026');
    },
  );
});

it('every kind of change is met above', () => {
  expect([...new Set(cases.map((c) => c.change.operation))].sort()).toEqual([...operations].sort());
});
