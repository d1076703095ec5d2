import path from 'node:path';
import { startServer } from '../server.ts';
import { demoClinics, demoPassword, demoPin } from '../demo/clinics.ts';
import { keepDemoDays, openDemo } from '../demo/open-demo.ts';
import { buildWeb } from '#scripts/build.ts';
import { setupAddress } from '#slices/setup/server/index.ts';
import type { Platform } from '#platform/server/platform.ts';
import { optionsFromEnvironment } from './environment.ts';
import { tellTerminal } from './terminal-words.ts';

/** `serambi start`: everything until the ready line, then runs until it is told to stop. */
export async function start(): Promise<void> {
  const beganMs = performance.now();
  const options = optionsFromEnvironment();
  await buildWeb();
  const server = await startServer({
    ...options,
    webFolder: path.join(import.meta.dirname, '../../../dist/web'),
    onProgress: (step) => tellTerminal(`cli_start_${step}`),
    beforeReady: (platform) =>
      openDemo(platform, {
        wanted: process.env.SERAMBI_DEMO !== '0',
        tell: tellTerminal,
      }),
  });
  process.stdout.write(
    `\nSerambi is ready at ${server.url}   (${Math.round((performance.now() - beganMs) / 100) / 10} s)\n`,
  );
  await tellSignIns(server.platform);
  const stopDays = keepDemoDays(server.platform);
  const address = await setupAddress(server.platform, options.publicUrl ?? server.url);
  if (address) {
    tellTerminal('cli_setup_needed');
    process.stdout.write(`\n  ${address}\n\n`);
  }
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

/** Who can step in, where demo clinics are open. */
async function tellSignIns(platform: Platform): Promise<void> {
  const open = await platform.database.pool.query<{ slug: string }>(
    'SELECT slug FROM platform_clinic WHERE demo',
  );
  const slugs = open.rows.map((one) => one.slug);
  const demos = demoClinics.filter((one) => slugs.includes(one.slug));
  if (demos.length === 0) return;
  process.stdout.write('\n');
  tellTerminal('cli_demo_signIns', { password: demoPassword, pin: demoPin });
  for (const { name, slug, people } of demos) {
    const logins = people.map((one) => one.login).join(' ');
    process.stdout.write(`  ${name.padEnd(16)} ${logins}   @${slug}.demo\n`);
  }
}
