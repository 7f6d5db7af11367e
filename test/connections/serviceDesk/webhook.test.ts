import { serviceDeskContract, webDeskContract } from '../../contracts/serviceDesk';
import { deskServers } from '../../support/desks/server';
import { webhookBench } from '../../support/desks/webhook';

describe('a desk that takes signed events', () => {
  const start = deskServers();
  const make = () => webhookBench(start);
  serviceDeskContract(make);
  webDeskContract(make);
});
