import type { Person } from '../organisation/person';
import { draftOf, openOrJoin, type DeskParts } from './desk';
import type { Report, Ticket } from './ticket';

/** Somebody whom others report, by what was typed alone. */
export interface Unverified {
  readonly tenantId: string;
  readonly organisation: string;
  /** The person's name, or whatever was typed in its place. */
  readonly name: string;
  /** The account, as it was typed. */
  readonly about: string;
}

const longestName = 200;
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, longestName);

/**
 * Turns a report that proves nothing of the person into a ticket of its own. Nothing is looked up, so that the answer is
 * the same whether or not there is such an account; nobody but the desk sees the ticket afterwards.
 * @param reporter the colleague who reports, signed in to Teams; undefined: somebody on the public page.
 */
export function reportUnverified(
  said: Report,
  of: Unverified,
  reporter: Person | undefined,
  parts: DeskParts,
): Promise<{ ticket: Ticket; joined: boolean }> {
  const draft = draftOf(said, parts, {
    tenantId: of.tenantId,
    organisation: of.organisation,
    personId: '',
    personName: oneLine(of.name),
    about: oneLine(of.about),
    address: undefined,
    methods: [],
    provenBy: reporter ? 'colleague' : 'public-page',
    ...(reporter ? { reporter: { id: reporter.id, name: reporter.name } } : {}),
  });
  return openOrJoin(draft, parts);
}
