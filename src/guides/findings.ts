import type { Calibration } from './answering/calibration';
import { missingFacts, unstatedFacts } from './facts';
import { readingOrder, reviewDue, type Guide } from './guide';
import { shared, topicOf, type Library } from './library';
import { isReplyTopic, topics, type Topic } from './topics';

/** Something that whoever writes guides should know. `where` is a guide's id, a folder or a topic. */
export interface Finding {
  readonly level: 'error' | 'warning' | 'note';
  readonly where: string;
  readonly what: string;
}

/** So many ways to ask a topic and language should have. */
const enough = { en: 60, fr: 30 } as const;
/** Below this cross-validated share a topic is worth more phrasings. */
const lowAccuracy = 0.55;
/** A topic's commonest confusion is worth a look when seen at least this often. */
const oftenConfused = 12;
/** Guides of an organisation whose words overlap by more than this compete for the same questions. */
const competing = 0.8;

/** Everything worth knowing about the content on a day (ISO date). Broken front matter does not get this far: reading refuses it. */
export function contentFindings(
  library: Library,
  calibration: Calibration,
  today: string,
): Finding[] {
  return [
    ...withoutProfile(library),
    ...facts(library),
    ...links(library),
    ...overdue(library, today),
    ...fewPhrasings(library),
    ...competitors(library),
    ...measured(calibration),
  ];
}

/** Nobody is given the guides of a folder without a profile. */
function withoutProfile({ guides, profiles }: Library): Finding[] {
  const folders = [...new Set(guides.map((g) => g.organisation))];
  return folders
    .filter((where) => where !== shared && !profiles.has(where))
    .map((where) => ({
      level: 'error',
      where,
      what: 'has guides, but no profile.yaml: nobody is given them',
    }));
}

function facts({ guides, facts: lists, profiles }: Library): Finding[] {
  return [...profiles.keys(), shared].flatMap((where) => {
    const own = guides.filter((g) => g.organisation === where);
    const list = lists.get(where) ?? new Map<string, readonly string[]>();
    const languages = profiles.get(where)?.languages ?? (['en', 'fr'] as const);
    return [
      ...own.flatMap((g) =>
        missingFacts(g, list).map((what): Finding => ({
          level: 'error',
          where: g.id,
          what: `fact ${what}`,
        })),
      ),
      ...languages.flatMap((language) =>
        unstatedFacts(
          own.filter((g) => g.language === language),
          list,
        ).map((id): Finding => ({
          level: 'error',
          where,
          what: `no guide in ${language} states fact ${id}`,
        })),
      ),
    ];
  });
}

function links({ guides }: Library): Finding[] {
  return guides.flatMap((g) => {
    const insecure =
      readingOrder(g)
        .join(' ')
        .match(/\bhttp:\/\/\S+/g) ?? [];
    return insecure.map((link): Finding => ({
      level: 'error',
      where: g.id,
      what: `${link} is not https`,
    }));
  });
}

/** Guides that were reviewed together are named together. */
function overdue({ guides }: Library, today: string): Finding[] {
  const due = new Map<string, Guide[]>();
  for (const g of guides.filter((g) => reviewDue(g) < today)) {
    const together = `${g.organisation} ${reviewDue(g)}`;
    due.set(together, [...(due.get(together) ?? []), g]);
  }
  return [...due.values()].flatMap(([one, ...more]): Finding[] => {
    if (!one) return [];
    const level = 'warning';
    if (more.length === 0)
      return [{ level, where: one.id, what: `was to be reviewed by ${reviewDue(one)}` }];
    const names = [one, ...more].map((g) => `${g.name}.${g.language}`).join(', ');
    const what = `${more.length + 1} guides were to be reviewed by ${reviewDue(one)}: ${names}`;
    return [{ level, where: one.organisation, what }];
  });
}

function fewPhrasings({ phrasings }: Library): Finding[] {
  const asked = topics.filter((t) => t !== 'out-of-scope');
  return (['en', 'fr'] as const).flatMap((language) =>
    asked.flatMap((topic): Finding[] => {
      const count = phrasings.filter(
        (p) => p.language === language && topicOf(p.label) === topic,
      ).length;
      if (count >= enough[language]) return [];
      return [
        {
          level: 'warning',
          where: topic,
          what: `has ${count} ${count === 1 ? 'way' : 'ways'} to ask in ${language}; ${enough[language]} are enough`,
        },
      ];
    }),
  );
}

/** Two guides that one person could be given and that share most of their words. */
function competitors({ guides, profiles }: Library): Finding[] {
  return [...profiles.keys()].flatMap((organisation) => {
    const own = guides.filter((g) => g.organisation === organisation || g.organisation === shared);
    return own.flatMap((one, i) =>
      own
        .slice(i + 1)
        .filter((other) => other.language === one.language && other.topic !== one.topic)
        .filter((other) => overlap(one, other) > competing)
        .map((other): Finding => ({
          level: 'warning',
          where: one.id,
          what: `competes with ${other.id}: most of their words are the same`,
        })),
    );
  });
}

function overlap(one: Guide, other: Guide): number {
  const words = (g: Guide) =>
    new Set(
      [g.title, ...readingOrder(g)]
        .join(' ')
        .toLowerCase()
        .match(/\p{L}{4,}/gu) ?? [],
    );
  const [a, b] = [words(one), words(other)];
  const common = [...a].filter((w) => b.has(w)).length;
  return common / (a.size + b.size - common || 1);
}

function measured({ byTopic, confusions }: Calibration): Finding[] {
  const weak = Object.entries(byTopic)
    .filter(([topic, { first }]) => first < lowAccuracy && !isReplyTopic(topic as Topic))
    .map(([where, { first, examples }]): Finding => ({
      level: 'note',
      where,
      what: `is recognised for ${Math.round(first * 100)} % of its ${examples} phrasings when they are held out: more and more different ones help`,
    }));
  const mixed = confusions
    .filter((c, i) => c.times >= oftenConfused && confusions.findIndex((o) => o.is === c.is) === i)
    .map((c): Finding => ({
      level: 'note',
      where: c.is,
      what: `was taken for ${c.taken} ${c.times} times: write phrasings that tell the two apart`,
    }));
  return [...weak, ...mixed];
}
