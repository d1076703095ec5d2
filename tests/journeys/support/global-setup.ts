import type { TestProject } from 'vitest/node';
import { reachableFolder, startSerambi } from './running.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder with the demo clinics, of a Serambi that has ended; journeys start on copies of it. */
    demoFolder: string;
  }
}

/**
 * Lets Serambi make its demo clinics in an empty data folder, as a person's first start does.
 * `SERAMBI_URL` names one that is running already; all journeys then share it, one at a time.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.SERAMBI_URL) return async () => undefined;
  const folder = await reachableFolder();
  await (await startSerambi(folder.path)).stop();
  project.provide('demoFolder', folder.path);
  return folder.remove;
}
