import { happen } from '../../../src/escalation/desk';
import { actionsOf, alex, readable, tenantId, type Reply } from '../../support/client';
import { clockAt, hour, minute, type Clock } from '../../support/clock';
import { startDesk, type Desk } from '../../support/deskBench';
import { lynne, megan } from '../../support/teams';
import { until } from '../../support/until';

const queues = [
  { id: 'desk', name: 'First line' },
  { id: 'security', name: 'Security', channel: '19:security', kinds: ['suspicious-prompt'] },
  { id: 'night', name: 'Night', channel: '19:night', urgent: true },
];
const startsWithinMs = 60_000;

let desk: Desk;
let clock: Clock;
beforeEach(async () => {
  clock = clockAt('2026-11-24T09:00:00Z');
  desk = await startDesk({
    now: clock.now,
    desk: { queues, promise: { normal: 240, urgent: 20 } },
  });
}, startsWithinMs);
afterEach(() => desk?.close());

const work = async (verb: string, ticket: string, data: object = {}): Promise<Reply> => {
  const reply = await desk.as(lynne).act(verb, { ticket, ...data });
  await desk.delivered();
  return reply;
};
const cardsIn = (place: string) => desk.teams.in(place).filter((p) => p.cards.length > 0);

describe('a ticket', () => {
  it('comes to the channel of the queue that takes its kind', async () => {
    const form = await desk.as(alex).say('I got a sign-in request that I did not make');
    await desk.as(alex).press(form, 'Send to', { what: 'I denied it', reach: 'desk 12' });
    await desk.delivered();
    expect(desk.teams.lines('19:security').join('\n')).toContain('MFA-1001 · Suspicious sign-in');
    expect(desk.channel()).toEqual([]);
  });

  it('that becomes urgent before anybody has it goes where urgent ones go', async () => {
    await desk.report();
    const having = await desk.as(alex).say('I lost my phone and cannot sign in');
    const form = await desk.as(alex).press(having, 'None of them');
    const more = { what: 'somebody took it', reach: 'desk 12', someoneElse: 'true' };
    await desk.as(alex).press(form, 'Send to', more);
    await desk.delivered();
    expect(desk.teams.lines('19:night').join('\n')).toContain('URGENT');
    expect(desk.channel()).toEqual([
      'MFA-1001 · Lost access',
      'This ticket is in the queue “Night” now. Its card is there.',
    ]);
  });

  it('that is handed over has its card there, and a note of it where it was', async () => {
    const { id } = await desk.report();
    await work('desk.take', id);
    await work('desk.handOver', id, { queue: 'night', note: 'needs a call at 8 pm' });
    expect(desk.channel()).toEqual([
      'MFA-1001 · Lost access',
      'This ticket is in the queue “Night” now. Its card is there.',
    ]);
    const there = desk.teams.lines('19:night').join('\n');
    expect(there).toContain('Queue: Night');
    expect(there).toContain('Taken by: nobody yet');
    expect(there).toMatch(/Handed over: by Lynne Robbins, .* · needs a call at 8 pm/);
    expect(desk.chatOf(alex).join('\n')).not.toContain('8 pm');
    await work('desk.take', id);
    await work('desk.handOver', id, { queue: 'desk' });
    expect(cardsIn('service-desk')).toHaveLength(2);
    expect(desk.teams.lines('19:night').at(-1)).toContain('in the queue “First line” now');
  });

  it('goes to no queue that there is not', async () => {
    const { id } = await desk.report();
    const before = await desk.ticket(id);
    expect(readable(await work('desk.handOver', id, { queue: 'moon' }))).toContain('already');
    expect(readable(await work('desk.handOver', id, { queue: 'desk' }))).toContain('already');
    expect(await desk.ticket(id)).toEqual(before);
  });

  it('tells the desk which guides were shown in the last half hour, and no older ones', async () => {
    await desk.as(alex).say('how do I change my number?');
    clock.pass(20 * minute);
    await desk.as(alex).say('what is MFA?');
    await desk.as(megan).say('how do I set up a passkey?');
    clock.pass(15 * minute);
    const { told } = await desk.report();
    expect(told).toHaveLength(1);
    const lines = desk.channel();
    expect(lines[lines.indexOf('What the bot told them') + 1]).toBe(told?.[0]);
  });

  it(
    'names the usual checks, or the organisation’s own',
    async () => {
      await desk.report();
      const usual = desk.channel();
      expect(usual[usual.indexOf('Check before anything is changed') + 1]).toContain(
        'record on file',
      );
      const other = await startDesk({ desk: { checks: ['Ask for the **staff card**.'] } });
      try {
        await other.report();
        const own = other.channel();
        expect(own[own.indexOf('Check before anything is changed') + 1]).toBe(
          'Ask for the **staff card**.',
        );
        expect(own.join('\n')).not.toContain('video call');
      } finally {
        await other.close();
      }
    },
    startsWithinMs,
  );
});

