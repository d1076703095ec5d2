import path from 'node:path';
import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { openDemo } from '#app/demo/open-demo.ts';
import { startServer } from '#app/server.ts';
import { temporaryFolder } from '#testing/folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the running Serambi. */
    serambiUrl: string;
  }
}

/** Starts Serambi as `npm start` does, on a data folder of its own, for all journeys of a run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.SERAMBI_URL;
  if (given) {
    project.provide('serambiUrl', given);
    return async () => undefined;
  }
  const folder = await temporaryFolder();
  const server = await startServer({
    dataDir: folder.path,
    port: 0,
    webFolder: path.join(import.meta.dirname, '../../../dist/web'),
    beforeReady: (platform) => openDemo(platform, { wanted: true, say: () => undefined }),
  });
  project.provide('serambiUrl', server.url);
  return async () => {
    await server.close();
    await rm(folder.path, { recursive: true, force: true });
  };
}
