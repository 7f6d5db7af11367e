import { tryDesk } from '../../src/commands/tryDesk';
import { answers } from '../support/desks/bench';
import { freshworksBench } from '../support/desks/freshworks';
import { requestTrackerBench } from '../support/desks/requestTracker';
import { deskServers } from '../support/desks/server';
import { webhookBench } from '../support/desks/webhook';

describe('trying a desk', () => {
  const start = deskServers();
  const now = Date.UTC(2026, 10, 23, 9);

  it('says what worked', async () => {
    const { desk } = await requestTrackerBench(start);
    const lines = await tryDesk(desk, 'a', now);
    expect(lines.map((l) => l.mark)).toEqual(['done', 'done', 'done', 'done']);
    expect(lines[0]?.text).toMatch(/made the test ticket http.*id=1$/);
  });

  it('says that a search is late, not that it is broken', async () => {
    const { desk } = await freshworksBench('freshdesk', start);
    const lines = await tryDesk(desk, 'a', now);
    expect(lines[1]).toMatchObject({ mark: 'not-done' });
    expect(lines[1]?.text).toMatch(/look for it there in 15 minutes/);
  });

  it('says what a desk cannot do at all', async () => {
    const { desk } = await webhookBench(start);
    const texts = (await tryDesk(desk, 'a', now)).map((l) => l.text);
    expect(texts[1]).toMatch(/cannot be asked/);
  });

  it('says what is wrong and what to do, without the secret', async () => {
    const { stranger, desk, faults } = await requestTrackerBench(start);
    const [refused, ...more] = await tryDesk(stranger, 'a', now);
    expect(more).toEqual([]);
    expect(refused).toMatchObject({ mark: 'failed' });
    expect(refused?.text).toMatch(/Check the secret/);
    expect(refused?.text).not.toContain('not-the-secret');
    faults.next(answers(503, ''));
    expect((await tryDesk(desk, 'b', now)).at(-1)?.text).toMatch(/answered 503/);
  });
});
