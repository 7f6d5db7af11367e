import { randomUUID } from 'node:crypto';
import { ClientSecretCredential } from '@azure/identity';
import { graphClient } from '../../../src/connections/graph/client';
import { graphReader, graphWriter } from '../../../src/connections/graph/directory';
import { directoryContract, type DirectoryBench } from '../../contracts/directory';

const names = [
  'TENANT_TEST_TENANT_ID',
  'TENANT_TEST_CLIENT_ID',
  'TENANT_TEST_CLIENT_SECRET',
  'TENANT_TEST_USER',
  'TENANT_TEST_NUMBERS',
  'TENANT_TEST_ADDRESSES',
] as const;
const missing = names.filter((name) => !process.env[name]);

function pairIn(name: (typeof names)[number]): readonly [string, string] {
  const [one, other] = (process.env[name] ?? '').split(',').map((part) => part.trim());
  if (!one || !other) throw new Error(`${name} must name two, separated by a comma`);
  return [one, other];
}

function bench(): DirectoryBench {
  const setting = (name: (typeof names)[number]) => process.env[name] ?? '';
  const origin = process.env.TENANT_TEST_GRAPH_URL || 'https://graph.microsoft.com';
  const tenantId = setting('TENANT_TEST_TENANT_ID');
  const credential = new ClientSecretCredential(
    tenantId,
    setting('TENANT_TEST_CLIENT_ID'),
    setting('TENANT_TEST_CLIENT_SECRET'),
  );
  const scope = `${origin}/.default`;
  const client = graphClient(origin, async () => (await credential.getToken(scope)).token);
  return {
    directory: { ...graphReader(client), ...graphWriter(client, randomUUID()) },
    person: { tenantId, id: setting('TENANT_TEST_USER'), name: '' },
    numbers: pairIn('TENANT_TEST_NUMBERS'),
    addresses: pairIn('TENANT_TEST_ADDRESSES'),
  };
}

if (missing.length > 0)
  test.skip(`a real tenant: skipped, since ${missing.join(', ')} are not set`, () => undefined);
else
  describe('a real tenant', () => {
    directoryContract(bench);
  });
