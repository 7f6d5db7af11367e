import { readFileSync } from 'node:fs';
import type { Language } from '../../../src/organisation/language';
import { asking } from '../../support/asking';
import { reference } from '../../support/reference';

const { ask } = asking();

describe('what people ask', () => {
  it.each([
    ['how do I change my number?', 'change-number'],
    ['add authenticator app to my account', 'add-authenticator'],
    ['what is MFA', 'what-is-mfa'],
    ['which key do I press when they ring me', 'call-verification'],
    ['what is registered on my account?', 'view-methods'],
  ])('"%s" is answered by the guide on %s', (text, topic) => {
    expect(ask(text)).toMatchObject({ outcome: 'answer', topic, guide: { topic } });
  });

  it('finds the special guide where the question is special', () => {
    expect(ask('how do I set up a passkey?')).toMatchObject({ guide: { name: 'passkey' } });
  });

  it('answers in the language of the question', () => {
    const found = ask('Comment ajouter une adresse courriel personnelle?', 'contact-north');
    expect(found).toMatchObject({ language: 'fr', guide: { id: 'contact-north/add-email.fr' } });
  });
});

describe('emergencies', () => {
  it.each([
    'my phone fell in the canal',
    'lost my phone',
    'My phone was stolen on the bus and I cannot get in',
    'j’ai perdu mon cellulaire',
    'my mobile is smashed, no way in',
  ])('"%s" escalates as lost access', (text) => {
    expect(ask(text)).toMatchObject({ outcome: 'escalate', topic: 'lost-access' });
  });

  it.each([
    'I keep getting prompts that I did not start',
    'somebody rang and I gave them the code',
    'Je reçois des demandes que je n’ai pas faites',
  ])('"%s" escalates as suspicious', (text) => {
    expect(ask(text)).toMatchObject({ outcome: 'escalate', topic: 'suspicious-prompt' });
  });

  it.each([
    'what if I lose my phone?',
    'my old phone still works, how do I move the app?',
    'I have lost my library card',
  ])('"%s" is none', (text) => {
    expect(ask(text).outcome).not.toBe('escalate');
  });
});

it.each([
  'what is the weather tomorrow',
  'the printer on floor two is jammed',
  'combien de temps pour cuire un œuf à la coque',
])('refuses "%s"', (text) => {
  expect(ask(text)).toMatchObject({ outcome: 'refuse', topic: 'out-of-scope' });
});

it.each([
  ['hello', 'greeting'],
  ['let me talk to a human', 'contact-service-desk'],
  ['what happened to my ticket', 'ticket-status'],
])('replies itself to "%s"', (text, topic) => {
  expect(ask(text)).toMatchObject({ outcome: 'reply', topic });
});

it('always names the best topic first, and at most three', () => {
  for (const text of ['phone', '🦆', 'x'.repeat(1500), '¿?', 'app number default lost password']) {
    const { topic, topics, score } = ask(text);
    expect(topics[0]).toBe(topic);
    expect(topics.length).toBeLessThanOrEqual(3);
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1);
  }
});

interface Question {
  readonly text: string;
  readonly label: string;
  readonly lang: Language;
  readonly escalate: boolean;
  readonly accept?: readonly string[];
}

describe('questions by other people', () => {
  const { file, present } = reference('questions/dev.jsonl');
  const when = present ? it : it.skip;

  when(
    `are routed and escalated as they should${present ? '' : ' (SKIPPED: the reference folder is not here)'}`,
    () => {
      const questions = readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Question);
      const answered = questions.map((q) => ({ q, d: ask(q.text, 'derby', q.lang) }));
      const share = (of: typeof answered, right: (a: (typeof answered)[0]) => boolean) =>
        of.filter(right).length / of.length;
      const inScope = answered.filter((a) => a.q.label !== 'out-of-scope');
      const urgent = answered.filter((a) => a.q.escalate);
      const calm = answered.filter((a) => !a.q.escalate);
      const accepted = ({ q, d }: (typeof answered)[0]) =>
        [q.label, ...(q.accept ?? [])].includes(d.topic);
      expect(share(inScope, accepted)).toBeGreaterThan(0.8);
      expect(
        share(urgent, ({ d }) => d.outcome === 'escalate' || d.outcome === 'ask'),
      ).toBeGreaterThan(0.95);
      expect(share(calm, ({ d }) => d.outcome === 'escalate')).toBeLessThan(0.05);
    },
  );
});
