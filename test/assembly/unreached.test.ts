import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { report } from '../../src/escalation/desk';
import { DeskRefused, DeskUnanswered } from '../../src/escalation/desks/serviceDesk';
import type { Language } from '../../src/organisation/language';
import { startBot } from '../support/bot';
import { alex, clientOf, tenantId } from '../support/client';
import { until } from '../support/demonstration';
import { memoryDesk, type MemoryDesk } from '../support/desks/memoryDesk';

let teams: Server;
let desk: MemoryDesk;
let bot: Awaited<ReturnType<typeof startBot>>;
/** What came into Alex's chat outside of answers. */
let lines: string[];

beforeEach(async () => {
  lines = [];
  teams = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
    incoming.on('end', () => {
      const { text } = JSON.parse(body || '{}') as { text?: string };
      if (text) lines.push(text);
      outgoing.writeHead(201, { 'content-type': 'application/json' });
      outgoing.end('{"id":"1"}');
    });
  });
  await new Promise<void>((done) => teams.listen(0, '127.0.0.1', done));
  desk = memoryDesk('IT');
  bot = await startBot({
    organisation: 'ken-stimpson',
    desks: [{ service: desk, eventSecrets: [] }],
  });
}, 60_000);

afterEach(async () => {
  await bot.close();
  await new Promise((done) => {
    teams.close(done);
    teams.closeAllConnections();
  });
});

/** Alex, who has talked to the bot before, reports a lost phone. */
async function reported(language: Language = 'en'): Promise<void> {
  const { port } = teams.address() as AddressInfo;
  await clientOf(bot.url, alex, { serviceUrl: `http://127.0.0.1:${port}/` }).say('hello');
  const said = {
    kind: 'lost-access',
    what: 'My phone is gone.',
    since: '',
    reach: 'desk 12',
  } as const;
  await report(
    { ...alex, tenantId },
    { ...said, someoneElse: false, language },
    { organisation: 'ken-stimpson', address: undefined, methods: [] },
    bot.bot.desk,
  );
  bot.bot.deliver();
}

describe('who has reported and whose ticket no desk got', () => {
  it.each([
    ['does not answer', new DeskUnanswered('IT', 'no', 'it was not reached')],
    ['refuses', new DeskRefused('IT', 'credentials', 'check the secret')],
  ])(
    'reads so at once, with where the desk is, where it %s',
    async (_what, failure) => {
      desk.failure = failure;
      await reported();
      await until('the line came', () => lines.length > 0);
      expect(lines).toEqual([
        expect.stringMatching(
          /^I could not reach the service desk with MFA-1001 yet\. Your ticket is kept, and I go on trying\..*room 3L23/,
        ),
      ]);
    },
    60_000,
  );

  it('reads it in their language', async () => {
    desk.failure = new DeskUnanswered('IT', 'no', 'it was not reached');
    await reported('fr');
    await until('the line came', () => lines.length > 0);
    expect(lines[0]).toMatch(
      /^Je n’ai pas encore pu joindre le centre de services pour le billet MFA-1001/,
    );
  }, 60_000);

  it('reads nothing where one desk has it', async () => {
    await reported();
    await until('the desk has it', () => desk.kept.length === 1);
    await until('the channel was tried', () => bot.log().includes('"kind":"desk"'));
    expect(lines).toEqual([]);
  }, 60_000);
});
