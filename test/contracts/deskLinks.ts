import type { deskEvents } from '../../src/connections/storage/deskEvents';
import type { Made } from '../../src/escalation/desks/deliverToDesk';
import type { Claim, DeskLinks } from '../../src/escalation/desks/deskLinks';
import { correlationIdOf } from '../../src/escalation/desks/serviceDesk';
import type { MakeBench } from '../support/bench';

export interface LinksAndEvents {
  readonly links: DeskLinks;
  readonly events: (now: () => number) => ReturnType<typeof deskEvents>;
}

const made = (deskId: string): Made => ({
  state: 'made',
  deskId,
  told: 0,
  closed: false,
  seen: 'open',
});
const leaseMs = 1_000;

/** What every keeper of the ways to the desks does. */
export function deskLinksContract(make: MakeBench<LinksAndEvents>): void {
  const claimed = async (links: DeskLinks, id: string, now = 0): Promise<Claim> => {
    const claim = await links.claim(id, 'IT', now, leaseMs);
    if (!claim) throw new Error('somebody has it');
    return claim;
  };

  it('lets one of 10 workers have the way to a desk', async () => {
    const { store, another } = await make();
    const others = [store, await another()];
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (others[i % 2] ?? store).links.claim('a', 'IT', 0, leaseMs),
      ),
    );
    expect(claims.filter((c) => c !== undefined)).toHaveLength(1);
    expect(await store.links.claim('a', 'another desk', 0, leaseMs)).toBeDefined();
    expect(await store.links.claim('b', 'IT', 0, leaseMs)).toBeDefined();
  });

  it('gives the next worker what was known, after a release or when the time is over', async () => {
    const { store, another } = await make();
    const first = await claimed(store.links, 'a');
    expect(first.attempt).toEqual({ state: 'none' });
    await store.links.remember(first, { state: 'unclear', at: 5, creates: 1 });
    const { links } = await another();
    expect(await links.claim('a', 'IT', leaseMs - 1, leaseMs)).toBeUndefined();
    const second = await claimed(links, 'a', leaseMs);
    expect(second.attempt).toEqual({ state: 'unclear', at: 5, creates: 1 });
    await links.remember(second, made('7'));
    await links.release(second, leaseMs + 1);
    expect((await claimed(links, 'a', leaseMs + 1)).attempt).toEqual(made('7'));
  });

  it('takes nothing from a worker whose time is over', async () => {
    const { links } = (await make()).store;
    const slow = await claimed(links, 'a');
    const quick = await claimed(links, 'a', leaseMs);
    await links.remember(quick, made('7'));
    await expect(links.remember(slow, { state: 'none' })).rejects.toThrow('another worker');
    await links.release(slow, 1);
    expect(await links.claim('a', 'IT', leaseMs + 1, leaseMs)).toBeUndefined();
    expect((await claimed(links, 'a', 2 * leaseMs)).attempt).toEqual(made('7'));
  });

  it('finds the ticket by the desk’s id and by ours, at that desk only', async () => {
    const { links } = (await make()).store;
    await links.remember(await claimed(links, 'a'), made('7'));
    const correlationId = correlationIdOf('a');
    expect(await links.ticketOf('IT', { deskId: '7' })).toBe('a');
    expect(await links.ticketOf('IT', { correlationId })).toBe('a');
    expect(await links.ticketOf('HR', { deskId: '7' })).toBeUndefined();
    expect(await links.ticketOf('IT', { deskId: `7' or '1'='1` })).toBeUndefined();
  });

  it('lists what is open at the desk, what was looked at longest ago first', async () => {
    const { links } = (await make()).store;
    for (const [i, id] of ['a', 'b', 'c', 'd'].entries()) {
      const claim = await claimed(links, id);
      await links.remember(claim, id === 'c' ? { ...made(id), closed: true } : made(id));
      await links.release(claim, 100 - i);
    }
    await claimed(links, 'none');
    expect((await links.open('IT', 10)).map((o) => o.ticketId)).toEqual(['d', 'b', 'a']);
    expect(await links.open('IT', 1)).toEqual([{ ticketId: 'd', attempt: made('d') }]);
    expect(await links.open('HR', 10)).toEqual([]);
  });

  it('keeps the id of an event once among 10 that come together, until its time is over', async () => {
    const { store, another } = await make();
    const clock = { now: 0 };
    const instances = [store, await another()].map((s) => s.events(() => clock.now));
    const kept = await Promise.all(
      Array.from({ length: 10 }, (_, i) => (instances[i % 2] ?? instances[0]!).add('msg_1', 100)),
    );
    expect(kept.filter(Boolean)).toHaveLength(1);
    clock.now = 100;
    expect(await instances[0]!.add('msg_1', 200)).toBe(true);
    await instances[1]!.remove('msg_1');
    expect(await instances[0]!.add('msg_1', 200)).toBe(true);
  });
}
