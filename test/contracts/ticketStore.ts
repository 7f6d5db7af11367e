import type { Delivery as Waiting, Outbox } from '../../src/connections/storage/outbox';
import { isUrgent, type Ticket } from '../../src/escalation/ticket';
import { after } from '../../src/escalation/ticketEvents';
import type { Delivery, DeskFilter, TicketStore } from '../../src/escalation/ticketStore';
import type { Person } from '../../src/organisation/person';
import type { MakeBench } from '../support/bench';
import { alex, draftTicket, inAnotherTenant, megan, personNumber } from '../support/samples';

/** Tickets, and what waits to be delivered for them. */
export interface TicketsAndOutbox {
  readonly tickets: TicketStore;
  readonly outbox: Outbox;
}

const lynne = { id: 'agent-1', name: 'Lynne Robbins' };
const toDesk = (ticket: Ticket): Delivery[] => [
  { kind: 'desk', subject: ticket.id, version: ticket.version },
];
const nobody = () => [];

/** Joins by adding a word, as a second report does. */
function withWord(text: string): (existing: Ticket) => Ticket {
  return (existing) => ({
    ...existing,
    thread: [...existing.thread, { at: 2_000, by: 'person', name: existing.personName, text }],
    version: existing.version + 1,
    updatedAt: 2_000,
  });
}

const neverJoins = (): Ticket => {
  throw new Error('there was nothing to join');
};

/** Everything that waits, delivered. */
async function queued(outbox: Outbox): Promise<Waiting[]> {
  const found: Waiting[] = [];
  const keep = (delivery: Waiting) => Promise.resolve(void found.push(delivery));
  while ((await outbox.drain(keep)) > 0);
  return found.sort((a, b) => a.version - b.version || a.kind.localeCompare(b.kind));
}

const texts = (ticket: Ticket | undefined) => (ticket?.thread ?? []).map((e) => e.text);
const times = (count: number) => Array.from({ length: count }, (_, i) => i);

/** What every keeper of tickets does. */
export function ticketStoreContract(make: MakeBench<TicketsAndOutbox>): void {
  describe('a keeper of tickets', () => {
    opening(make);
    inOneTransaction(make);
    changing(make);
    listing(make);
    forTheDesk(make);
  });
}

