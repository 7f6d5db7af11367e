import { loadLibrary } from '../../../src/content';
import { chosenGuide, type Candidate, type Chooser } from '../../../src/guides/answering/chooser';
import type { Decision } from '../../../src/guides/answering/decide';
import { redacted } from '../../../src/guides/answering/redacted';
import type { Guide } from '../../../src/guides/guide';
import { findGuide, topicOf } from '../../../src/guides/library';
import type { Language } from '../../../src/organisation/language';

const library = loadLibrary();
const guideOn = (label: string, language: Language = 'en'): Guide => {
  const guide = findGuide(library, 'derby', label, language);
  if (!guide) throw new Error(`there is no guide on ${label}`);
  return guide;
};

const labels = [
  'view-methods',
  'change-default',
  'add-phone',
  'greeting',
  'add-email',
  'requirements',
  'what-is-mfa',
];
const ranked = labels.map((label, i) => ({ topic: topicOf(label), label, distance: 0.5 - i / 50 }));
const common = {
  topic: 'view-methods',
  topics: ['view-methods', 'change-default', 'add-phone'],
  language: 'en',
  score: 0.51,
  why: { rule: undefined, read: '', ours: 1, ranked },
} as const;
const offered = labels.slice(0, 3).map((label) => guideOn(label));
const offer: Decision = { ...common, outcome: 'offer', guides: offered };

interface Call {
  readonly question: string;
  readonly language: Language;
  readonly candidates: readonly Candidate[];
}

function choosing(id: string | undefined): { chooser: Chooser; calls: Call[] } {
  const calls: Call[] = [];
  const choose: Chooser['choose'] = (question, language, candidates) => {
    calls.push({ question, language, candidates });
    return Promise.resolve(id);
  };
  return { chooser: { choose }, calls };
}

const choose = (decision: Decision, chooser: Chooser | undefined, question = 'which one?') =>
  chosenGuide(decision, question, chooser, library, 'derby');

