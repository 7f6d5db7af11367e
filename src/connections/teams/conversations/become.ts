import { z } from 'zod';
import type { Person } from '../../../organisation/person';
import { plain } from '../text';
import type { Answer, Bot, Kept, Turn } from '../turn';
import { text } from './simple';

/** Whom a visitor of the demonstration plays. */
const playedSchema = z.object({ id: z.string(), name: z.string(), agent: z.boolean() });
export type Played = z.infer<typeof playedSchema>;

const visitorName = (real: Person) => `${real.tenantId}/${real.id}`;

/** Whom this visitor plays at the moment, if anybody but themselves. */
export async function played(kept: Kept, real: Person): Promise<Played | undefined> {
  const found = await kept.visitor(visitorName(real));
  return found === undefined ? undefined : playedSchema.parse(found);
}

/** "be Megan", "be the desk": who a message asks to become, or undefined when it asks for nothing like that. */
export function wishToBecome(message: string): string | undefined {
  return /^\s*be\s+(.{1,60}?)\s*[.!]?\s*$/i.exec(message)?.[1];
}

/** Changes who the visitor of the demonstration is, and says who that is now. */
export async function become(bot: Bot, turn: Turn, real: Person, wish: string): Promise<Answer> {
  const { cast } = bot;
  if (!cast) return text(turn.say.refuse.text);
  const { demonstration: say } = turn.say;
  const wanted = wish.toLowerCase();
  if (cast.secondAgent && /\bsecond agent\b/.test(wanted)) {
    await bot.kept.keepVisitor(visitorName(real), { ...cast.secondAgent, agent: true });
    return text(say.youAreDesk(plain(cast.secondAgent.name)));
  }
  if (/\bdesk\b/.test(wanted)) {
    await bot.kept.keepVisitor(visitorName(real), { ...cast.agent, agent: true });
    return text(say.youAreDesk(plain(cast.agent.name)));
  }
  const person =
    cast.people.find((p) => p.name.toLowerCase() === wanted) ??
    cast.people.find((p) => p.name.toLowerCase().split(' ').includes(wanted));
  if (!person) return text(say.unknown(cast.people.map((p) => plain(p.name)).join(', ')));
  await bot.kept.keepVisitor(visitorName(real), { ...person, agent: false });
  return text(say.youAre(plain(person.name)));
}
