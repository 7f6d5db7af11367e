import { outbox } from '../../src/connections/storage/outbox';
import { ticketStore } from '../../src/connections/storage/tickets/tickets';
import { caps } from '../../src/escalation/caps';
import { happen, report, type Background, type DeskParts } from '../../src/escalation/desk';
import { isUrgent, ticketKinds, type Report, type Ticket } from '../../src/escalation/ticket';
import { reportUnverified, type Unverified } from '../../src/escalation/unverified';
import type { Person } from '../../src/organisation/person';
import { clockAt, minute, type Clock } from '../support/clock';
import { sqliteBenches } from '../support/databases';
import { alex, megan } from '../support/samples';

const said: Report = {
  kind: 'lost-access',
  what: 'The phone fell into the lake.',
  since: 'yesterday',
  reach: 'desk 12',
  someoneElse: false,
  language: 'en',
};
const own: Background = {
  organisation: 'derby',
  address: 'a•••@contoso.com',
  methods: ['Mobile phone: +44 •••• ••56'],
};
const about = (name: string, account = name): Unverified => ({
  tenantId: alex.tenantId,
  organisation: 'derby',
  name,
  about: account,
});
const lynne = { id: 'agent-1', name: 'Lynne Robbins' };

const make = sqliteBenches();
let clock: Clock;
let desk: DeskParts;
let told: () => Promise<string[]>;

beforeEach(async () => {
  const { store: database } = await make();
  clock = clockAt('2026-03-02T10:00:00.000Z');
  let ids = 0;
  desk = { tickets: ticketStore(database), now: clock.now, newId: () => `ticket-${++ids}` };
  const box = outbox(database, { now: clock.now, random: () => 0, onFault: () => undefined });
  told = async () => {
    const found: string[] = [];
    const keep = ({ kind }: { kind: string }) => Promise.resolve(void found.push(kind));
    while ((await box.drain(keep)) > 0);
    return found.sort();
  };
});

const colleague = (name: string, reporter: Person = megan, change: Partial<Report> = {}) =>
  reportUnverified({ ...said, ...change }, about(name), reporter, desk);
const page = (name: string, account: string) =>
  reportUnverified(said, about(name, account), undefined, desk);
const mine = (change: Partial<Report> = {}, person = alex) =>
  report(person, { ...said, ...change }, own, desk);

describe('a report for a colleague', () => {
  it('says who reported whom, and holds nothing of the person', async () => {
    const { ticket } = await colleague(' Alex\nWilber ');
    expect(ticket).toMatchObject({
      personId: '',
      personName: 'Alex Wilber',
      about: 'Alex Wilber',
      reporter: { id: megan.id, name: megan.name },
      provenBy: 'colleague',
      methods: [],
      address: undefined,
    });
  });

  it('is a ticket of its own beside the verified one, and shows nobody anything', async () => {
    const verified = (await mine()).ticket;
    const { ticket, joined } = await colleague(alex.name);
    expect(joined).toBe(false);
    expect(ticket.id).not.toBe(verified.id);
    expect((await desk.tickets.of(alex)).map((t) => t.id)).toEqual([verified.id]);
    expect(await desk.tickets.of(megan)).toEqual([]);
    expect(await desk.tickets.find(verified.id)).toEqual(verified);
  });

  it('tells the desk, and later nobody else', async () => {
    const { ticket } = await colleague(alex.name);
    await happen(ticket.id, { kind: 'take', agent: lynne }, desk);
    await happen(ticket.id, { kind: 'resolve', agent: lynne, text: 'Called back.' }, desk);
    expect(await told()).toEqual(['desk', 'desk', 'desk']);
  });

  it('of the same person by two people is two tickets', async () => {
    await colleague('Isaiah', megan);
    expect(await colleague('Isaiah', alex)).toMatchObject({ joined: false });
  });
});

