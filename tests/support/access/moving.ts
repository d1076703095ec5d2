import { movingIn } from '#slices/moving-in/contract.ts';
import type { TestClinic } from '../clinic.ts';
import type { Ids } from './patient.ts';

/** Files of other systems: one whose only row cannot go in, one that is still on its way, and one to be put away. */
export async function files(clinic: TestClinic, canary: string): Promise<Ids> {
  const manager = clinic.as('manager');
  const open = async (name: string, text: string) => {
    const { importId } = await manager.call(movingIn, 'openFile', { kind: 'patients', fileName: name });
    const bytes = Buffer.from(text).toString('base64');
    await manager.call(movingIn, 'addPart', { importId, place: 0, bytes });
    return importId;
  };
  const importId = await open(`${canary}.csv`, `Nama,Tanggal Lahir,Jenis Kelamin\n${canary},1990-02-30,P\n`);
  await manager.call(movingIn, 'readFile', { importId });
  await manager.call(movingIn, 'mapColumns', { importId, saveAs: canary });
  await manager.call(movingIn, 'checkRows', { importId });
  return {
    importId,
    openImportId: await open(`${canary} on its way.csv`, canary),
    discardImportId: await open(`${canary} not wanted.csv`, canary),
  };
}
