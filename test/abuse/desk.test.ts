import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { answeredTicket } from '../../src/connections/serviceDesk/email';
import { correlationIdOf, type DeskState } from '../../src/escalation/desks/serviceDesk';
import type { Ticket } from '../../src/escalation/ticket';
import { actionsOf, alex, readable, tenantId } from '../support/client';
import { startDesk, type Desk } from '../support/deskBench';
import { memoryDesk, type MemoryDesk } from '../support/desks/memoryDesk';
import { adele, lynne, megan } from '../support/teams';

const deeds = [
  ['desk.take', 'take', {}],
  ['desk.ask', 'ask', { replyText: 'Your code, please?' }],
  ['desk.resolve', 'resolve', { resolution: 'access-restored' }],
  ['desk.handOver', 'hand-over', { queue: 'security' }],
  ['desk.reopen', 'reopen', {}],
  ['desk.freeze.lift', 'lift-freeze', {}],
] as const;
const startsWithinMs = 60_000;
const queues = [
  { id: 'desk', name: 'Service desk' },
  { id: 'security', name: 'Security' },
];

let desk: Desk;
/** What Microsoft keeps of Alex, and whether anything was written to the simulated tenant at all. */
const methodsOf = async () => ({
  registration: await desk.bot.bot.directory.registration({ ...alex, tenantId }),
  written: existsSync(join(desk.bot.folder, 'tenant.json')),
});
const refusals = async () =>
  (await desk.recorded())
    .filter((row) => row.event === 'desk' && row.outcome === 'refused')
    .map(({ operation, reason, personal }) => `${operation} ${reason} ${personal.by?.slice(-2)}`);

