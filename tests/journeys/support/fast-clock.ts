import path from 'node:path';
import { pino } from 'pino';
import { openDemo } from '#app/demo/open-demo.ts';
import { findClinic } from '#app/commands/find-clinic.ts';
import { startServer } from '#app/server.ts';
import type { Platform } from '#platform/server/platform.ts';
import { demoPassword, demoPin } from '#platform/shared/demo.ts';
import { addPerson } from '#slices/workforce/server/index.ts';
import { temporaryFolder } from '#testing/folder.ts';

/** A Serambi of its own, whose clock is put ahead by hand and goes on from there. */
export interface FastClock {
  url: string;
  /** Milliseconds of its clock. */
  now(): number;
  /** Puts it ahead by whole days. */
  pass(days: number): void;
  close(): Promise<void>;
}

/** A second student at Harbor Clinic, who reads Indonesian. */
async function addLearner(platform: Platform): Promise<void> {
  const clinic = await findClinic(platform, 'harbor');
  await addPerson(platform, clinic, {
    ...{ login: 'student2@harbor.demo', name: 'Ratna Dewi', language: 'id', roles: ['student'] },
    ...{ practitionerId: 'harbor-student2', password: demoPassword, pin: demoPin },
  });
}

/** Starts it on an empty data folder with the demo clinics; the workbench was built when the journeys began. */
export async function startFastClock(): Promise<FastClock> {
  const folder = await temporaryFolder();
  let aheadMs = 0;
  const clock = { now: () => Date.now() + aheadMs };
  const server = await startServer({
    ...{ dataDir: folder.path, port: 0, clock, log: pino({ level: 'silent' }) },
    webFolder: path.join(import.meta.dirname, '../../../dist/web'),
    async beforeReady(platform) {
      await openDemo(platform, { wanted: true, tell: () => undefined });
      await addLearner(platform);
    },
  });
  return {
    url: server.url,
    now: clock.now,
    pass(days) {
      aheadMs += days * 86_400_000;
    },
    async close() {
      await server.close();
      await folder.remove();
    },
  };
}
