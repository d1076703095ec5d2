import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** One PostgreSQL for a whole test run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { server, remove } = await startTestServer();
  project.provide('testServer', server);
  return remove;
}
