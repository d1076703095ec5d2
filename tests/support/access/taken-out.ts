import { exportOf, filesOf } from '../export.ts';
import { temporaryFolder } from '../folder.ts';
import { idsAlone } from './knock.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** What `serambi export` takes out of a clinic is that clinic’s, and of one patient that patient’s. */
export async function tryTakenOut({ world, other, findings }: Ground): Promise<void> {
  const folder = await temporaryFolder();
  try {
    const patientId = of(world.own, 'patientId');
    await exportOf(world.clinic, `${folder.path}/clinic`);
    await exportOf(world.clinic, `${folder.path}/patient`, { patientId });
    for (const [name, strangers] of [
      ['clinic', [other.canary, ...other.allIds]],
      ['patient', [other.canary, ...other.allIds, ...idsAlone(world.otherPatient, world.own)]],
    ] as const) {
      const files = Object.entries(await filesOf(`${folder.path}/${name}`));
      if (!files.some(([, text]) => text.includes(patientId)))
        findings.fault(`export of a ${name}: is empty`);
      for (const [file, text] of files) {
        findings.cells += 1;
        const told = strangers.find((one) => text.includes(one));
        if (told) findings.fault(`export of a ${name}, ${file}: tells ${told}`);
      }
    }
  } finally {
    await folder.remove();
  }
}
