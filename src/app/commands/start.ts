import path from 'node:path';
import { startServer } from '../server.ts';
import { keepDemoDays, openDemo } from '../demo/open-demo.ts';
import { buildWeb } from '#scripts/build.ts';
import { setupAddress } from '#slices/setup/server/index.ts';
import { optionsFromEnvironment } from './environment.ts';

const steps = {
  database: 'Starting the database',
  migrations: 'Bringing the database up to date',
  server: 'Opening the doors',
};

/** `serambi start`: everything until the ready line, then runs until it is told to stop. */
export async function start(): Promise<void> {
  const beganMs = performance.now();
  const options = optionsFromEnvironment();
  await buildWeb();
  const server = await startServer({
    ...options,
    webFolder: path.join(import.meta.dirname, '../../../dist/web'),
    onProgress: (step) => process.stdout.write(`${steps[step]} …\n`),
    beforeReady: (platform) =>
      openDemo(platform, {
        wanted: process.env.SERAMBI_DEMO !== '0',
        say: (line) => process.stdout.write(`${line}\n`),
      }),
  });
  process.stdout.write(
    `\nSerambi is ready at ${server.url}   (${Math.round((performance.now() - beganMs) / 100) / 10} s)\n`,
  );
  const stopDays = keepDemoDays(server.platform);
  const address = await setupAddress(server.platform, options.publicUrl ?? server.url);
  if (address) process.stdout.write(`There is no clinic yet. Open it at:\n\n  ${address}\n\n`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stopDays();
      server.close().then(
        () => process.exit(0),
        (error) => {
          process.stderr.write(`${error}\n`);
          process.exit(1);
        },
      );
    });
  }
}
