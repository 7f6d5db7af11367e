import { randomUUID } from 'node:crypto';
import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphClient } from '../../../src/connections/graph/client';
import { graphReader, graphWriter } from '../../../src/connections/graph/directory';
import { demonstrationPeople } from '../../../src/demo/tenant/people';
import { startTenant, type Tenant } from '../../../src/demo/tenant/server';
import { directoryContract } from '../../contracts/directory';
import { alex, tenantId } from '../../support/client';

const folder = mkdtempSync(join(tmpdir(), 'directory-'));
let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant({
    port: 0,
    host: '127.0.0.1',
    people: demonstrationPeople('contoso.com'),
    file: join(folder, 'tenant.json'),
    now: () => new Date(),
    newId: randomUUID,
    token: 'demonstration',
  });
});

afterAll(async () => {
  await tenant?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the simulated tenant', () => {
  directoryContract(() => {
    const client = graphClient(tenant.url, () => Promise.resolve('demonstration'));
    return {
      directory: { ...graphReader(client), ...graphWriter(client, randomUUID()) },
      person: { ...alex, tenantId },
      numbers: ['+44 7400123490', '+44 7400123491'],
      addresses: ['somebody@home.example', 'another@home.example'],
    };
  });
});
