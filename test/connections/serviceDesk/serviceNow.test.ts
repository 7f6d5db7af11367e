import {
  askedDeskContract,
  serviceDeskContract,
  webDeskContract,
} from '../../contracts/serviceDesk';
import { deskServers } from '../../support/desks/server';
import { serviceNowBench, serviceNowDescription } from '../../support/desks/serviceNow';

describe('serviceNow', () => {
  const start = deskServers();
  const make = () => serviceNowBench(start);
  serviceDeskContract(make);
  webDeskContract(make);
  askedDeskContract(make);
});

if (!serviceNowDescription.present)
  describe('serviceNow: its own description is not here, requests are not held to it', () => {
    it.skip('asks as it is described', () => {});
  });
