import path from 'node:path';
import { brokenBuild, type Patch } from '../../campaigns/support/broken-build.ts';

export const traceless: Patch = {
  file: 'src/platform/server/http/run-act.ts',
  was: 'const rows: AuditRow[] = act.audited ?',
  becomes: 'const rows: AuditRow[] = act.audited && false ?',
};

/**
 * A copy of the program that writes no row of what it did, to show what the trail costs. The product itself has no
 * switch for that, so none can be left on.
 * @returns the copy's `src/app/cli.ts`
 */
export function withoutAudit(folder: string): Promise<string> {
  return brokenBuild(path.join(folder, 'without-audit'), [traceless]);
}
