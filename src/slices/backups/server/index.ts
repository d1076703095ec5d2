import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { backups } from '../contract.ts';
import { confirmKey, recoveryKey } from './recovery-key.ts';
import { backUpNow, status } from './status.ts';
import { tellManagers } from './tell-managers.ts';

export { backupsChanged } from './changed.ts';

const verbs = { status, backUpNow, recoveryKey, confirmKey } satisfies Verbs<typeof backups>;

export const slice: ServerSlice = {
  contract: backups,
  verbs,
  jobs: [tellManagers],
  taskKinds: [
    { kind: 'backups.failed', action: 'backups.manage', dueMinutes: 60 },
    { kind: 'backups.late', action: 'backups.manage', dueMinutes: 8 * 60 },
  ],
};
