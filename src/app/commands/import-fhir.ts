import path from 'node:path';
import type { Actor } from '#platform/server/context.ts';
import { runAct } from '#platform/server/http/run-act.ts';
import { type ImportReport, type ImportRun, importFhir } from '#slices/records/server/index.ts';
import { findClinic } from './find-clinic.ts';
import { withPlatform } from './with-platform.ts';

const importer: Actor = { kind: 'system', id: 'cli', name: 'serambi import', roles: [], language: 'en' };
const mostProblemsShown = 20;

/**
 * `serambi import fhir FILE… [--clinic SLUG]`: each file goes on where an earlier run stopped, and a second run makes
 * no doubles. Prints what was stored by type and what was not, with the reason; exit code 1 if anything was not.
 */
export async function importFiles(files: string[], options: { clinic?: string }): Promise<void> {
  await withPlatform(async (platform) => {
    const clinic = await findClinic(platform, options.clinic);
    for (const file of files) {
      const run: ImportRun = (body) =>
        runAct(
          platform,
          { actor: importer, clinic, language: clinic.language },
          {
            event: 'records.importFhir',
            action: 'records.import',
            kind: 'administrative',
            audience: 'byScope',
            effect: 'write',
            audited: true,
            subject: path.basename(file),
            body,
          },
        );
      process.stdout.write(`${path.basename(file)}\n`);
      tell(await importFhir(run, file, bar()));
    }
  });
}

/** A bar on a terminal; nothing in a log. */
function bar(): (done: number, total: number) => void {
  return (done, total) => {
    if (!process.stdout.isTTY) return;
    const filled = Math.round((done / Math.max(total, 1)) * 30);
    process.stdout.write(`\r  [${'█'.repeat(filled)}${' '.repeat(30 - filled)}] ${done} / ${total}`);
    if (done >= total) process.stdout.write('\n');
  };
}

function tell(report: ImportReport): void {
  if (report.resumedAt > 0) process.stdout.write(`  went on after ${report.resumedAt} entries\n`);
  for (const [type, outcomes] of Object.entries(report.counts).sort()) {
    const parts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
    process.stdout.write(`  ${type.padEnd(24)} ${parts.join(', ')}\n`);
  }
  for (const { place, what, reason } of report.problems.slice(0, mostProblemsShown)) {
    process.stdout.write(`  not stored, entry ${place} (${what}): ${reason}\n`);
  }
  if (report.lookAlikes > 0)
    process.stdout.write(`  ${report.lookAlikes} pairs of charts look alike: see Patients\n`);
  if (report.problems.length > 0) process.exitCode = 1;
}