describe('the desk learns which open tickets may be about the same', () => {
  it.each([
    ['the same name', () => colleague('ALEX wilber')],
    ['the same address, which is known in part', () => page('A. W.', 'Alex.Wilber@contoso.com')],
  ])('from an unverified report after a verified one, by %s', async (_how, reported) => {
    const { number } = (await mine()).ticket;
    expect((await reported()).ticket.related).toEqual([number]);
  });

  it('from a verified report after unverified ones', async () => {
    const first = (await colleague(alex.name)).ticket.number;
    const second = (await page('Alex', 'alex.wilber@contoso.com')).ticket.number;
    expect((await mine()).ticket.related).toEqual([second, first]);
  });

  it.each([
    ['of others', () => colleague('Isaiah Langer')],
    ['with another address that begins alike', () => page('Adele', 'adele.vance@contoso.com')],
    ['that name nobody', () => page(' ', ' ')],
  ])('but not from reports %s', async (_what, reported) => {
    await mine();
    expect((await reported()).ticket).not.toHaveProperty('related');
  });

  it('but not from what is resolved', async () => {
    const { id } = (await mine()).ticket;
    await happen(id, { kind: 'withdraw' }, desk);
    expect((await colleague(alex.name)).ticket).not.toHaveProperty('related');
  });
});

describe('whoever reports has at most so many tickets', () => {
  it('A82: 20 reports for colleagues in a minute make 3 tickets, and no word is lost', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `Person ${i}`);
    const tickets: Ticket[] = [];
    for (const name of names) tickets.push((await colleague(name)).ticket);
    const open = await desk.tickets.unresolved(alex.tenantId);
    expect(open).toHaveLength(caps.open);
    const everything = JSON.stringify(open);
    expect(names.filter((name) => !everything.includes(name))).toEqual([]);
  });

  it('20 at the same moment, too', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => colleague(`Person ${i}`)));
    expect(await desk.tickets.unresolved(alex.tenantId)).toHaveLength(caps.open);
  });

  it('joins the newest of them', async () => {
    const numbers: string[] = [];
    for (const name of ['one', 'two', 'three', 'four']) {
      clock.pass(minute);
      numbers.push((await colleague(name)).ticket.number);
    }
    expect(numbers).toEqual(['MFA-1001', 'MFA-1002', 'MFA-1003', 'MFA-1003']);
  });

  it('a report about a colleague joins an own ticket only as a word, and makes it no more urgent', async () => {
    for (const kind of ticketKinds) await mine({ kind }, megan);
    const { ticket, joined } = await colleague('Isaiah', megan, { someoneElse: true });
    expect(joined).toBe(true);
    expect(ticket.personId).toBe(megan.id);
    expect(ticket.someoneElse).toBe(false);
    expect(ticket.thread.at(-1)?.text).toContain('Isaiah');
  });

  it('colleagues that were reported never keep back a report of one’s own', async () => {
    for (const name of ['one', 'two', 'three']) await colleague(name, alex);
    expect(await mine()).toMatchObject({ joined: false, ticket: { personId: alex.id } });
  });

  it('the sixth within a day reopens the newest; a day later it is a new one', async () => {
    for (let i = 0; i < caps.aDay; i++) {
      clock.pass(minute);
      const { ticket } = await mine();
      await happen(ticket.id, { kind: 'withdraw' }, desk);
    }
    const sixth = await mine({ what: 'Once more.' });
    expect(sixth).toMatchObject({ joined: true, ticket: { number: 'MFA-1005', state: 'open' } });
    expect(sixth.ticket.withdrawn).toBeUndefined();
    await happen(sixth.ticket.id, { kind: 'withdraw' }, desk);
    clock.pass(25 * 60 * minute);
    expect(await mine()).toMatchObject({ joined: false, ticket: { number: 'MFA-1006' } });
  });

  it('what is brought back by another report has no outcome any more', async () => {
    const agent = lynne;
    for (let i = 0; i < caps.aDay; i++) {
      const { ticket } = await mine();
      await happen(ticket.id, { kind: 'take', agent }, desk);
      const resolution = 'access-restored';
      await happen(ticket.id, { kind: 'resolve', agent, resolution, text: '' }, desk);
    }
    const { ticket, joined } = await mine({ what: 'It is lost again.' });
    expect([joined, ticket.state, ticket.resolution]).toEqual([true, 'taken', undefined]);
  });

  it('a prompt that nobody started makes the ticket urgent that it joins', async () => {
    for (let i = 0; i < caps.aDay; i++) {
      const { ticket } = await mine({ kind: 'help' });
      await happen(ticket.id, { kind: 'withdraw' }, desk);
    }
    const { ticket, joined } = await mine({ kind: 'suspicious-prompt' });
    expect(joined).toBe(true);
    expect(isUrgent(ticket)).toBe(true);
  });
});
