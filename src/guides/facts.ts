import { z } from 'zod';
import { BrokenGuide, readYaml } from './brokenGuide';
import { readingOrder, type Guide } from './guide';

/** Fact id → labels, addresses and figures that must stand verbatim in every guide that states the fact. */
export type Facts = ReadonlyMap<string, readonly string[]>;

const factsSchema = z.record(z.string().regex(/^[A-Z]\d+$/), z.array(z.string().min(1)).min(1));

/** @throws BrokenGuide when the file is not a list of fact ids with their strings. */
export function readFacts({ path, text }: { path: string; text: string }): Facts {
  const { value, lineOf } = readYaml(path, text);
  const found = factsSchema.safeParse(value);
  if (!found.success)
    throw new BrokenGuide(
      path,
      lineOf(found.error.issues[0]?.path ?? []),
      'must list fact ids with strings, like A16: ["Change", "Next"]',
    );
  return new Map(Object.entries(found.data));
}

/** What a guide claims to state and does not: the fact's id and the missing string, or an id nobody listed. */
export function missingFacts(guide: Guide, facts: Facts): string[] {
  const body = readingOrder(guide).join('\n');
  return guide.facts.flatMap((id) => {
    const strings = facts.get(id);
    if (!strings) return [`${id} is not in the organisation's facts.yaml`];
    return strings.filter((s) => !body.includes(s)).map((s) => `${id}: "${s}" is not in the text`);
  });
}

/** Facts that no guide of the organisation states in this language. */
export function unstatedFacts(guides: readonly Guide[], facts: Facts): string[] {
  const stated = new Set(guides.flatMap((g) => g.facts));
  return [...facts.keys()].filter((id) => !stated.has(id));
}
