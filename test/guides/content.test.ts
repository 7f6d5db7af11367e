import { missingFacts, unstatedFacts } from '../../src/guides/facts';
import { readingOrder, type Guide } from '../../src/guides/guide';
import { findGuide, readLibrary, shared } from '../../src/guides/library';
import { noticesFor } from '../../src/guides/notice';
import { isReplyTopic, topics } from '../../src/guides/topics';
import { contentFiles } from '../support/content';

const library = readLibrary(contentFiles());
const organisations = [...library.profiles.keys()];

it('knows the four organisations', () => {
  expect(organisations).toEqual(['contact-north', 'derby', 'employer-uk', 'ken-stimpson']);
});

describe.each([...organisations, shared])('guides/%s', (folder) => {
  const guides = library.guides.filter((g) => g.organisation === folder);
  const facts = library.facts.get(folder) ?? new Map<string, string[]>();
  const languages = library.profiles.get(folder)?.languages ?? (['en', 'fr'] as const);

  it.each(guides.map((g) => [g.id, g] as const))(
    '%s states every fact that it names, word for word',
    (_id, guide) => {
      expect(missingFacts(guide, facts)).toEqual([]);
    },
  );

  it.each(languages)('states every fact of its list in %s', (language) => {
    expect(
      unstatedFacts(
        guides.filter((g) => g.language === language),
        facts,
      ),
    ).toEqual([]);
  });
});

it('lists all facts of the four organisations and of Microsoft', () => {
  const count = (folder: string) => library.facts.get(folder)?.size;
  expect(['employer-uk', 'ken-stimpson', 'derby', 'contact-north', shared].map(count)).toEqual([
    21, 14, 14, 16, 18,
  ]);
});

it('would notice a fact whose label is gone', () => {
  const guide = library.guides.find((g) => g.facts.length > 0) as Guide;
  const facts = new Map(guide.facts.map((id) => [id, ['a label that nobody wrote']]));
  expect(missingFacts(guide, facts)).toHaveLength(guide.facts.length);
});

describe.each(organisations)('somebody of %s', (organisation) => {
  const how = topics.filter((t) => !isReplyTopic(t) && t !== 'out-of-scope');

  it.each(how)('finds a guide about %s in each language', (topic) => {
    for (const language of library.profiles.get(organisation)?.languages ?? [])
      expect(findGuide(library, organisation, topic, language)).toMatchObject({ topic, language });
  });
});

it('gives an organisation’s own guide before the shared one, and says which language it is in', () => {
  expect(findGuide(library, 'derby', 'change-number', 'fr')).toMatchObject({
    organisation: 'derby',
    language: 'en',
  });
  expect(findGuide(library, 'derby', 'code-not-received', 'fr')).toMatchObject({
    organisation: shared,
    language: 'fr',
  });
});

it('keeps every card of a guide far below what Teams takes', () => {
  const longest = Math.max(...library.guides.map((g) => readingOrder(g).join('').length));
  expect(longest).toBeLessThan(6000);
});

describe('the ways people ask', () => {
  it.each(['en', 'fr'] as const)('are at least twenty a topic in %s', (language) => {
    const short = topics
      .filter((topic) => topic !== 'out-of-scope')
      .filter((topic) => {
        const own = library.phrasings.filter(
          (p) => p.language === language && p.label.split('/')[0] === topic,
        );
        return own.length < 20;
      });
    expect(short).toEqual([]);
  });

  it('never stand under two topics', () => {
    const seen = new Map<string, Set<string>>();
    const all = [
      ...library.phrasings,
      ...library.negatives.map((n) => ({ ...n, label: 'out-of-scope' })),
    ];
    for (const { text, label } of all) {
      const key = text.toLowerCase().trim();
      seen.set(key, (seen.get(key) ?? new Set()).add(label));
    }
    expect([...seen].filter(([, labels]) => labels.size > 1)).toEqual([]);
  });
});

describe('the notice that texts and calls end', () => {
  const led = (id: string) =>
    library.guides
      .filter((g) => g.id === id)
      .flatMap((g) => [
        noticesFor(g, library.notices, '2026-11-23').join(),
        noticesFor(g, library.notices, '2027-02-01').join(),
      ]);

  it.each([
    'derby/add-phone.en',
    'employer-uk/change-number.en',
    'contact-north/register.en',
    'contact-north/add-phone.fr',
    'ken-stimpson/register.en',
    'shared/code-not-received.fr',
  ])('is said with %s, before the day and after it', (id) => {
    const [before, after] = led(id);
    expect(before).toMatch(/end on 1 February 2027|prennent fin le 1er février 2027/);
    expect(after).toMatch(/ended on 1 February 2027|ont pris fin le 1er février 2027/);
  });

  it.each([
    'derby/add-authenticator.en',
    'contact-north/add-email.fr',
    'shared/text-messages-end.en',
  ])('is not said with %s', (id) => {
    expect(led(id)).toEqual(['', '']);
  });
});
