import {
  askedDeskContract,
  serviceDeskContract,
  webDeskContract,
} from '../../contracts/serviceDesk';
import { realRequestTrackerBench } from '../../support/desks/realRequestTracker';
import { requestTrackerBench } from '../../support/desks/requestTracker';
import { deskServers } from '../../support/desks/server';

const url = process.env['TEST_RT_URL'];
const token = process.env['TEST_RT_TOKEN'];

describe('a simulated Request Tracker', () => {
  const start = deskServers();
  const make = () => requestTrackerBench(start);
  serviceDeskContract(make);
  webDeskContract(make);
  askedDeskContract(make);
});

if (url && token) {
  describe('the Request Tracker of TEST_RT_URL', () => {
    const make = () => Promise.resolve(realRequestTrackerBench(url, token));
    serviceDeskContract(make);
    webDeskContract(make);
    askedDeskContract(make);
  });
} else {
  describe('Request Tracker: skipped, because TEST_RT_URL and TEST_RT_TOKEN name no server', () => {
    it.skip('does what the simulated one does', () => {});
  });
}
