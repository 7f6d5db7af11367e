import { sql } from 'kysely';
import { deskLists } from '../../../src/connections/storage/migrations/deskListMigration';
import { ticketStore } from '../../../src/connections/storage/tickets/tickets';
import { sqliteBenches } from '../../support/databases';
import { draftTicket, personNumber } from '../../support/samples';

const make = sqliteBenches();
const agent = { id: 'agent-1', name: 'Lynne Robbins' };
const count = 450;

it('tickets from before are listed and found like new ones, however many there are', async () => {
  const { store: database } = await make();
  const tickets = ticketStore(database);
  for (let i = 0; i < count; i++) {
    const change = i % 2 ? { assignee: agent, state: 'taken' as const } : { someoneElse: true };
    const draft = draftTicket(personNumber(i), { id: `t-${i}`, createdAt: i, ...change });
    const never = () => {
      throw new Error('every ticket is of somebody else');
    };
    await tickets.open(draft, never, () => []);
  }
  await sql`drop index tickets_of_desk`.execute(database.db);
  for (const column of ['assignee_id', 'urgent', 'found_by'])
    await database.db.schema.alterTable('tickets').dropColumn(column).execute();

  await deskLists.up(database.db);

  const { tenantId } = personNumber(0);
  const list = { tenantId, agentId: agent.id, skip: 0, most: 1 };
  const totals = await Promise.all(
    (['mine', 'urgent', 'unassigned', 'all'] as const).map(
      async (filter) => (await tickets.listed({ ...list, filter })).total,
    ),
  );
  expect(totals).toEqual([count / 2, count / 2, count / 2, count]);
  const found = await tickets.search(tenantId, `MFA-${1001 + count - 1} person`, 10);
  expect(found.map((t) => t.id)).toEqual([`t-${count - 1}`]);
}, 60_000);
