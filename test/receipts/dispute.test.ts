import { dispute, type DisputeParts } from '../../src/receipts/dispute';
import { inMemoryFreezes } from '../support/freezes';
import { clockAt } from '../support/clock';
import { changeId, pendingOf } from '../support/pending';
import { entryId } from '../support/entries';
import { removal } from '../support/changes';
import { alex, inAnotherTenant, megan } from '../support/samples';

const clock = clockAt('2026-03-02T10:00:00.000Z');
const pending = pendingOf(removal.mobile, { id: changeId(1) });

function desk() {
  const freezes = inMemoryFreezes();
  const opened: string[] = [];
  let entries = 0;
  const parts: DisputeParts = {
    freezes,
    openTicket: async ({ id, person }) => {
      opened.push(`${id} ${await freezes.isFrozen(person)}`);
      return 'MFA-1001';
    },
    now: clock.now,
    newId: () => entryId(++entries),
  };
  return { freezes, opened, parts };
}

describe('"this wasn\'t me"', () => {
  it('stops changes of this person and then calls the desk', async () => {
    const { freezes, opened, parts } = desk();
    expect(await dispute(pending, parts)).toBe('MFA-1001');
    expect(opened).toEqual([`${changeId(1)} true`]);
    expect(await freezes.isFrozen(alex)).toBe(true);
    for (const other of [megan, inAnotherTenant(alex)])
      expect(await freezes.isFrozen(other)).toBe(false);
  });

  it('is recorded with what was disputed, and nothing else', async () => {
    const { freezes, parts } = desk();
    await dispute(pending, parts);
    expect(freezes.recorded).toEqual([
      {
        id: entryId(1),
        at: clock.now(),
        tenantId: alex.tenantId,
        event: 'freeze',
        outcome: 'done',
        reason: 'not-me',
        operation: 'remove-phone',
        changeId: changeId(1),
        personal: { personId: alex.id },
      },
    ]);
  });

  it('goes on where it stopped when the desk could not be called at first', async () => {
    const { freezes, opened, parts } = desk();
    const noDesk = { ...parts, openTicket: () => Promise.reject(new Error('no store')) };
    await expect(dispute(pending, noDesk)).rejects.toThrow('no store');
    expect(await freezes.isFrozen(alex)).toBe(true);
    expect(await dispute(pending, parts)).toBe('MFA-1001');
    expect(opened).toHaveLength(1);
    expect(freezes.recorded).toHaveLength(1);
  });

  it('calls nobody where it could not stop changes', async () => {
    const { freezes, opened, parts } = desk();
    const broken = { ...freezes, freeze: () => Promise.reject(new Error('no store')) };
    await expect(dispute(pending, { ...parts, freezes: broken })).rejects.toThrow('no store');
    expect(opened).toEqual([]);
  });
});
