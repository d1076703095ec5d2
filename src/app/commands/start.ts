import path from 'node:path';
import { startServer } from '../server.ts';
import { demoClinics, demoPassword, demoPin } from '../demo/clinics.ts';
import { keepDemoDays, openDemo } from '../demo/open-demo.ts';
import { buildWeb } from '#scripts/build.ts';
import { setupAddress } from '#slices/setup/server/index.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { Tls } from '#platform/server/network/settings.ts';
import { optionsFromEnvironment, tlsFromEnvironment } from './environment.ts';
import { tellNetwork } from './tell-network.ts';
import { tellTerminal } from './terminal-words.ts';

/**
 * `serambi start`: everything until the ready line, then runs until it is told to stop.
 * @param given how the network is served, where that is said here and not by the settings
 */
export async function start(given?: Tls): Promise<void> {
  const beganMs = performance.now();
  const ending = endWhenTold();
  const options = optionsFromEnvironment();
  const tls = given ?? (await tlsFromEnvironment(options.dataDir));
  await buildWeb();
  const server = await startServer({
    ...options,
    tls,
    webFolder: path.join(import.meta.dirname, '../../../dist/web'),
    onProgress: (step) => tellTerminal(`cli_start_${step}`),
    beforeReady: (platform) =>
      openDemo(platform, {
        // whoever has asked for the network, by our own HTTPS or through a proxy, has a real clinic in mind
        wanted:
          process.env.SERAMBI_DEMO !== '0' && tls.kind === 'off' && !options.publicUrl?.startsWith('https:'),
        tell: tellTerminal,
      }),
  });
  ending.by = () => server.close();
  process.stdout.write(
    `\nSerambi is ready at ${server.url}   (${Math.round((performance.now() - beganMs) / 100) / 10} s)\n`,
  );
  await tellNetwork(server.platform.network.state());
  await tellSignIns(server.platform);
  const stopDays = keepDemoDays(server.platform);
  ending.by = () => {
    stopDays();
    return server.close();
  };
  const address = await setupAddress(server.platform, options.publicUrl ?? server.url);
  if (address) {
    tellTerminal('cli_setup_needed');
    process.stdout.write(`\n  ${address}\n\n`);
  }
}

/**
 * Ends the process when it is told to, in good order once `by` says how. Before that there is nothing to put in order, but
 * leaving by `exit` takes a database along that has just come up; dying of the signal would leave it behind.
 */
function endWhenTold(): { by(): Promise<void> } {
  const ending: { by(): Promise<void> } = { by: async () => undefined };
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      ending.by().then(
        () => process.exit(0),
        (error) => {
          process.stderr.write(`${error}\n`);
          process.exit(1);
        },
      );
    });
  }
  return ending;
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