function opening(make: MakeBench<TicketsAndOutbox>): void {
  it('stores a ticket under a number, with what must be delivered', async () => {
    const { tickets, outbox } = (await make()).store;
    const { ticket, joined } = await tickets.open(draftTicket(alex), neverJoins, toDesk);
    expect(joined).toBe(false);
    expect(ticket).toEqual({ ...draftTicket(alex), number: 'MFA-1001' });
    expect(await tickets.find('ticket-1')).toEqual(ticket);
    expect(await queued(outbox)).toEqual(toDesk(ticket));
  });

  it('gives back hostile text as it was written', async () => {
    const { tickets } = (await make()).store;
    const what = `'; drop table tickets; -- "\\" \u0000 \r\n \u202e 😀 ${'e\u0301'.repeat(50)} {{DATE()}}`;
    await tickets.open(draftTicket(alex, { what }), neverJoins, toDesk);
    await tickets.change('ticket-1', withWord(what), toDesk);
    const found = await tickets.find('ticket-1');
    expect(found?.what).toBe(what);
    expect(texts(found)).toEqual([what]);
  });

  it.each(['', 'ticket-2', 'TICKET-1', 'MFA-1001', '%', 'ticket-1\u0000'])(
    'finds no ticket under %j',
    async (id) => {
      const { tickets } = (await make()).store;
      await tickets.open(draftTicket(alex), neverJoins, toDesk);
      expect(await tickets.find(id)).toBeUndefined();
      expect(await tickets.change(id, withWord('found'), toDesk)).toBeUndefined();
    },
  );

  it('joins a second report to the open ticket of the same person and kind', async () => {
    const { tickets, outbox } = (await make()).store;
    await tickets.open(draftTicket(alex), neverJoins, toDesk);
    const again = draftTicket(alex, { id: 'ticket-2' });
    const { ticket, joined } = await tickets.open(again, withWord('and my laptop'), toDesk);
    expect(joined).toBe(true);
    expect(ticket).toMatchObject({ id: 'ticket-1', number: 'MFA-1001', version: 2 });
    expect(texts(await tickets.find('ticket-1'))).toEqual(['and my laptop']);
    expect(await tickets.find('ticket-2')).toBeUndefined();
    expect((await queued(outbox)).map((d) => d.version)).toEqual([1, 2]);
  });

  it('opens another ticket for another kind, person or tenant', async () => {
    const { tickets } = (await make()).store;
    const drafts = [
      draftTicket(alex, { id: 'a' }),
      draftTicket(alex, { id: 'b', kind: 'help' }),
      draftTicket(alex, { id: 'c', kind: 'suspicious-prompt' }),
      draftTicket(megan, { id: 'd' }),
      draftTicket(inAnotherTenant(alex), { id: 'e' }),
    ];
    for (const draft of drafts) await tickets.open(draft, neverJoins, toDesk);
    const numbers = await Promise.all(drafts.map(async (d) => (await tickets.find(d.id))?.number));
    expect(numbers).toEqual(['MFA-1001', 'MFA-1002', 'MFA-1003', 'MFA-1004', 'MFA-1005']);
  });

  it('opens another ticket once the earlier one is resolved', async () => {
    const { tickets } = (await make()).store;
    await tickets.open(draftTicket(alex), neverJoins, toDesk);
    await tickets.change('ticket-1', resolved, nobody);
    const { ticket, joined } = await tickets.open(
      draftTicket(alex, { id: 'ticket-2' }),
      neverJoins,
      toDesk,
    );
    expect(joined).toBe(false);
    expect(ticket.number).toBe('MFA-1002');
  });

  it('makes one ticket of 20 parallel reports of the same person and kind, and loses no word', async () => {
    const { store, another } = await make();
    const instances = [store, await another()];
    const answers = await Promise.all(
      times(20).map((i) => {
        const draft = draftTicket(alex, { id: `ticket-${i}`, what: `word ${i}` });
        return (instances[i % 2] ?? store).tickets.open(draft, withWord(`word ${i}`), toDesk);
      }),
    );
    const ids = new Set(answers.map((a) => a.ticket.id));
    expect(ids.size).toBe(1);
    expect(answers.filter((a) => !a.joined)).toHaveLength(1);
    const [one] = await store.tickets.unresolved(alex.tenantId);
    expect(one?.version).toBe(20);
    expect([one?.what, ...texts(one)].sort()).toEqual(
      times(20)
        .map((i) => `word ${i}`)
        .sort(),
    );
    expect((await queued(store.outbox)).map((d) => d.version)).toEqual(times(20).map((i) => i + 1));
  });

  it('gives each of 30 tickets that are opened at the same time its own number', async () => {
    const { store, another } = await make();
    const instances = [store, await another()];
    const answers = await Promise.all(
      times(30).map((i) => {
        const draft = draftTicket(personNumber(i), { id: `ticket-${i}` });
        return (instances[i % 2] ?? store).tickets.open(draft, neverJoins, toDesk);
      }),
    );
    const numbers = answers.map((a) => a.ticket.number).sort();
    expect(numbers).toEqual(times(30).map((i) => `MFA-${1001 + i}`));
    expect(await queued(store.outbox)).toHaveLength(30);
  });

  it('keeps tickets, numbers and what waits after closing and opening', async () => {
    const { store, reopened } = await make();
    const { ticket } = await store.tickets.open(draftTicket(alex), neverJoins, toDesk);
    const again = await reopened();
    expect(await again.tickets.find('ticket-1')).toEqual(ticket);
    const joining = draftTicket(alex, { id: 'ticket-2' });
    expect((await again.tickets.open(joining, withWord('again'), toDesk)).joined).toBe(true);
    const next = await again.tickets.open(draftTicket(megan, { id: 'x' }), neverJoins, nobody);
    expect(next.ticket.number).toBe('MFA-1002');
    expect((await queued(again.outbox)).map((d) => d.version)).toEqual([1, 2]);
  });
}

