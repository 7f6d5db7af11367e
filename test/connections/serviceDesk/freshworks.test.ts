import {
  askedDeskContract,
  serviceDeskContract,
  webDeskContract,
} from '../../contracts/serviceDesk';
import { freshdeskDescription, freshworksBench } from '../../support/desks/freshworks';
import { deskServers } from '../../support/desks/server';

describe.each(['freshservice', 'freshdesk'] as const)('%s', (product) => {
  const start = deskServers();
  const make = () => freshworksBench(product, start);
  serviceDeskContract(make);
  webDeskContract(make);
  askedDeskContract(make);
});

if (!freshdeskDescription.present)
  describe('freshdesk: its own description is not here, requests are not held to it', () => {
    it.skip('asks as it is described', () => {});
  });
