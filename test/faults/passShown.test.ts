import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskPlace } from '../../src/connections/teams/conversations/deskQueues';
import { deskReference } from '../../src/demo/playground/config';
import { startBot } from '../support/bot';
import { alex, clientOf, tenantId, type Sender } from '../support/client';
import { minute } from '../support/clock';
import { startService } from '../support/httpService';
import { everything, linkOn, passingBy, passOn, signedIn } from '../support/passing';
import { lynne } from '../support/teams';

const folder = mkdtempSync(join(tmpdir(), 'pass-shown-'));
const clock = { ahead: 0 };
const now = () => Date.now() + clock.ahead;
let teams: Awaited<ReturnType<typeof startService>>;

beforeAll(async () => {
  teams = await startService((response) => {
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end('{"id":"another"}');
  });
});

afterAll(async () => {
  await teams.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The bot on the same data, whenever it starts. */
async function started() {
  const bot = await startBot({ folder, now, withoutCast: true });
  await bot.bot.kept.keepPlace(deskPlace, deskReference(teams.url));
  const client = (sender: Sender = alex, more: Record<string, unknown> = {}) =>
    clientOf(bot.url, sender, { serviceUrl: `${teams.url}/`, ...more });
  return { ...bot, by: passingBy({ bot: bot.bot, client, tenantId }, now) };
}

/** What stands on the agent's card: the newest that was put there. */
const onCard = (): unknown => {
  const puts = teams.asked.filter((a) => a.method === 'PUT' && a.path?.endsWith('/the-card'));
  return JSON.parse(puts.at(-1)?.text ?? '{}');
};

it('a pass that is shown when the process ends goes all the same, five minutes after it was made', async () => {
  const first = await started();
  const ticket = await first.by.taken(alex, lynne);
  const form = await first.by.form(lynne, ticket);
  const card = await first.by
    .client(lynne, { replyToId: 'the-card' })
    .press(form, 'Go on', everything);
  await signedIn(linkOn(card, 'Sign in to issue'));
  const pass = passOn(onCard()) ?? '';
  expect(pass).toMatch(/^\w{8}$/);
  await first.close();
  expect(passOn(onCard())).toBe(pass);

  clock.ahead = 5 * minute + 1_000;
  const second = await started();
  second.bot.deliver();
  await second.delivered();
  expect(JSON.stringify(onCard())).toContain('The pass itself is no longer here');
  expect(passOn(onCard())).toBeUndefined();
  const held = teams.asked.filter((a) => a.text.includes(pass));
  expect(held).toHaveLength(1);
  await second.close();
});