function inOneTransaction(make: MakeBench<TicketsAndOutbox>): void {
  const fault = new Error('cannot say who is told');
  const fails = () => {
    throw fault;
  };

  it('stores no ticket and uses up no number when its deliveries cannot be named', async () => {
    const { tickets, outbox } = (await make()).store;
    await expect(tickets.open(draftTicket(alex), neverJoins, fails)).rejects.toBe(fault);
    expect(await tickets.find('ticket-1')).toBeUndefined();
    expect(await tickets.of(alex)).toEqual([]);
    expect(await outbox.waiting()).toBe(0);
    const { ticket } = await tickets.open(draftTicket(alex), neverJoins, toDesk);
    expect(ticket.number).toBe('MFA-1001');
  });

  it.each<[string, () => Ticket, () => Delivery[]]>([
    ['joining fails', fails, nobody],
    ['the deliveries of joining cannot be named', () => withWord('lost')(opened()), fails],
  ])('leaves the open ticket as it was when %s', async (_what, join, deliveries) => {
    const { tickets, outbox } = (await make()).store;
    const { ticket } = await tickets.open(draftTicket(alex), neverJoins, nobody);
    const again = draftTicket(alex, { id: 'ticket-2' });
    await expect(tickets.open(again, join, deliveries)).rejects.toBe(fault);
    expect(await tickets.find('ticket-1')).toEqual(ticket);
    expect(await outbox.waiting()).toBe(0);
  });

  it.each<[string, (ticket: Ticket) => Ticket, () => Delivery[]]>([
    ['the change fails', fails, nobody],
    ['its deliveries cannot be named', withWord('lost'), fails],
  ])('leaves a ticket as it was when %s', async (_what, change, deliveries) => {
    const { tickets, outbox } = (await make()).store;
    const { ticket } = await tickets.open(draftTicket(alex), neverJoins, nobody);
    await expect(tickets.change('ticket-1', change, deliveries)).rejects.toBe(fault);
    expect(await tickets.find('ticket-1')).toEqual(ticket);
    expect(await outbox.waiting()).toBe(0);
  });

  it('goes on after a failure', async () => {
    const { tickets } = (await make()).store;
    await expect(tickets.open(draftTicket(alex), neverJoins, fails)).rejects.toBe(fault);
    await tickets.open(draftTicket(alex), neverJoins, toDesk);
    await expect(tickets.change('ticket-1', fails, nobody)).rejects.toBe(fault);
    expect(await tickets.change('ticket-1', withWord('fine'), toDesk)).toMatchObject({
      version: 2,
    });
  });
}

function opened(): Ticket {
  return { ...draftTicket(alex), number: 'MFA-1001' };
}

function resolved(ticket: Ticket): Ticket {
  return { ...ticket, state: 'resolved', version: ticket.version + 1 };
}