describe('the reminder', () => {
  const reminders = (place = 'service-desk') =>
    desk.teams.in(place).flatMap((p) => (p.text.startsWith('Nobody has taken') ? [p.text] : []));

  it('comes once, before the promised time runs out', async () => {
    await desk.report();
    expect(desk.channel().join('\n')).toContain('To be taken by: 24 Nov 2026, 13:00 UTC');
    clock.pass(3 * hour - minute);
    await desk.delivered();
    expect(reminders()).toEqual([]);
    clock.pass(minute);
    await desk.delivered();
    clock.pass(24 * hour);
    await desk.delivered();
    expect(reminders()).toEqual([
      'Nobody has taken MFA-1001 (Lost access) yet. It is to be taken by 24 Nov 2026, 13:00 UTC.',
    ]);
  });

  it('does not come for a ticket that somebody has', async () => {
    const { id } = await desk.report();
    await work('desk.take', id);
    clock.pass(5 * hour);
    await desk.delivered();
    expect(reminders()).toEqual([]);
  });

  it('comes to the queue where the ticket is by then', async () => {
    const { id } = await desk.report();
    await work('desk.handOver', id, { queue: 'security' });
    clock.pass(5 * hour);
    await desk.delivered();
    expect(reminders()).toEqual([]);
    expect(reminders('19:security')).toHaveLength(1);
  });

  it('comes earlier once the ticket is urgent, and then not again', async () => {
    await desk.report();
    const having = await desk.as(alex).say('I lost my phone and cannot sign in');
    const form = await desk.as(alex).press(having, 'None of them');
    const more = { what: 'somebody took it', reach: 'desk 12', someoneElse: 'true' };
    await desk.as(alex).press(form, 'Send to', more);
    clock.pass(15 * minute);
    await desk.delivered();
    expect(reminders('19:night')).toHaveLength(1);
    clock.pass(5 * hour);
    await desk.delivered();
    expect(reminders('19:night')).toHaveLength(1);
  });

  it('comes once more where whoever had it handed it over, by the time that is promised from then on', async () => {
    const { id } = await desk.report();
    await work('desk.take', id);
    clock.pass(2 * hour + 50 * minute);
    await work('desk.handOver', id, { queue: 'night' });
    expect(desk.teams.lines('19:night').join('\n')).toContain(
      'To be taken by: 24 Nov 2026, 15:50 UTC',
    );
    clock.pass(20 * minute);
    await desk.delivered();
    expect(reminders('19:night')).toEqual([]);
    clock.pass(3 * hour);
    await desk.delivered();
    clock.pass(24 * hour);
    await desk.delivered();
    expect([...reminders(), ...reminders('19:night')]).toEqual([
      'Nobody has taken MFA-1001 (Lost access) yet. It is to be taken by 24 Nov 2026, 15:50 UTC.',
    ]);
  });

  it('comes for a ticket that its person withdrew and opens again', async () => {
    const { id } = await desk.report();
    await desk.as(alex).act('ticket.withdraw', { ticket: id });
    clock.pass(24 * hour);
    await desk.delivered();
    await desk.as(alex).act('ticket.reopen', { ticket: id });
    clock.pass(3 * hour);
    await desk.delivered();
    expect(reminders()).toEqual([
      'Nobody has taken MFA-1001 (Lost access) yet. It is to be taken by 25 Nov 2026, 13:00 UTC.',
    ]);
  });

  it.each([403, 503])('is tried again where Teams surely did not take it: %s', async (status) => {
    await desk.report();
    Object.assign(desk.teams.state, { down: true, downWith: status });
    clock.pass(3 * hour);
    desk.bot.bot.deliver();
    await until(() => Promise.resolve(desk.bot.log().includes('a delivery did not arrive')));
    desk.teams.state.down = false;
    clock.pass(hour);
    await desk.delivered();
    expect(reminders()).toHaveLength(1);
  });
});

