import type { Ticket } from '../../src/escalation/ticket';
import type { Person } from '../../src/organisation/person';

const tenantId = '00000000-0000-4000-8000-000000000001';

export const alex: Person = {
  tenantId,
  id: '00000000-0000-4000-8000-000000000020',
  name: 'Alex Wilber',
};
export const megan: Person = {
  tenantId,
  id: '00000000-0000-4000-8000-000000000021',
  name: 'Megan Bowen',
};

/** Somebody with the same id in another tenant, who is somebody else. */
export function inAnotherTenant(person: Person): Person {
  return { ...person, tenantId: '00000000-0000-4000-8000-000000000002' };
}

/** A person of the tenant; the same number gives the same person. */
export function personNumber(number: number): Person {
  const id = `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
  return { tenantId, id, name: `Person ${number}` };
}

/** A ticket as it stands when it was just reported. */
export function draftTicket(of: Person, change: Partial<Ticket> = {}): Omit<Ticket, 'number'> {
  return {
    kind: 'lost-access',
    what: 'My phone fell into the lake.',
    since: 'yesterday',
    reach: 'desk 12',
    someoneElse: false,
    language: 'en',
    id: 'ticket-1',
    tenantId: of.tenantId,
    organisation: 'derby',
    personId: of.id,
    personName: of.name,
    address: 'a•••@contoso.com',
    methods: ['Mobile phone: +44 •••• ••56'],
    provenBy: 'teams-session',
    state: 'open',
    assignee: undefined,
    thread: [],
    createdAt: 1_000,
    updatedAt: 1_000,
    version: 1,
    ...change,
  };
}
