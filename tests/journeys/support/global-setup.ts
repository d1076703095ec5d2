import type { TestProject } from 'vitest/node';
import { temporaryFolder } from '#testing/folder.ts';
import { journeyWorkers } from './journey-workers.ts';
import { startSerambi } from './running.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of the running Serambis, one for each worker. */
    serambiUrls: readonly string[];
  }
}

/**
 * Starts Serambi as a person does, on an empty data folder of its own, once for each worker: journeys that run at the same
 * time must not share a clinic's day. `SERAMBI_URL` names one that is running already, for a single worker.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.SERAMBI_URL;
  if (given) {
    project.provide('serambiUrls', [given]);
    return async () => undefined;
  }
  const running = await Promise.all(Array.from({ length: journeyWorkers }, start));
  project.provide(
    'serambiUrls',
    running.map(({ url }) => url),
  );
  return async () => void (await Promise.all(running.map(({ stop }) => stop())));
}

async function start(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await temporaryFolder();
  const running = await startSerambi(folder.path);
  return {
    url: running.url,
    async stop() {
      await running.stop();
      await folder.remove();
    },
  };
}