function changing(make: MakeBench<TicketsAndOutbox>): void {
  it('changes a ticket and queues what that brings, in the order of kinds it names', async () => {
    const { tickets, outbox } = (await make()).store;
    await tickets.open(draftTicket(alex), neverJoins, nobody);
    const told = (t: Ticket): Delivery[] =>
      (['desk', 'person', 'line'] as const).map((kind) => ({
        kind,
        subject: t.id,
        version: t.version,
      }));
    const changed = await tickets.change('ticket-1', withWord('more'), told);
    expect(changed).toMatchObject({ version: 2, updatedAt: 2_000 });
    expect(await tickets.find('ticket-1')).toEqual(changed);
    expect(await queued(outbox)).toEqual(
      ['desk', 'line', 'person'].map((kind) => ({ kind, subject: 'ticket-1', version: 2 })),
    );
  });

  it('stores and tells nothing when the change is refused, or changes nothing', async () => {
    const { tickets, outbox } = (await make()).store;
    const { ticket } = await tickets.open(draftTicket(alex), neverJoins, nobody);
    expect(await tickets.change('ticket-1', () => 'ticket-take-first', toDesk)).toBe(
      'ticket-take-first',
    );
    expect(await tickets.change('ticket-1', (t) => t, toDesk)).toEqual(ticket);
    expect(await tickets.find('ticket-1')).toEqual(ticket);
    expect(await outbox.waiting()).toBe(0);
  });

  it('loses none of 20 parallel changes', async () => {
    const { store, another } = await make();
    const instances = [store, await another()];
    await store.tickets.open(draftTicket(alex), neverJoins, nobody);
    await Promise.all(
      times(20).map((i) =>
        (instances[i % 2] ?? store).tickets.change('ticket-1', withWord(`change ${i}`), toDesk),
      ),
    );
    const ticket = await store.tickets.find('ticket-1');
    expect(ticket?.version).toBe(21);
    expect(texts(ticket).sort()).toEqual(
      times(20)
        .map((i) => `change ${i}`)
        .sort(),
    );
    expect((await queued(store.outbox)).map((d) => d.version)).toEqual(times(20).map((i) => i + 2));
  });

  it('lets one of 8 agents have a ticket that all take at the same time', async () => {
    const { store, another } = await make();
    const instances = [store, await another()];
    await store.tickets.open(draftTicket(alex), neverJoins, nobody);
    const answers = await Promise.all(
      times(8).map((i) => {
        const agent = { id: `agent-${i}`, name: `Agent ${i}` };
        const take = (t: Ticket) => after(t, { kind: 'take', agent }, 3_000);
        return (instances[i % 2] ?? store).tickets.change('ticket-1', take, toDesk);
      }),
    );
    const refused = answers.filter((a) => a === 'ticket-taken-by-another');
    expect(refused).toHaveLength(7);
    expect(await store.outbox.waiting()).toBe(1);
  });

  it('loses nothing when reports join while the desk works', async () => {
    const { store, another } = await make();
    const instances = [store, await another()];
    await store.tickets.open(draftTicket(alex), neverJoins, nobody);
    await Promise.all(
      times(20).map((i) => {
        const { tickets } = instances[i % 2] ?? store;
        return i % 4 < 2
          ? tickets.open(draftTicket(alex, { id: `x${i}` }), withWord(`${i}`), nobody)
          : tickets.change('ticket-1', withWord(`${i}`), nobody);
      }),
    );
    expect(texts(await store.tickets.find('ticket-1')).sort()).toEqual(
      times(20).map(String).sort(),
    );
  });

  it('keeps a report that comes while its ticket is resolved: joined before, or a new one', async () => {
    const { store, another } = await make();
    const other = await another();
    const people = times(10).map(personNumber);
    for (const [i, person] of people.entries())
      await store.tickets.open(draftTicket(person, { id: `old-${i}` }), neverJoins, nobody);
    await Promise.all(
      people.map(async (person, i) => {
        const draft = draftTicket(person, { id: `new-${i}`, what: 'still locked out' });
        const [{ ticket, joined }] = await Promise.all([
          other.tickets.open(draft, withWord('still locked out'), nobody),
          store.tickets.change(`old-${i}`, resolved, nobody),
        ]);
        const old = await store.tickets.find(`old-${i}`);
        expect(old?.state).toBe('resolved');
        expect(ticket.id).toBe(joined ? `old-${i}` : `new-${i}`);
        expect(texts(old)).toEqual(joined ? ['still locked out'] : []);
        const open = (await store.tickets.of(person)).filter((t) => t.state !== 'resolved');
        expect(open.map((t) => t.id)).toEqual(joined ? [] : [`new-${i}`]);
      }),
    );
  });

  it('keeps one open ticket of a kind a person when an old one is reopened beside it', async () => {
    const { tickets } = (await make()).store;
    await tickets.open(draftTicket(alex, { id: 'old' }), neverJoins, nobody);
    await tickets.change('old', resolved, nobody);
    await tickets.open(draftTicket(alex, { id: 'new' }), neverJoins, nobody);
    const reopen = (t: Ticket) =>
      after(t, { kind: 'reopen', by: 'person', name: alex.name, text: '' }, 3_000);
    await expect(tickets.change('old', reopen, nobody)).resolves.toBeDefined();
    const open = await tickets.unresolved(alex.tenantId);
    expect(open).toHaveLength(1);
  });

  it('takes a reopened ticket for the open one again', async () => {
    const { tickets } = (await make()).store;
    await tickets.open(draftTicket(alex), neverJoins, nobody);
    await tickets.change('ticket-1', resolved, nobody);
    const reopen = (t: Ticket) =>
      after(t, { kind: 'reopen', by: 'desk', name: lynne.name, text: 'not solved' }, 3_000);
    expect(await tickets.change('ticket-1', reopen, nobody)).toMatchObject({ state: 'open' });
    const again = draftTicket(alex, { id: 'ticket-2' });
    expect(await tickets.open(again, withWord('more'), nobody)).toMatchObject({ joined: true });
  });
}

