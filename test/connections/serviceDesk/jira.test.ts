import {
  askedDeskContract,
  serviceDeskContract,
  webDeskContract,
} from '../../contracts/serviceDesk';
import { deskServers } from '../../support/desks/server';
import { jiraBench, jiraDescription } from '../../support/desks/jira';

describe('jira', () => {
  const start = deskServers();
  const make = () => jiraBench(start);
  serviceDeskContract(make);
  webDeskContract(make);
  askedDeskContract(make);
});

if (!jiraDescription.present)
  describe('jira: its own description is not here, requests are not held to it', () => {
    it.skip('asks as it is described', () => {});
  });
