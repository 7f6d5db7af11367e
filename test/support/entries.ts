import type { Entry } from '../../src/record/record';
import { alex } from './samples';

/** An id of the form that the record takes; the same number gives the same id. */
export function entryId(number: number): string {
  return `entry-${String(number).padStart(20, '0')}`;
}

/** Something that Alex did. */
export function entry(number: number, change: Partial<Entry> = {}): Entry {
  return {
    id: entryId(number),
    at: Date.parse('2026-03-02T10:00:00.123Z') + number,
    tenantId: alex.tenantId,
    event: 'change',
    outcome: 'done',
    operation: 'add-phone',
    route: 'bot',
    changeId: 'change-0000000000000000001',
    clientRequestId: '7b1f3f0e-9a55-4c52-9f0e-6a3f4f0f6f11',
    personal: {
      personId: alex.id,
      target: '+44 •••• ••56',
      conversation: 'a:1abcDEF-_',
      authTime: 1_772_445_600,
      acrs: ['c1', 'urn:user:registersecurityinfo'],
    },
    ...change,
  };
}