function listing(make: MakeBench<TicketsAndOutbox>): void {
  it("lists a person's own tickets, resolved ones too, the newest first, 20 at most", async () => {
    const { tickets } = (await make()).store;
    for (const i of times(23)) {
      const draft = draftTicket(alex, { id: `t-${i}`, createdAt: 1_000 + i });
      await tickets.open(draft, neverJoins, nobody);
      if (i < 22) await tickets.change(`t-${i}`, resolved, nobody);
    }
    await tickets.open(draftTicket(megan, { id: 'm', createdAt: 9_000 }), neverJoins, nobody);
    const ids = (await tickets.of(alex)).map((t) => t.id);
    expect(ids).toEqual(times(20).map((i) => `t-${22 - i}`));
    expect(await tickets.of(inAnotherTenant(alex))).toEqual([]);
    expect((await tickets.of(megan)).map((t) => t.id)).toEqual(['m']);
  });

  it("lists a tenant's tickets that are not resolved, the oldest first, 50 at most", async () => {
    const { tickets } = (await make()).store;
    for (const i of times(53)) {
      const draft = draftTicket(personNumber(i), { id: `t-${i}`, createdAt: 9_000 - i });
      await tickets.open(draft, neverJoins, nobody);
    }
    await tickets.open(draftTicket(inAnotherTenant(alex), { id: 'x' }), neverJoins, nobody);
    await tickets.change('t-52', resolved, nobody);
    const ids = (await tickets.unresolved(alex.tenantId)).map((t) => t.id);
    expect(ids).toEqual(times(50).map((i) => `t-${51 - i}`));
    const [elsewhere] = await tickets.unresolved(inAnotherTenant(alex).tenantId);
    expect(elsewhere?.id).toBe('x');
  });

  it('keeps what makes a ticket urgent', async () => {
    const { tickets } = (await make()).store;
    await tickets.open(draftTicket(alex, { someoneElse: true }), neverJoins, nobody);
    const found = await tickets.find('ticket-1');
    expect(found && isUrgent(found)).toBe(true);
  });
}

