import { expect, it } from 'vitest';
import type { BoardRow } from '#slices/front-desk/contract.ts';
import { keptRow } from './kept-board.ts';
import { shownRows } from './shown-rows.ts';

const row: BoardRow = {
  visitId: 'v1',
  patient: {
    ...{ id: 'p1', name: 'Citra Kirana', birthDate: '1990-05-08', sex: 'female', recordNumber: '000123' },
    ...{ allergies: ['Penisilin', 'Ibuprofen'], flags: ['Jatuh'], language: 'id', nameAlert: true },
  },
  scheduledAt: '2026-03-09T03:00:00Z',
  queueNumber: 'A-001',
  reason: 'batuk',
  visitType: 'Kontrol',
  ...{ priority: 'routine', walkIn: false, step: 'waiting', stepLabel: 'Menunggu' },
  since: '2026-03-09T03:00:00Z',
  payer: { id: 'payer', name: 'BPJS Kesehatan' },
  identified: true,
  ...{ needs: [], marks: [] },
  stepMinutes: 3,
  waits: { registration: 7 },
  ...{ tooLong: false, mayBeNoShow: false },
  next: [{ act: 'room', action: 'frontDesk.room', room: { id: 'r1', name: 'Ruang 1' } }],
};
const names = { stepLabel: (step: string) => `step ${step}`, room: (id: string) => `room ${id}` };

it('Keeps what the board shows: that there are allergies and not which, no flags, no payer, no figures', () => {
  const kept = keptRow(row);
  expect(kept.patient.allergies).toHaveLength(2);
  const text = JSON.stringify(kept);
  for (const word of ['Penisilin', 'Ibuprofen', 'Jatuh', 'BPJS', 'registration']) {
    expect(text).not.toContain(word);
  }
  expect(kept.patient).toMatchObject({ name: 'Citra Kirana', recordNumber: '000123', nameAlert: true });
  expect(kept.next).toEqual(row.next);
});

it('Shows what was done on it: room and step, since then, and what comes next', () => {
  const doneAt = '2026-03-09T03:10:00Z';
  const later = '2026-03-09T03:15:00Z';
  const [shown] = shownRows(
    [row],
    [
      { visitId: 'v1', act: { kind: 'room', roomId: 'r1' }, doneAt },
      { visitId: 'v1', act: { kind: 'move', to: 'ready' }, doneAt: later },
      { visitId: 'v1', act: { kind: 'note', text: 'x' }, doneAt: later },
    ],
    names,
  );
  expect(shown).toMatchObject({ step: 'ready', stepLabel: 'step ready', since: later });
  expect(shown?.room).toEqual({ id: 'r1', name: 'room r1' });
  expect(shown?.next.map((one) => one.act)).toEqual(['openConsultation']);
  const [back] = shownRows([row], [{ visitId: 'v1', act: { kind: 'move', to: 'left' }, doneAt }], names);
  expect(back?.room).toBeUndefined();
});

it('Proposes to nobody else a room in which somebody is by now', () => {
  const other = { ...row, visitId: 'v2' };
  const rows = shownRows(
    [row, other],
    [{ visitId: 'v1', act: { kind: 'room', roomId: 'r1' }, doneAt: '2026-03-09T03:10:00Z' }],
    names,
  );
  expect(rows[1]?.next).toEqual([{ act: 'room', action: 'frontDesk.room' }]);
  expect(shownRows([row, other], [], names)).toEqual([row, other]);
});
