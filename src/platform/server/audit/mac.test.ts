import { describe, expect, it } from 'vitest';
import { canonicalContent, macFits, macKeyId, macOf, type StoredAuditRow } from './mac.ts';

const key = new Uint8Array(32).fill(7);
const row: StoredAuditRow = {
  clinicId: '0198f0aa-0000-7000-8000-000000000001',
  id: '0198f0aa-0000-7000-8000-000000000002',
  at: '2026-03-10T01:00:00.000Z',
  actorKind: 'staff',
  actorId: 'sari',
  actorName: 'Sari Dewi',
  deviceId: 'desk-1',
  event: 'records.openChart',
  action: 'records.read',
  outcome: 'done',
  patientId: 'p1',
  subject: 'Patient/p1',
  details: { b: 1, a: { d: [1, 2], c: null } },
};

const others: { [K in keyof StoredAuditRow]: StoredAuditRow[K][] } = {
  clinicId: ['0198f0aa-0000-7000-8000-000000000009'],
  id: ['0198f0aa-0000-7000-8000-000000000009'],
  at: ['2026-03-10T01:00:00.001Z'],
  actorKind: ['client', 'system', 'anyone'],
  actorId: ['sar', ''],
  actorName: ['Sari', ''],
  deviceId: ['desk-2', null, ''],
  event: ['records.printChart'],
  action: [null, ''],
  outcome: ['refused', 'failed'],
  patientId: ['p2', null, ''],
  subject: ['Patient/p2', null, ''],
  details: [
    null,
    {},
    { b: '1', a: { d: [1, 2], c: null } },
    { b: 1, a: { d: [2, 1], c: null } },
    { b: 1, a: { d: [1, 2] } },
  ],
};

describe('the MAC of an audit row', () => {
  it('fits its own row, whatever the order of its details', () => {
    expect(macFits(key, { ...row, details: { a: { c: null, d: [1, 2] }, b: 1 } }, macOf(key, row))).toBe(
      true,
    );
  });

  it.each(Object.keys(row) as (keyof StoredAuditRow)[])('fits no row that differs in %s', (field) => {
    expect(others[field].length).toBeGreaterThan(0);
    for (const other of others[field])
      expect(macFits(key, { ...row, [field]: other }, macOf(key, row))).toBe(false);
  });

  it('cannot be moved between neighbouring fields', () => {
    const moved = { ...row, actorId: `${row.actorId}","${row.actorName}`, actorName: '' };
    expect(canonicalContent(moved)).not.toBe(canonicalContent(row));
  });

  it('fits under no other key, and no cut MAC fits', () => {
    const other = new Uint8Array(32).fill(8);
    expect(macFits(other, row, macOf(key, row))).toBe(false);
    expect(macFits(key, row, macOf(key, row).subarray(0, 16))).toBe(false);
    expect(macKeyId(other)).not.toBe(macKeyId(key));
  });
});
