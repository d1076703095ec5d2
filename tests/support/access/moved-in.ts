import { records } from '#slices/records/contract.ts';
import { movingIn } from '#slices/moving-in/contract.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** Whoever came in with a file goes out again with her guardian, whoever else has one and whatever is built on another. */
export async function tryMovedIn({ world, findings }: Ground): Promise<void> {
  const { clinic, own, canary } = world;
  const [clerk, manager] = [clinic.as('frontDesk'), clinic.as('manager')];
  const patientId = of(own, 'patientId');
  const { form, version } = await clerk.call(records, 'readPatient', { patientId });
  const guardian = { name: `${canary} Guardian`, relationship: 'mother' } as const;
  await clerk.call(records, 'editPatient', { ...form, patientId, version, guardian });
  const opened = { kind: 'patients', fileName: `${canary} moves in.csv` } as const;
  const { importId } = await manager.call(movingIn, 'openFile', opened);
  const children = ['Satria', 'Dwi', 'Tirta', 'Catur', 'Panca', 'Sadewa', 'Sapta', 'Hasta'];
  const lines = [
    'Nama,Tanggal Lahir,Jenis Kelamin,Nama Wali,Hubungan Wali',
    ...children.map((name, n) => `${name} Pindahan,${2010 + n}-0${n + 1}-1${n},P,Ibu ${name},ibu`),
  ];
  const bytes = Buffer.from(`${lines.join('\n')}\n`).toString('base64');
  await manager.call(movingIn, 'addPart', { importId, place: 0, bytes });
  await manager.call(movingIn, 'readFile', { importId });
  await manager.call(movingIn, 'mapColumns', { importId });
  await manager.call(movingIn, 'checkRows', { importId });
  const taken = await manager.call(movingIn, 'takeRows', { importId });
  const back = await manager.call(movingIn, 'takeBack', { importId });
  const all = children.length;
  if (taken.counts.stored !== all || back.counts.takenBack !== all)
    findings.fault(`movingIn.takeBack: ${JSON.stringify([taken.counts, back.counts])} of ${all}`);
}