function forTheDesk(make: MakeBench<TicketsAndOutbox>): void {
  const { tenantId } = alex;
  const patti = { id: 'agent-2', name: 'Patti Fernandez' };
  const list = (filter: DeskFilter, skip = 0, most = 50) => ({
    tenantId,
    agentId: lynne.id,
    filter,
    skip,
    most,
  });

  /** Seven tickets of seven people: two of Lynne's, one of Patti's, one resolved, one in another tenant. */
  async function filled(): Promise<TicketStore> {
    const { tickets } = (await make()).store;
    const drafts: [Person, Partial<Ticket>][] = [
      [
        { ...alex, name: 'Élodie Müller' },
        { id: 'a', createdAt: 1 },
      ],
      [megan, { id: 'b', createdAt: 2, state: 'taken', assignee: lynne }],
      [personNumber(1), { id: 'c', createdAt: 3, someoneElse: true }],
      [personNumber(2), { id: 'd', createdAt: 4, state: 'taken', assignee: patti }],
      [personNumber(3), { id: 'e', createdAt: 5, state: 'resolved', assignee: lynne }],
      [
        personNumber(4),
        { id: 'f', createdAt: 6, state: 'waiting', assignee: lynne, kind: 'suspicious-prompt' },
      ],
      [inAnotherTenant(alex), { id: 'g', createdAt: 7 }],
    ];
    for (const [person, change] of drafts)
      await tickets.open(draftTicket(person, change), neverJoins, nobody);
    return tickets;
  }
  const ids = (found: readonly Ticket[]) => found.map((t) => t.id).join('');

  it.each<[DeskFilter, string]>([
    ['all', 'cfabd'],
    ['mine', 'fb'],
    ['unassigned', 'ca'],
    ['urgent', 'cf'],
  ])('lists what the desk has to do, urgent ones first: %s', async (filter, expected) => {
    const { tickets, total } = await (await filled()).listed(list(filter));
    expect(ids(tickets)).toBe(expected);
    expect(total).toBe(expected.length);
  });

  it('lists part by part, and says how many there are', async () => {
    const tickets = await filled();
    const parts = [0, 2, 4, 6].map((skip) => tickets.listed(list('all', skip, 2)));
    const found = await Promise.all(parts);
    expect(found.map((f) => ids(f.tickets))).toEqual(['cf', 'ab', 'd', '']);
    expect(found.map((f) => f.total)).toEqual([5, 5, 5, 5]);
  });

  it('lists by what a ticket became', async () => {
    const tickets = await filled();
    const taken = (t: Ticket): Ticket => ({ ...t, state: 'taken', assignee: lynne, version: 2 });
    await tickets.change('a', taken, nobody);
    await tickets.open(
      draftTicket({ ...alex, name: 'Élodie Müller' }),
      (t) => ({ ...t, someoneElse: true, version: 3 }),
      nobody,
    );
    expect(ids((await tickets.listed(list('mine'))).tickets)).toBe('afb');
  });

  it.each([
    ['1002', 'b'],
    ['mfa-1002', 'b'],
    ['MEGAN', 'b'],
    ['elodie', 'a'],
    ['müller  éLO', 'a'],
    ['person 3', 'ec'],
    ['', 'fedcba'],
    ['100', 'fedcba'],
    ['%', ''],
    ['_', ''],
    ['!', ''],
    ["' or '1'='1", ''],
    ['nobody of this name', ''],
    ['person\u0000', ''],
  ])('finds by number or name, and by nothing else: %j', async (words, expected) => {
    expect(ids(await (await filled()).search(tenantId, words, 10))).toBe(expected);
  });

  it('finds so many at most, and none of another tenant', async () => {
    const tickets = await filled();
    expect(ids(await tickets.search(tenantId, '', 2))).toBe('fe');
    expect(ids(await tickets.search(inAnotherTenant(alex).tenantId, 'alex', 10))).toBe('g');
  });

  it('gives a ticket by its number, to its own tenant only', async () => {
    const tickets = await filled();
    expect((await tickets.byNumber(tenantId, 'MFA-1002'))?.id).toBe('b');
    expect(await tickets.byNumber(tenantId, 'MFA-1007')).toBeUndefined();
    expect(await tickets.byNumber(tenantId, 'MFA-1')).toBeUndefined();
  });

  it('lets a delivery wait until it is due', async () => {
    const { tickets, outbox } = (await make()).store;
    const far = Date.parse('2999-01-01T00:00:00Z');
    await tickets.open(draftTicket(alex), neverJoins, (t) => [
      ...toDesk(t),
      { kind: 'reminder', subject: t.id, version: t.version, dueAt: far },
    ]);
    expect(await outbox.waiting()).toBe(1);
    expect((await queued(outbox)).map((d) => d.kind)).toEqual(['desk']);
    expect(await outbox.waiting()).toBe(0);
  });

  it('changes nothing where the record cannot be written', async () => {
    const { tickets, outbox } = (await make()).store;
    await tickets.open(draftTicket(alex), neverJoins, nobody);
    const entry = () => {
      throw new Error('no line for this');
    };
    const change = tickets.change('ticket-1', withWord('lost'), toDesk, entry);
    await expect(change).rejects.toThrow('no line for this');
    expect(texts(await tickets.find('ticket-1'))).toEqual([]);
    const second = { ...draftTicket(megan), id: 'ticket-2' };
    const opening = tickets.open(second, neverJoins, toDesk, { entry });
    await expect(opening).rejects.toThrow('no line for this');
    expect(await tickets.of(megan)).toEqual([]);
    expect(await outbox.waiting()).toBe(0);
  });
}
