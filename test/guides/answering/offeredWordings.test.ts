import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordings } from '../../../src/wording/wordings';
import { asking } from '../../support/asking';
import { root } from '../../support/content';

const { library, ask } = asking();
const organisations = [...library.profiles.keys()];

/** What must come of each wording that the bot offers, whatever the language: a guide's name, or what happens. */
const expected: Readonly<Record<string, string>> = {
  'How do I change my number?': 'change-number',
  'Show my sign-in methods': 'view-methods',
  'I lost my phone': 'escalate lost-access',
  'Talk to a person': 'reply contact-service-desk',
  'Change my default': 'change-default',
  'Add a phone': 'add-phone',
  'Change my phone number': 'change-number',
  'Add an e-mail address': 'add-email',
  'Report lost access': 'escalate lost-access',
  'Report it to the service desk': 'reply contact-service-desk',
  'Contact the service desk': 'reply contact-service-desk',
  'Open my security info': 'view-methods',
  'Reset my password': 'forgot-password',
  'I lost my phone and cannot sign in': 'escalate lost-access',
  'How do I move the Authenticator app to my new phone?': 'new-phone-app',
  'How do I change my phone number?': 'change-number',
  'Help me set up a passkey': 'passkey',
  'I do not receive the verification code': 'code-not-received',
  'How do I change my default sign-in method?': 'change-default',
  'I got a sign-in request that I did not ask for': 'escalate suspicious-prompt',
  'What is the state of my ticket?': 'reply ticket-status',
  'I want to talk to the service desk': 'reply contact-service-desk',
  'What is multi-factor authentication?': 'what-is-mfa',
};

interface Manifest {
  bots: { commandLists: { commands: { prompt: string }[] }[] }[];
}

/** Each wording in English, and in French. */
function offered(): [string, string][] {
  const read = <T>(file: string) =>
    JSON.parse(readFileSync(join(root, 'teamsAppManifest', file), 'utf8')) as T;
  const french = read<Record<string, string>>('fr.json');
  const prompts = read<Manifest>('manifest.json').bots.flatMap((bot, b) =>
    bot.commandLists.flatMap(({ commands }, l) =>
      commands.map(({ prompt }, c): [string, string] => [
        prompt,
        french[`bots[${b}].commandLists[${l}].commands[${c}].prompt`] ?? '',
      ]),
    ),
  );
  const { en, fr } = wordings;
  const examples = en.greeting.examples.map((e, i): [string, string] => [
    e,
    fr.greeting.examples[i] ?? '',
  ]);
  const buttons = (Object.keys(en.offers) as (keyof typeof en.offers)[]).map(
    (offer): [string, string] => [en.offers[offer], fr.offers[offer]],
  );
  return [...prompts, ...examples, [en.greeting.person, fr.greeting.person], ...buttons];
}

/** What happens, in the words of the table above. */
function comesOf(wording: string, organisation: string): string {
  const decision = ask(wording, organisation);
  if (decision.outcome === 'answer') return decision.guide.name;
  return `${decision.outcome} ${decision.topic}`;
}

describe.each(organisations)('somebody of %s', (organisation) => {
  it.each(offered())('gets what was offered with "%s" and "%s"', (english, french) => {
    expect(expected).toHaveProperty([english]);
    expect(comesOf(english, organisation)).toBe(expected[english]);
    expect(comesOf(french, organisation)).toBe(expected[english]);
  });

  it.each([
    ["Comment configurer une clé d'accès ?", 'passkey'],
    ['Afficher mes méthodes de connexion', 'view-methods'],
  ])('gets an answer to "%s"', (wording, guide) => {
    expect(comesOf(wording, organisation)).toBe(guide);
  });

  it('gets the guide, or the help, whose title was typed instead of pressed', () => {
    const { languages = [] } = library.profiles.get(organisation) ?? {};
    const guides = library.guides.filter(
      (g) => [organisation, 'shared'].includes(g.organisation) && languages.includes(g.language),
    );
    const missed = guides.filter((g) => {
      const { outcome, topic } = ask(g.title, organisation, g.language);
      return topic !== g.topic || !['answer', 'escalate'].includes(outcome);
    });
    expect(guides.length).toBeGreaterThan(20);
    expect(missed.map((g) => g.title)).toEqual([]);
  });
});
