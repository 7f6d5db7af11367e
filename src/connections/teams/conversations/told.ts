import { z } from 'zod';
import { guideById } from '../../../guides/library';
import type { Topic } from '../../../guides/topics';
import type { Answer, Bot, Turn } from '../turn';

/** Guides that a person was shown, by id, the latest first; `at` in milliseconds since 1970. */
const toldSchema = z.array(z.object({ guide: z.string(), at: z.number() }));

const rememberedMs = 30 * 60_000;
const mostRemembered = 8;

const toldName = ({ person, conversation }: Turn) =>
  `told/${person?.tenantId ?? ''}/${person?.id ?? ''}/${conversation}`;

/** Keeps which guides an answer shows, so that the desk knows what was tried when it comes to a ticket. */
export async function rememberTold(turn: Turn, { messages = [] }: Answer, bot: Bot): Promise<void> {
  const shown = messages.flatMap((m) => m.guide ?? []);
  if (shown.length === 0 || !turn.person || !turn.inPrivate) return;
  const earlier = (await lately(turn, bot)).filter((t) => !shown.includes(t.guide));
  const now = shown.map((guide) => ({ guide, at: bot.now() }));
  await bot.kept.keepContext(toldName(turn), [...now, ...earlier].slice(0, mostRemembered));
}

/** What the person was shown in the last half hour of this conversation: titles and topics, the latest first. */
export async function toldLately(
  turn: Turn,
  bot: Bot,
): Promise<{ told: readonly string[]; topics: readonly Topic[] }> {
  const guides = (await lately(turn, bot)).flatMap(
    ({ guide }) => guideById(bot.library, bot.organisation, guide) ?? [],
  );
  return { told: guides.map((g) => g.title), topics: guides.map((g) => g.topic) };
}

async function lately(turn: Turn, bot: Bot): Promise<z.infer<typeof toldSchema>> {
  const kept = await bot.kept.context(toldName(turn));
  if (kept === undefined) return [];
  return toldSchema.parse(kept).filter((t) => t.at > bot.now() - rememberedMs);
}