describe('the list', () => {
  const people = Array.from({ length: 8 }, (_, i) => ({
    id: `00000000-0000-4000-9000-00000000000${i}`,
    name: `Person ${i}`,
  }));
  const rows = (reply: Reply) =>
    readable(reply)
      .split('\n')
      .flatMap((line) => /MFA-\d+/.exec(line) ?? []);

  it('shows six at a time, urgent ones first, and turns in place', async () => {
    for (const person of people) await desk.report(person);
    const agent = desk.as(lynne);
    const first = await agent.say('tickets');
    expect(readable(first)).toContain('All: 1 to 6 of 8');
    expect(new Set(rows(first)).size).toBe(6);
    const second = await agent.press(first, 'Next');
    expect(readable(second)).toContain('All: 7 to 8 of 8');
    expect(second.texts).toEqual([]);
    expect(rows(await agent.press(second, 'Previous'))).toEqual(rows(first));
    const none = await agent.press(second, 'Mine');
    expect(readable(none)).toContain('Mine: none');
    const [one] = await desk.bot.bot.desk.tickets.unresolved(
      '00000000-0000-4000-8000-0000000000aa',
    );
    await work('desk.take', one?.id ?? '');
    expect(rows(await agent.say('tickets mine'))).toContain(one?.number);
    expect(rows(await agent.press(none, 'Unassigned'))).not.toContain(one?.number);
    expect(readable(await agent.press(none, 'Urgent'))).toContain('Urgent: none');
  }, 60_000);

  it('shows the last page that there is when tickets were resolved meanwhile', async () => {
    await desk.report();
    const far = await desk.as(lynne).act('desk.list', { filter: 'all', page: 9 });
    expect(readable(far)).toContain('All: 1 to 1 of 1');
  });

  it.each([
    { filter: 'everything', page: 0 },
    { filter: 'all', page: -1 },
    { filter: 'all', page: 1.5 },
    { filter: 'all', page: 0, tenantId: 'x' },
  ])('takes nothing but its own buttons: %j', async (data) => {
    await desk.report();
    expect(readable(await desk.as(lynne).act('desk.list', data))).not.toContain('MFA-');
  });

  it('is for an agent’s own chat', async () => {
    await desk.report();
    const conversation = { id: 'c', conversationType: 'channel', isGroup: true, tenantId: 'x' };
    const reply = await desk
      .as(lynne, { conversation })
      .act('desk.list', { filter: 'all', page: 0 });
    expect(readable(reply)).not.toContain('MFA-');
  });
});

describe('a ticket that somebody has at the desk’s own system', () => {
  it.each(['taken', 'waiting'] as const)(
    'can be taken from there, also when that system is gone: %s',
    async (state) => {
      const { id } = await desk.report();
      const agent = { id: 'desk/rt', name: 'agent1' };
      const { desk: parts } = desk.bot.bot;
      await happen(id, { kind: 'take', agent }, parts, 'outside-desk');
      if (state === 'waiting')
        await happen(id, { kind: 'ask', agent, text: 'Which phone?' }, parts, 'outside-desk');
      await desk.delivered();
      const [card] = cardsIn('service-desk');
      expect(actionsOf(card?.cards ?? []).map((a) => a['title'])).toEqual(['Take']);
      await work('desk.take', id);
      expect(await desk.ticket(id)).toMatchObject({ state, assignee: { id: lynne.id } });
      await work('desk.resolve', id, { resolution: 'access-restored' });
      expect((await desk.ticket(id)).state).toBe('resolved');
    },
  );
});

describe('the card of a ticket', () => {
  const pressedIn = (id: string, ticket: string) => {
    const conversation = { id, conversationType: 'channel', isGroup: true, tenantId };
    return desk.as(lynne, { conversation }).act('desk.take', { ticket });
  };

  it.each(['19:somewhere', '19:security-of-others;messageid=1'])(
    'A61: that somebody copied into another conversation shows nothing there and does nothing: %s',
    async (where) => {
      const ticket = await desk.report();
      const reply = await pressedIn(where, ticket.id);
      expect(readable(reply)).toContain('only in our private chat');
      expect(JSON.stringify(reply.activities)).not.toMatch(/Alex|MFA-|My phone/);
      expect(await desk.ticket(ticket.id)).toEqual(ticket);
    },
  );

  it.each(['service-desk', 'service-desk;messageid=1', '19:security;messageid=1'])(
    'works in the desk’s channel and in those of its queues: %s',
    async (where) => {
      const { id } = await desk.report();
      expect(readable(await pressedIn(where, id))).toContain('Taken by\nLynne Robbins');
    },
  );
});

describe('a resolved ticket', () => {
  it('says to both sides how it ended, until it is reopened', async () => {
    const { id } = await desk.report();
    await work('desk.take', id);
    await work('desk.resolve', id, { resolution: 'new-method' });
    const outcome = 'Outcome: A new sign-in method is set up';
    expect(desk.channel()).toContain(outcome);
    expect(desk.chatOf(alex)).toContain(outcome);
    await work('desk.reopen', id);
    expect(desk.channel()).not.toContain(outcome);
  });

  it('needs words where no outcome says enough', async () => {
    const { id } = await desk.report();
    await work('desk.take', id);
    const reply = await work('desk.resolve', id, { resolution: 'other', resolveText: ' ' });
    expect(readable(reply)).toContain('Type a few words first.');
    expect((await desk.ticket(id)).state).toBe('taken');
  });
});