describe('an offer', () => {
  it.each(['change-default', 'add-email'])('becomes the chosen guide on %s', async (topic) => {
    const guide = guideOn(topic);
    const { chooser } = choosing(guide.id);
    expect(await choose(offer, chooser)).toMatchObject({
      outcome: 'answer',
      topic,
      guide,
      byModel: true,
      language: 'en',
      score: 0.51,
    });
  });

  it('names the chosen topic first, each once, and three at most', async () => {
    const first = await choose(offer, choosing(guideOn('change-default').id).chooser);
    expect(first.topics).toEqual(['change-default', 'view-methods', 'add-phone']);
    const fourth = await choose(offer, choosing(guideOn('add-email').id).chooser);
    expect(fourth.topics).toEqual(['add-email', 'view-methods', 'change-default']);
  });

  it('is put before the chooser as five guides at most, those that were offered first', async () => {
    const { chooser, calls } = choosing(undefined);
    await choose(offer, chooser);
    const five = ['view-methods', 'change-default', 'add-phone', 'add-email', 'requirements'];
    expect(calls[0]?.candidates.map((c) => c.id)).toEqual(five.map((l) => guideOn(l).id));
    expect(calls[0]?.candidates[0]).toEqual({
      id: 'derby/view-methods.en',
      title: guideOn('view-methods').title,
      summary: expect.stringContaining('Your security details') as string,
    });
    expect(calls[0]?.language).toBe('en');
  });

  it('names a guide once, even where two labels lead to it', async () => {
    const twice = { topic: 'view-methods', label: 'view-methods/none', distance: 0.4 } as const;
    const why = { ...common.why, ranked: [ranked[0]!, twice] };
    const { chooser, calls } = choosing(undefined);
    await choose({ ...offer, why }, chooser);
    const ids = calls[0]?.candidates.map((c) => c.id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['none', undefined],
    ['the word for none', 'none'],
    ['nothing', ''],
    ['a guide that does not exist', 'derby/everything.en'],
    ['a guide that was not among the candidates', 'derby/delete-method.en'],
    ['a guide of another organisation', 'ken-stimpson/add-phone.en'],
    ['a title', offered[0]?.title],
    ['two ids', 'derby/add-phone.en derby/view-methods.en'],
  ])('stays one where the chooser names %s', async (_what, id) => {
    expect(await choose(offer, choosing(id).chooser)).toBe(offer);
  });

  it('stays one where there is no chooser', async () => {
    expect(await choose(offer, undefined)).toBe(offer);
  });

  it('asks nobody where there is no guide to choose', async () => {
    const empty: Decision = { ...offer, guides: [], why: { ...common.why, ranked: [] } };
    const { chooser, calls } = choosing('derby/add-phone.en');
    expect(await choose(empty, chooser)).toBe(empty);
    expect(calls).toEqual([]);
  });

  it('asks nobody where a rule saw an emergency', async () => {
    const urgent = { ...offer, why: { ...common.why, rule: 'lost-access' } } as Decision;
    const { chooser, calls } = choosing('derby/add-phone.en');
    expect(await choose(urgent, chooser)).toBe(urgent);
    expect(calls).toEqual([]);
  });
});

const guide = offered[0]!;
it.each<Decision>([
  { ...common, outcome: 'answer', guide, also: undefined },
  { ...common, outcome: 'ask', question: 'can-you-still-sign-in', guides: offered },
  { ...common, outcome: 'escalate', topic: 'lost-access', guide },
  { ...common, outcome: 'escalate', topic: 'suspicious-prompt', guide: undefined },
  { ...common, outcome: 'reply', topic: 'greeting' },
  { ...common, outcome: 'refuse', topic: 'out-of-scope' },
])('leaves "$outcome" on $topic as it is, and asks nobody', async (decision) => {
  const { chooser, calls } = choosing('derby/add-phone.en');
  expect(await choose(decision, chooser)).toBe(decision);
  expect(calls).toEqual([]);
});

describe('what the chooser sees', () => {
  it('is the redacted question, cut where it is long', async () => {
    const { chooser, calls } = choosing(undefined);
    await choose(offer, chooser, `ring me on 07400 123456 ${'please '.repeat(250)}`);
    expect(calls[0]?.question).toMatch(/^ring me on \[number\] please please/);
    expect(calls[0]?.question.length).toBeLessThanOrEqual(500);
  });

  it('is a summary of each guide, short and without numbers and addresses', async () => {
    const introduction = [`Ring 01332 591234 or write to help@derby.ac.uk. ${'More. '.repeat(99)}`];
    const guides = [{ ...guide, introduction }];
    const { chooser, calls } = choosing(undefined);
    await choose({ ...offer, guides }, chooser);
    const summary = calls[0]?.candidates[0]?.summary ?? '';
    expect(summary).toMatch(/^Ring \[number\] or write to \[e-mail\]/);
    expect(summary.length).toBeLessThanOrEqual(200);
  });
});

describe('a redacted message', () => {
  it.each([
    '07400123456',
    '07400 123456',
    '07400 123 456',
    '+44 7400 123456',
    '+44 (0)7400-123-456',
    '00 44 7400 123 456',
    '(514) 555-0199',
    '514.555.0199',
    '514 - 555 - 0199',
    '514/555/0199',
    '+33 6 12 34 56 78',
    '+33 (0)6.12.34.56.78',
    '0 7 4 0 0 1 2 3 4 5 6',
    '07400–123–456',
    '07400\u00a0123\u202f456',
    '07400\u200b123\u200b456',
    '０７４００１２３４５６',
    '٠٧٤٠٠١٢٣٤٥٦',
    '0️⃣7️⃣4️⃣0️⃣0️⃣1️⃣',
    'oh seven four double zero one two three',
    'zéro six un deux trois quatre',
    '1234',
    '482913',
    '482 913',
    '482-913',
    '4 8 2 9 1 3',
    '12345678',
    '1234567890',
    '4929 1234 5678 9012',
  ])('has no number "%s"', (number) => {
    expect(redacted(`it is ${number} and no other`)).toBe('it is [number] and no other');
    expect(redacted(`tel:${number}`)).toBe('tel:[number]');
  });

  it.each([
    'alex.wilber@derby.ac.uk',
    'Alex.Wilber+mfa@Unimail.Derby.ac.uk',
    'alex@contoso',
    'alex＠example.org',
    'alex@\u200bexample.org',
    'alex @ example.org',
    'alex @ example . org',
    'alex(at)example.org',
    'alex [at] example [dot] org',
    'alex at example dot org',
    'ALEX AT EXAMPLE DOT CO DOT UK',
    'zoé@exemple.québec',
    'zoé arobase exemple point ca',
    "o'brien@example.org",
  ])('has no address "%s"', (address) => {
    const left = redacted(`write to ${address} please`);
    expect(left).toContain('[e-mail] please');
    expect(left).not.toMatch(/alex|example|exemple|derby|contoso|brien@|zoé/i);
  });

  it.each([
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF_-123',
    'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGV4In0.',
    'ya29.a0AfH6SMBxQwErTyUiOp',
    'abcdefghijKLMNOPQRST',
    '3179e48a-750b-4051-897c-87b9720928f7',
    'a1b2c3d4e5',
    'K7F3-QX92',
    'G-482913',
    'x'.repeat(80),
  ])('has no token "%s"', (token) => {
    expect(redacted(`it is ${token} and no other`)).toBe('it is [secret] and no other');
  });

  it.each([
    'https://login.example.org/?code=abc&user=alex',
    'http://10.0.0.1/alex',
    'www.example.org/alex',
    'HTTPS://EXAMPLE.ORG/alex',
  ])('has no link "%s"', (link) => {
    expect(redacted(`see ${link} for it`)).toBe('see [link] for it');
  });

  it.each([
    'my password is monkey',
    'my password is monkey and nothing happens',
    'my password is: monkey',
    'password: monkey',
    'Password:monkey',
    'PASSWORD = monkey',
    'password=monkey',
    'password monkey',
    'password — monkey',
    'password (monkey)',
    'password "monkey see"',
    "password 'see monkey'",
    'password “see the monkey”',
    'password « see the monkey »',
    'passwords: one monkey',
    "my password's monkey",
    'my password’s monkey',
    'my password was monkey',
    'my password is correct monkey',
    'password: how about monkey',
    'the password for Teams is monkey',
    'the password I use for Teams: see the monkey',
    'my password is\nmonkey',
    'password:\nmonkey',
    'my pass word is monkey',
    'my pasword is monkey',
    'my passwrd is monkey',
    'passw0rd monkey',
    'passwd monkey',
    'pwd: monkey',
    'pw monkey',
    'pass: monkey',
    'my pass is monkey',
    'passcode monkey',
    'pass phrase is the old monkey',
    'my PIN is monkey',
    'access pass monkey',
    'I forgot it. The password is wrong. My new password is monkey',
    'pa\u200bssword monkey',
    'ｐａｓｓｗｏｒｄ monkey',
    'mot de passe monkey',
    'mot de passe : monkey',
    'Mot de passe: monkey',
    'MOT DE PASSE = monkey',
    'motdepasse monkey',
    'mot de pass monkey',
    'mots de passe : monkey',
    'mon mot de passe est monkey',
    'mon mot de passe c’est monkey',
    'mon mot de passe était monkey',
    'le mot de passe du portail est monkey',
    'le mot de passe du portail : le monkey',
    'mdp monkey',
    'mdp: monkey',
    'mon mdp est monkey',
    'mon NIP est monkey',
    'phrase secrète : le monkey',
  ])('keeps quiet about what follows in "%s"', (text) => {
    expect(redacted(text)).not.toMatch(/monkey/i);
    expect(redacted(text)).toContain('[secret]');
  });

  it.each([
    ['password for my account Hunter2 does not work', 'Hunter2'],
    ['why is Hunter2 not taken as my password', 'Hunter2'],
    ['I type p@ssw0rd! where it says password', 'ssw0rd'],
    ['the code is QWERTY', 'QWERTY'],
    ['code: monkey', 'monkey'],
    ['CODE: monkey', 'monkey'],
    ['my recovery key = monkey', 'monkey'],
    ['code K7F', 'K7F'],
    ['the Temporary Access Pass is Xk#fa', 'Xk#fa'],
    ['mon jeton : monkey', 'monkey'],
  ])('keeps the secret of "%s"', (text, secret) => {
    expect(redacted(text)).not.toContain(secret);
  });

  it.each([
    'how do I reset my password with my phone?',
    'I forgot my password',
    'my password has expired and the app asks again',
    'password is not working on the portal',
    'the password is wrong, what now?',
    "my password doesn't work any more",
    'where do I see the 6-digit code?',
    'the code does not arrive',
    'how do I change the default on my iPhone 13?',
    'Office365 and 2FA with Windows 11',
    'is MFA/2FA two-step verification?',
    'one or two phones?',
    "j'ai oublié mon mot de passe et le code n'arrive pas",
    'mon mot de passe ne fonctionne plus',
    "comment changer le mot de passe de l'application",
    'je ne peux pas approuver',
  ])('is the same where there is nothing to hide: "%s"', (text) => {
    expect(redacted(text)).toBe(text);
  });

  it.each([
    ['mdp monkey et je suis bloqué', 'mdp [secret] et je suis bloqué'],
    ['password monkey business is not working', 'password [secret] is not working'],
    ['my pin is monkey\nhow do I change it?', 'my pin is [secret]\nhow do I change it?'],
    ['code 482 913 does not arrive', 'code [number] does not arrive'],
  ])('leaves the rest of "%s" to be understood', (text, left) => {
    expect(redacted(text)).toBe(left);
  });

  it('hides nothing new when it is redacted again', () => {
    const text =
      'password: monkey\ncode 1234, alex@example.org, +44 7400 123456, https://a.example';
    expect(redacted(redacted(text))).toBe(redacted(text));
  });

  it('is found for whatever people can type', () => {
    for (const text of [
      '',
      ' ',
      '🦆',
      '\ud800',
      '[',
      'password',
      'password:',
      'code ',
      '@',
      '\u0000',
    ])
      expect(typeof redacted(text)).toBe('string');
  });
});
