import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble, logTo } from '../../src/assembly/assemble';
import { loadLibrary, prepareEngine } from '../../src/content';
import { graphClient } from '../../src/connections/graph/client';
import { openAdapter } from '../../src/connections/teams/adapter';
import { everythingInTheChat, type Routes } from '../../src/organisation/policy';
import { isLoopback } from '../../src/organisation/settings';
import { deskReference } from '../../src/demo/playground/config';
import { simulatedInbox } from '../../src/demo/inbox';
import { demonstrationPeople } from '../../src/demo/tenant/people';
import { startTenant } from '../../src/demo/tenant/server';

export interface Options {
  readonly organisation?: string;
  readonly routes?: Routes;
  /** Another Graph server in place of the simulated tenant. */
  readonly graphUrl?: string;
}

/** The whole bot in this process, on free ports, with the simulated tenant: everything but the Playground. */
export async function startBot({ organisation = 'derby', routes, graphUrl }: Options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-help-bot-'));
  const people = demonstrationPeople('derby.ac.uk');
  const cast = people.map((p) => ({ id: p.id, name: p.displayName }));
  const agent = cast.find((p) => p.name === 'Lynne Robbins');
  const tenant = await startTenant({
    port: 0,
    host: '127.0.0.1',
    people,
    file: join(folder, 'tenant.json'),
    now: () => new Date(),
    newId: randomUUID,
    token: 'demonstration',
  });
  const inbox = simulatedInbox('http://localhost', () => new Date());
  const library = loadLibrary();
  const running = await assemble({
    library,
    engine: prepareEngine(library, organisation),
    organisation,
    adapter: openAdapter(),
    verify: undefined,
    botId: '',
    graph: graphClient(graphUrl ?? tenant.url, () => Promise.resolve('demonstration')),
    routes: routes ?? everythingInTheChat,
    codeDelivery: inbox.delivery,
    codeKey: randomBytes(32),
    cast: agent && { people: cast, agent },
    database: { folder },
    web: {
      port: 0,
      host: '127.0.0.1',
      loopbackOnly: true,
      channels: ['msteams', 'emulator'],
      tenants: undefined,
      mayAnswerAt: isLoopback,
      pages: [inbox.page],
    },
    deskChannel: deskReference('http://127.0.0.1:9'),
    log: logTo(join(folder, 'bot.log'), 'info'),
  });
  return {
    url: running.url,
    folder,
    tenantUrl: tenant.url,
    /** The newest code that the simulated phone or mailbox got. */
    newestCode: () => /\b\d{8}\b/.exec(inbox.page.html())?.[0] ?? '',
    close: async () => {
      await running.close();
      await tenant.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