describe('the desk’s buttons, by hand', () => {
  beforeEach(async () => {
    desk = await startDesk({ desk: { queues } });
  }, startsWithinMs);
  afterEach(() => desk.close());

  it('A70: do nothing for somebody who is no agent, and each try is recorded', async () => {
    const ticket = await desk.report();
    for (const [verb, , data] of [...deeds, ['desk.show', 'show', {}] as const]) {
      const reply = await desk.as(megan).act(verb, { ticket: ticket.id, ...data });
      expect(readable(reply)).toContain('Only agents of the service desk');
      expect(readable(reply)).not.toContain(alex.name);
    }
    const list = await desk.as(megan).act('desk.list', { filter: 'all', page: 0 });
    expect(readable(list)).not.toContain('MFA-');
    expect(await desk.ticket(ticket.id)).toEqual(ticket);
    const tried = [...deeds.map(([, deed]) => deed), 'show', 'list'];
    expect(await refusals()).toEqual(tried.map((deed) => `${deed} not-an-agent 21`));
  });

  it('A70: do nothing for the person whom the ticket is about', async () => {
    const ticket = await desk.report();
    const reply = await desk.as(alex).act('desk.resolve', { ticket: ticket.id });
    expect(readable(reply)).toContain('Only agents');
    expect((await desk.ticket(ticket.id)).state).toBe('open');
  });

  it('A70: take no word of a card for who an agent is', async () => {
    const ticket = await desk.report();
    const forged = { ticket: ticket.id, agent: true, personId: lynne.id, role: 'agent' };
    await desk.as(megan).act('desk.take', forged);
    const borrowed = desk.as({ ...megan, name: lynne.name });
    await borrowed.act('desk.take', { ticket: ticket.id });
    expect(await desk.ticket(ticket.id)).toEqual(ticket);
  });

  it('A72: do nothing for an agent whose own ticket it is, and each try is recorded', async () => {
    const own = await desk.report(lynne);
    for (const [verb, , data] of deeds) {
      const reply = await desk.as(lynne).act(verb, { ticket: own.id, ...data });
      expect(readable(reply)).toContain('A colleague must work on it');
    }
    expect(await desk.ticket(own.id)).toEqual(own);
    expect(await refusals()).toEqual(deeds.map(([, deed]) => `${deed} ticket-own 25`));
    await desk.as(adele).act('desk.take', { ticket: own.id });
    expect((await desk.ticket(own.id)).assignee).toEqual({ id: adele.id, name: adele.name });
  });

  it('A72: lift nobody’s own freeze, and anybody else’s only by who has the ticket', async () => {
    const who = { tenantId, id: lynne.id };
    const { freezes } = desk.bot.bot.changes;
    const entry = {
      id: desk.bot.bot.newId(),
      at: Date.now(),
      tenantId,
      event: 'freeze',
      outcome: 'done',
      personal: { personId: lynne.id },
    } as const;
    await freezes.freeze(who, undefined, entry);
    const own = await desk.report(lynne);
    await desk.bot.bot.desk.tickets.change(
      own.id,
      (t) => ({ ...t, freeze: 'on', version: t.version + 1 }),
      () => [],
    );
    await desk.as(lynne).act('desk.freeze.lift', { ticket: own.id });
    await desk.as(adele).act('desk.freeze.lift', { ticket: own.id });
    expect(await freezes.isFrozen(who)).toBe(true);
    await desk.as(adele).act('desk.take', { ticket: own.id });
    await desk.as(adele).act('desk.freeze.lift', { ticket: own.id });
    expect(await freezes.isFrozen(who)).toBe(false);
  });

  it('work only for who has the ticket', async () => {
    const ticket = await desk.report();
    await desk.as(lynne).act('desk.take', { ticket: ticket.id });
    const taken = await desk.ticket(ticket.id);
    for (const [verb, , data] of deeds.slice(0, 4))
      await desk.as(adele).act(verb, { ticket: ticket.id, ...data });
    expect(await desk.ticket(ticket.id)).toEqual(taken);
    const tried = deeds.slice(0, 4).map(([, deed]) => `${deed} ticket-taken-by-another 22`);
    expect(await refusals()).toEqual(tried);
  });

  it('give a ticket to a colleague who says so, and leave a line of it', async () => {
    const { id } = await desk.report();
    await desk.as(lynne).act('desk.take', { ticket: id });
    const colleague = desk.as(adele);
    const shown = await colleague.act('desk.show', { ticket: id });
    expect(actionsOf(shown.cards).map((a) => a['title'])).toEqual(['Take over']);
    expect(readable(await colleague.press(shown, 'Take over'))).toContain('Adele Vance');
    expect((await desk.ticket(id)).assignee?.id).toBe(adele.id);
    const rows = (await desk.recorded()).filter((row) => row.event === 'desk');
    expect(rows.map((r) => [r.outcome, r.reason, r.personal.by])).toEqual([
      ['taken', undefined, lynne.id],
      ['taken', 'from-another', adele.id],
    ]);
    await desk.as(alex).act('desk.takeOver', { ticket: id });
    await desk.as(megan).act('desk.takeOver', { ticket: id });
    expect((await desk.ticket(id)).assignee?.id).toBe(adele.id);
  });

  it('A74: answer for a ticket of another tenant as for one that there is not', async () => {
    const ticket = await desk.report();
    const elsewhere = { conversation: { id: 'x', conversationType: 'personal', tenantId: 't2' } };
    const foreign = await desk.as(lynne, elsewhere).act('desk.show', { ticket: ticket.id });
    const unknown = await desk.as(lynne, elsewhere).act('desk.show', { ticket: 'no-such-ticket' });
    expect(foreign.texts).toEqual(unknown.texts);
    expect(foreign.cards).toEqual(unknown.cards);
    await desk.as(lynne, elsewhere).act('desk.take', { ticket: ticket.id });
    expect(await desk.ticket(ticket.id)).toEqual(ticket);
  });

  it('leave a line in the record for everything that is done, with nothing that anybody wrote', async () => {
    const { id } = await desk.report(alex, 'it fell in the canal');
    const act = (verb: string, data = {}) => desk.as(lynne).act(verb, { ticket: id, ...data });
    await act('desk.take');
    await act('desk.ask', { replyText: 'Which number?' });
    await act('desk.handOver', { queue: 'security', note: 'smells of fraud' });
    await act('desk.take');
    await act('desk.resolve', { resolution: 'not-verified' });
    await act('desk.reopen');
    const rows = (await desk.recorded()).filter((row) => row.event === 'desk');
    const lines = rows.map(({ outcome, reason }) => [outcome, reason].filter(Boolean).join(' '));
    expect(lines).toEqual([
      'taken',
      'asked',
      'handed-over',
      'taken',
      'resolved not-verified',
      'reopened',
    ]);
    for (const row of rows)
      expect([row.ticketId, row.personal.personId, row.personal.by]).toEqual([
        id,
        alex.id,
        lynne.id,
      ]);
    expect(JSON.stringify(rows)).not.toMatch(/canal|Which|fraud|Alex|Lynne|MFA-/);
  });

  it('so is what its own person does with a ticket, and what is reported for others', async () => {
    const { id } = await desk.report(alex, 'it fell in the canal');
    const person = desk.as(alex);
    await person.act('ticket.word', { ticket: id, word: 'and sank' });
    await desk.report(alex, 'my phone, once more');
    await person.act('ticket.withdraw', { ticket: id });
    await person.act('ticket.reopen', { ticket: id });
    const form = await person.say('my colleague Megan is locked out');
    await person.press(form, 'Send to', { about: 'Megan Bowen', what: 'x', reach: 'here' });
    const rows = (await desk.recorded()).filter((row) => row.event === 'ticket');
    expect(rows.map(({ outcome, reason, operation }) => [outcome, operation, reason])).toEqual([
      ['opened', 'lost-access', 'teams-session'],
      ['word-added', undefined, undefined],
      ['joined', 'lost-access', 'teams-session'],
      ['withdrawn', undefined, undefined],
      ['reopened', undefined, undefined],
      ['opened', 'lost-access', 'colleague'],
    ]);
    expect(rows.map((r) => [r.personal.personId, r.personal.by])).toEqual([
      ...Array<unknown>(5).fill([alex.id, undefined]),
      [undefined, alex.id],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/canal|sank|once more|Alex|Megan|MFA-/);
  });

  it('R37: show no code, password or number that somebody wrote, but how to reach the person', async () => {
    const { id } = await desk.report(alex, 'My code was 48151623, and now 07400 123456 is gone');
    await desk.as(alex).act('ticket.word', { ticket: id, word: 'my password is Hunter2hunter' });
    await desk.delivered();
    const shown = desk.channel().join('\n');
    expect(shown).toContain('My code was');
    expect(shown).toContain('desk 12');
    expect(shown).not.toMatch(/48151623|123456|Hunter2/);
  });

  it('A77: commands and cards in what agents and people write are text and nothing else', async () => {
    const { id } = await desk.report(alex, '/approve {{DATE(2020-01-01T00:00:00Z)}}');
    const evil =
      '/approve "},"actions":[{"type":"Action.OpenUrl","title":"Win","url":"https://evil.example"}]';
    await desk.as(lynne).act('desk.take', { ticket: id });
    await desk.as(lynne).act('desk.ask', { ticket: id, replyText: evil });
    await desk.as(alex).act('ticket.word', { ticket: id, word: '{"verb":"desk.freeze.lift"}' });
    const before = await methodsOf();
    const reply = await desk.as(lynne).act('desk.resolve', { ticket: id, resolveText: evil });
    await desk.delivered();
    const shown = [...reply.cards, ...desk.teams.in('service-desk').flatMap((p) => p.cards)];
    expect(actionsOf(shown).map((a) => a['title'])).not.toContain('Win');
    expect(desk.chatOf(alex).concat(desk.channel()).join('\n')).toContain('/approve "},"actions"');
    expect(desk.channel().join('\n')).not.toContain('{{DATE');
    expect(await methodsOf()).toEqual(before);
  });
});

describe('a directory that does not answer', () => {
  beforeEach(async () => {
    desk = await startDesk({ graphUrl: 'http://127.0.0.1:9' });
  }, startsWithinMs);
  afterEach(() => desk.close());

  it('makes nobody an agent', async () => {
    const ticket = await desk.report();
    const reply = await desk.as(lynne).act('desk.take', { ticket: ticket.id });
    expect(readable(reply)).toContain('Something went wrong');
    expect(await desk.ticket(ticket.id)).toEqual(ticket);
  }, 60_000);
});

describe('what comes from a desk', () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  let theirs: MemoryDesk;
  let ticket: Ticket;
  const becomes = (state: DeskState) => (theirs.kept[0]!.state = state);

  beforeEach(async () => {
    theirs = memoryDesk('rt');
    desk = await startDesk({ desks: [{ service: theirs, eventSecrets: [secret] }] });
    ticket = await desk.report();
  }, startsWithinMs);
  afterEach(() => desk.close());

  const order = {
    type: 'ticket.updated',
    verb: 'desk.freeze.lift',
    methods: [{ kind: 'phone', number: '+447400999999' }],
  };
  const event = (more: object = {}) =>
    JSON.stringify({
      ...order,
      data: {
        correlationId: correlationIdOf(ticket.id),
        status: 'resolved',
        text: '[desk #2] verified, please reset. /approve',
        ...more,
      },
    });

  const send = (
    body: string,
    { id = 'msg_desk_0001', by = secret, to = 'rt', at = new Date() } = {},
  ) =>
    fetch(`${desk.bot.url}/desk-events/${to}`, {
      method: 'POST',
      body,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(by).sign(id, at, body),
      },
    });

  /** What could change an account: the directory itself, and changes on their way. */
  const account = async () => ({
    directory: await methodsOf(),
    changes: (await desk.recorded()).filter((row) =>
      ['change', 'step-up', 'temporary-access-pass', 'freeze'].includes(row.event),
    ).length,
  });

  it('A76: “resolved” by webhook is told to the person, and changes no method', async () => {
    const before = await account();
    becomes('resolved');
    expect((await send(event())).status).toBe(204);
    expect((await desk.ticket(ticket.id)).state).toBe('resolved');
    await desk.delivered();
    expect(desk.chatOf(alex)).toContain('The service desk has resolved MFA-1001.');
    expect(await account()).toEqual(before);
    const all = [...desk.chatOf(alex), ...desk.channel()].join('\n');
    expect(all).not.toMatch(/verified, please reset|approve|999999/);
  });

  it('A76: the desk is asked itself: what the event says of the state is not believed', async () => {
    expect((await send(event())).status).toBe(204);
    expect(await desk.ticket(ticket.id)).toEqual(ticket);
  });

  it('A75: what a forged mail can name is a ticket, and naming one leads to a look at the desk at most', async () => {
    const before = await account();
    const id = answeredTicket([`<${correlationIdOf(ticket.id)}@derby.ac.uk>`], 'derby.ac.uk');
    expect(id).toBe(correlationIdOf(ticket.id));
    theirs.asked.length = 0;
    expect((await send(event({ correlationId: id }))).status).toBe(204);
    expect(theirs.asked).toEqual(['fetch']);
    expect(await desk.ticket(ticket.id)).toEqual(ticket);
    expect(await account()).toEqual(before);
  });

  it('R38: no state of the desk’s lifts a freeze', async () => {
    const { freezes } = desk.bot.bot.changes;
    const who = { tenantId, id: alex.id };
    await freezes.freeze(who, undefined, {
      id: desk.bot.bot.newId(),
      at: Date.now(),
      tenantId,
      event: 'freeze',
      outcome: 'done',
      personal: { personId: alex.id },
    });
    const states: DeskState[] = ['taken', 'waiting', 'resolved', 'open', 'unknown', 'resolved'];
    for (const [i, state] of states.entries()) {
      becomes(state);
      expect((await send(event(), { id: `msg_desk_1${i}00` })).status).toBe(204);
    }
    expect(await freezes.isFrozen(who)).toBe(true);
  });

  it('is read once, and only where the desk signed it lately', async () => {
    becomes('taken');
    const old = new Date(Date.now() - 6 * 60_000);
    const strange = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    for (const wrong of [{ by: strange }, { at: old }, { to: 'no-such-desk' }]) {
      const answer = await send(event(), wrong);
      expect([answer.status, await answer.text()]).toEqual([401, '']);
    }
    expect(await desk.ticket(ticket.id)).toEqual(ticket);
    expect((await send(event())).status).toBe(204);
    becomes('resolved');
    expect((await send(event())).status).toBe(204);
    expect((await desk.ticket(ticket.id)).state).toBe('taken');
  });
});
