import { randomUUID } from 'node:crypto';
import { openDatabase } from '../../src/connections/storage/database';
import { ticketStore } from '../../src/connections/storage/tickets/tickets';
import { draftTicket, personNumber } from './samples';

/**
 * Opens tickets in the folder until it is ended. Writes a line in the middle of storing each one, and its number once
 * it is stored.
 */
async function openTickets(folder: string): Promise<void> {
  const store = ticketStore(await openDatabase({ folder }));
  for (let i = 0; ; i++) {
    const id = randomUUID();
    const draft = draftTicket({ ...personNumber(i), id });
    const { ticket } = await store.open(
      { ...draft, id },
      () => {
        throw new Error('every ticket is of somebody else');
      },
      ({ version }) => {
        process.stdout.write('storing\n');
        return [{ kind: 'desk', subject: id, version }];
      },
    );
    process.stdout.write(`${ticket.number}\n`);
  }
}

void openTickets(process.argv[2] ?? '');
