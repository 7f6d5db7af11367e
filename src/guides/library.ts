import { z } from 'zod';
import { languages, type Language } from '../organisation/language';
import { readProfile, type Profile } from '../organisation/profile';
import { readFacts, type Facts } from './facts';
import { BrokenGuide, readYaml } from './brokenGuide';
import { readGuide, type Guide } from './guide';
import { readNotices, type Notice } from './notice';
import { topics, type Topic } from './topics';

/** One content file: its path below the content folder (with `/`), and its text. */
export interface ContentFile {
  readonly path: string;
  readonly text: string;
}

/** How people ask: `label` is a topic, or `<topic>/<guide name>` for a guide that is more special than its topic. */
export interface Phrasing {
  readonly text: string;
  readonly label: string;
  readonly language: Language;
}

/** All content of all organisations, read and checked. */
export interface Library {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly guides: readonly Guide[];
  /** Fact id lists by organisation (`shared` among them). */
  readonly facts: ReadonlyMap<string, Facts>;
  readonly notices: readonly Notice[];
  readonly phrasings: readonly Phrasing[];
  readonly negatives: readonly { text: string; language: Language }[];
}

/** Guides that are the same for every organisation lie in this folder. */
export const shared = 'shared';

const guideFile = /^[^/]+\/[^/]+\.md$/;

const sentences = z.array(z.string().min(1));

/**
 * Reads the whole content folder.
 * @throws BrokenGuide or Error naming file, line and reason: content that cannot be used stops the start.
 */
export function readLibrary(files: readonly ContentFile[]): Library {
  const named = (pattern: RegExp) => files.filter((f) => pattern.test(f.path));
  const folder = (file: ContentFile) => file.path.split('/')[0] ?? '';
  const guides = named(guideFile).map((f) => readGuide(f.path, f.text));
  const lists = named(/^shared\/phrasings\/[^/]+\.yaml$/).map(readList);
  return {
    profiles: new Map(
      named(/^[^/]+\/profile\.yaml$/).map((f) => [
        folder(f),
        readProfile(folder(f), f.text, f.path),
      ]),
    ),
    guides,
    facts: new Map(named(/^[^/]+\/facts\.yaml$/).map((f) => [folder(f), readFacts(f)])),
    notices: named(/^shared\/notices\.yaml$/).flatMap(readNotices),
    phrasings: eachOnce([...lists.flatMap(phrasingsOf), ...guides.flatMap(ownQuestions)]),
    negatives: lists
      .filter((l) => l.name === 'negatives')
      .flatMap((l) => l.texts.map((text) => ({ text, language: l.language }))),
  };
}

/** Every guide that cannot be read, each with file, line and reason. */
export function brokenGuides(files: readonly ContentFile[]): BrokenGuide[] {
  return files
    .filter((f) => guideFile.test(f.path))
    .flatMap((f) => {
      try {
        readGuide(f.path, f.text);
        return [];
      } catch (error) {
        if (error instanceof BrokenGuide) return [error];
        throw error;
      }
    });
}

interface List {
  readonly name: string;
  readonly language: Language;
  readonly texts: readonly string[];
}

function readList({ path, text }: ContentFile): List {
  const [name = '', language = ''] = (path.split('/').pop() ?? '').split('.');
  if (name !== 'negatives' && !(topics as readonly string[]).includes(name))
    throw new BrokenGuide(path, 1, `${name} is no topic`);
  if (!(languages as readonly string[]).includes(language))
    throw new BrokenGuide(path, 1, `the file's name must say its language, like ${name}.en.yaml`);
  const { value, lineOf } = readYaml(path, text);
  const found = sentences.safeParse(value);
  if (!found.success)
    throw new BrokenGuide(
      path,
      lineOf(found.error.issues[0]?.path ?? []),
      'must be a list of sentences, each in quotes',
    );
  return { name, language: language as Language, texts: found.data };
}

function phrasingsOf({ name, language, texts }: List): Phrasing[] {
  return name === 'negatives' ? [] : texts.map((text) => ({ text, label: name, language }));
}

/** A guide's title is what its button says, so that who types it must get the guide. */
function ownQuestions(guide: Guide): Phrasing[] {
  const { title, questions, language } = guide;
  return [title, ...questions].map((text) => ({ text, label: labelOf(guide), language }));
}

/** Organisations give their guides the same titles; such a title counts as one way to ask. */
function eachOnce(phrasings: readonly Phrasing[]): Phrasing[] {
  return [...new Map(phrasings.map((p) => [`${p.label}\n${p.text}`, p])).values()];
}

/** What the classifier calls a guide. */
export function labelOf(guide: Guide): string {
  return guide.name === guide.topic ? guide.topic : `${guide.topic}/${guide.name}`;
}

export function topicOf(label: string): Topic {
  return label.split('/')[0] as Topic;
}

/**
 * The guide that an organisation's people get for a label: its own before the shared one, in their language
 * before another (the caller says so to the person), the topic's general guide where a special one is not theirs.
 */
export function findGuide(
  library: Library,
  organisation: string,
  label: string,
  language: Language,
): Guide | undefined {
  const candidates = library.guides.filter(
    (g) => (g.organisation === organisation || g.organisation === shared) && labelOf(g) === label,
  );
  const rank = (g: Guide) =>
    (g.organisation === organisation ? 2 : 0) + (g.language === language ? 1 : 0);
  const [best] = candidates.sort((a, b) => rank(b) - rank(a));
  const topic = topicOf(label);
  return best ?? (label === topic ? undefined : findGuide(library, organisation, topic, language));
}

/** The guide a card refers to, if it is one of this organisation's. */
export function guideById(library: Library, organisation: string, id: string): Guide | undefined {
  const mine = (g: Guide) => g.organisation === organisation || g.organisation === shared;
  return library.guides.find((g) => g.id === id && mine(g));
}
