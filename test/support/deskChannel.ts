import { deskPlace } from '../../src/connections/teams/conversations/deskQueues';
import { deskReference } from '../../src/demo/playground/config';
import { startBot, type Options } from './bot';
import { startService } from './httpService';

/** The bot, and a Teams service that takes every card: what waits to go out does not keep a test waiting. */
export async function startBotWithDesk(options: Options = {}) {
  const teams = await startService((response) => {
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end('{"id":"card"}');
  });
  const bot = await startBot(options);
  await bot.bot.kept.keepPlace(deskPlace, deskReference(teams.url));
  return {
    ...bot,
    /** Where activities say that they come from. */
    serviceUrl: `${teams.url}/`,
    close: async () => {
      await bot.close();
      await teams.close();
    },
  };
}
