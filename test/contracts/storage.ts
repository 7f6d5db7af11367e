import { randomUUID } from 'node:crypto';
import { challengeStore } from '../../src/connections/storage/challenges';
import type { Database } from '../../src/connections/storage/database';
import { deskEvents } from '../../src/connections/storage/deskEvents';
import { deskLinks } from '../../src/connections/storage/deskLinks';
import { failedDeliveries } from '../../src/connections/storage/failedDeliveries';
import { memory } from '../../src/connections/storage/memory';
import { outbox } from '../../src/connections/storage/outbox';
import { signIns } from '../../src/connections/storage/signIns';
import { ticketStore } from '../../src/connections/storage/tickets/tickets';
import { unreached } from '../../src/connections/storage/unreached';
import { madeOf, type MakeBench } from '../support/bench';
import { changesIn, digest } from '../support/changeBenches';
import { reentriesIn } from '../support/reentries';
import { challengeStoreContract } from './challengeStore';
import { deskDeliveriesContract } from './deskDeliveries';
import { deskLinksContract } from './deskLinks';
import { failedDeliveriesContract } from './failedDeliveries';
import { freezesContract } from './freezes';
import { memoryContract } from './memory';
import { outboxContract } from './outbox';
import { pendingChangesContract } from './pendingChanges';
import { receiptsContract } from './receipts';
import { recordContract } from './record';
import { reentriesContract } from './reentries';
import { signInsContract } from './signIns';
import { tablesContract } from './tables';
import { ticketStoreContract } from './ticketStore';

/** Everything that a database engine must do for us. */
export function storageContract(make: MakeBench<Database>): void {
  tablesContract(make);
  challengeStoreContract(madeOf(make, challengeStore));
  ticketStoreContract(
    madeOf(make, (database) => ({
      tickets: ticketStore(database),
      outbox: outbox(database, {
        now: () => Date.parse('2100-01-01T00:00:00.000Z'),
        random: () => 0,
        onFault: (_delivery, _attempts, error) => {
          throw error;
        },
      }),
    })),
  );
  outboxContract(
    madeOf(make, (database) => ({
      tickets: ticketStore(database),
      worker: (parts) => outbox(database, parts),
    })),
  );
  deskDeliveriesContract(
    madeOf(make, (database) => ({
      tickets: ticketStore(database),
      worker: (parts) => outbox(database, parts),
      unreached: (now) => unreached(database, now),
    })),
  );
  failedDeliveriesContract(
    madeOf(make, (database) => ({
      tickets: ticketStore(database),
      worker: (parts) => outbox(database, parts),
      failed: (now) => failedDeliveries(database, { now, newId: randomUUID }),
    })),
  );
  memoryContract(
    madeOf(make, (database) => ({
      at: (now) => memory(database, now),
      feedback: () => database.db.selectFrom('feedback').selectAll().execute(),
    })),
  );
  recordContract(make);
  deskLinksContract(
    madeOf(make, (database) => ({
      links: deskLinks(database),
      events: (now) => deskEvents(database, now),
    })),
  );
  pendingChangesContract(madeOf(make, changesIn));
  freezesContract(madeOf(make, changesIn));
  signInsContract(
    madeOf(make, (database) => ({ at: (now: () => number) => signIns(database, digest, now) })),
  );
  receiptsContract(make);
  reentriesContract(madeOf(make, reentriesIn));
}
