import {
  askedDeskContract,
  serviceDeskContract,
  webDeskContract,
} from '../../contracts/serviceDesk';
import { deskServers } from '../../support/desks/server';
import { zendeskBench, zendeskDescription } from '../../support/desks/zendesk';

describe('zendesk', () => {
  const start = deskServers();
  const make = () => zendeskBench(start);
  serviceDeskContract(make);
  webDeskContract(make);
  askedDeskContract(make);
});

if (!zendeskDescription.present)
  describe('zendesk: its own description is not here, requests are not held to it', () => {
    it.skip('asks as it is described', () => {});
  });
