import path from 'node:path';
import type { Logger } from 'pino';
import { anchorFolder } from '#platform/server/audit/anchor.ts';
import { openAuditKey, openFactorsKey, readAuditKeys } from '#platform/server/audit/key.ts';
import { holdSameKeys, otherKeys } from '#platform/server/audit/same-keys.ts';
import { openSealer } from '#platform/server/audit/sealer.ts';
import { keyDesk } from '#platform/server/backup/key-desk.ts';
import type { BackupSettings } from '#platform/server/backup/settings.ts';
import { thisMachine } from '#platform/server/clock/machine.ts';
import { openSteadyClock, type SteadyClock } from '#platform/server/clock/steady.ts';
import { lockAllSessions, watchClock } from '#platform/server/clock/watch.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { openExternal } from '#platform/server/db/external.ts';
import { keepStatistics } from '#platform/server/db/statistics.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { type DatabaseServer, type EmbeddedServer, startEmbedded } from '#platform/server/db/supervisor.ts';
import { type Disk, watchDisk } from '#platform/server/disk/disk.ts';
import { openApp } from '#platform/server/http/app.ts';
import { cameByTls, type TrustProxy } from '#platform/server/http/proxy.ts';
import { withHeaders } from '#platform/server/http/listener.ts';
import { makeRegistry } from '#platform/server/http/registry.ts';
import { clinicJobs } from '#platform/server/jobs/clinic-jobs.ts';
import { housekeeping } from '#platform/server/jobs/housekeeping.ts';
import { type Jobs, openJobs, prepareJobs } from '#platform/server/jobs/jobs.ts';
import { openLog } from '#platform/server/log.ts';
import { inUrl, staysOnThisMachine } from '#platform/server/network/machine.ts';
import { demoWords, noNetwork, openNetwork } from '#platform/server/network/network.ts';
import { NetworkRefused } from '#platform/server/network/refused.ts';
import type { Tls } from '#platform/server/network/settings.ts';
import type { Platform } from '#platform/server/platform.ts';
import { openRelay, type Relay } from '#platform/server/push/relay.ts';
import { reindexing } from '#platform/server/record/reindex.ts';
import { watchNotices } from '#platform/server/system/watch.ts';
import { systemRandom } from '#platform/shared/ids.ts';
import { type Clock, steadyNow, systemClock } from '#platform/shared/time.ts';
import { openBackups } from './backups.ts';
import { allMigrations } from './migrate.ts';
import { moreRoutes } from './more-routes.ts';
import { serverSlices } from './server-slices.ts';

export interface ServerOptions {
  dataDir: string;
  host?: string;
  /** 0 takes any free port. */
  port?: number;
  /** Both set: a PostgreSQL of the operator's takes the place of the embedded one. */
  databaseUrl?: string;
  databaseAdminUrl?: string;
  publicUrl?: string;
  trustProxy?: TrustProxy | undefined;
  /** How the clinic's network is served beside loopback; not at all unless told. */
  tls?: Tls;
  /** 0 takes any free port; 8443 and 8081 unless told. */
  tlsPort?: number;
  pairingPort?: number;
  /** Built workbench; without it the API alone answers. */
  webFolder?: string;
  /** Backups of the embedded database; none without it. */
  backup?: BackupSettings | undefined;
  clock?: Clock;
  log?: Logger;
  /** Tells a person what takes time. */
  onProgress?: (step: 'database' | 'migrations' | 'server') => void;
  /** Runs when the platform is open and before the first request is taken: the demo clinics. */
  beforeReady?: (platform: Platform) => Promise<void>;
}

export interface RunningServer {
  url: string;
  port: number;
  platform: Platform;
  close(): Promise<void>;
}

/**
 * Starts one whole process: database, migrations, relay and HTTP. Closing takes them down in the opposite order.
 * @throws AlreadyRunning when another Serambi has the data folder; Error when the address is taken or not loopback
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  const beyond = !(await staysOnThisMachine(host));
  const { publicUrl, trustProxy, tls = { kind: 'off' } } = options;
  const behindProxy = trustProxy !== undefined && publicUrl?.startsWith('https:') === true;
  if (beyond && tls.kind === 'off' && !behindProxy) refuseOpenNetwork(host);
  // with TLS of our own, HOST says where that listens, and plain HTTP stays at home
  const plainHost = beyond && tls.kind !== 'off' ? '127.0.0.1' : host;
  const log = options.log ?? openLog();
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    options.onProgress?.('database');
    const server = await openServer(options, log);
    const backups = await openBackups(options, server, log);
    closers.push(() => backups.putAwayRest());
    closers.push(() => server.stop());
    closers.push(() => backups.close());
    options.onProgress?.('migrations');
    const migrations = await allMigrations();
    await backups.beforeMigration(server.adminUrl, migrations);
    await migrate(server.adminUrl, migrations, { appRole: server.appRole });
    await prepareJobs(server.adminUrl, server.appRole);
    const database = openDatabase(server.appUrl, { max: 24 });
    closers.push(() => database.close());
    const relay = await openRelay(database, log);
    closers.push(() => relay.close());
    const clock = options.clock ? undefined : await openSteadyClock(database, thisMachine());
    const platform = await openPlatform(
      { ...options, clock: options.clock ?? clock },
      { database, relay, log, ...server },
    );
    if (options.databaseUrl) await holdKeys(platform, options.dataDir);
    else await tellLostKeys(platform, options.dataDir);
    const sealer = await openSealer({
      ...{ database, log, clock: platform.clock, key: platform.auditKey },
      anchors: [anchorFolder(path.resolve(options.dataDir)), ...backups.anchors],
    });
    closers.push(() => sealer.stop());
    await options.beforeReady?.(platform);
    await backups.start(platform);
    const jobs = await openJobs(
      server.appUrl,
      [housekeeping(platform), reindexing(platform), ...clinicJobs(platform, serverSlices)],
      log,
    );
    closers.push(() => jobs.stop());
    platform.runSoon = (job) => void jobs.runSoon(job).catch(() => undefined);
    if (clock) closers.push(await keepClock(platform, clock, { server, jobs }));
    closers.push(keepStatistics(database, log));
    const stopNotices = watchNotices(platform);
    closers.push(async () => stopNotices());
    options.onProgress?.('server');
    const hasDemo = () => hasClinic(platform, 'WHERE demo');
    if (beyond && (await hasDemo())) throw new NetworkRefused(demoWords, 'demo');
    const network = openNetwork({
      ...{ dataDir: path.resolve(options.dataDir), publicUrl, log, hasDemo, now: platform.clock.now },
      ...(beyond && { host }),
      tlsPort: options.tlsPort ?? 8443,
      pairingPort: options.pairingPort ?? 8081,
    });
    platform.network = network;
    closers.push(() => network.close());
    const app = await openApp(platform, relay, {
      webFolder: options.webFolder,
      secure: publicUrl?.startsWith('https:') ?? false,
      publicUrl,
      hosts: [plainHost],
      isOwnHost: network.isOwnHost,
      tlsOnly: plainHost === host && beyond,
      trustProxy,
      more: moreRoutes(platform),
      firstPage: async () => ((await hasClinic(platform)) ? undefined : '/setup'),
    });
    closers.push(() => app.close());
    await app.listen({ host: plainHost, port: options.port ?? 8080 });
    await network.serve(
      tls,
      withHeaders((request, response) => app.routing(request, response), cameByTls(undefined)),
    );
    const address = app.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return { url: `http://${inUrl(plainHost)}:${port}`, port, platform, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Several processes may share a database of the operator's; the embedded one belongs to its data folder. */
export async function holdKeys(platform: Platform, dataDir: string): Promise<void> {
  const { database, auditKey: audit, factorsKey: factors } = platform;
  await holdSameKeys(database, { audit, factors }, [...(await readAuditKeys(dataDir)).keys()]);
}

/** A clinic whose key was lost goes on with a new one; that it did must not pass in silence. */
export async function tellLostKeys(platform: Platform, dataDir: string): Promise<void> {
  const { database, auditKey: audit, factorsKey: factors } = platform;
  platform.lostKeys = await otherKeys(database, { audit, factors }, [
    ...(await readAuditKeys(dataDir)).keys(),
  ]);
  for (const name of platform.lostKeys)
    platform.log.error(
      `keys/${name}.key is another than before. Bring it back from a backup; if it is lost for good, run: serambi keys accept`,
    );
}

/** Begins to watch the computer's clock. Returns the way to stop. */
async function keepClock(
  platform: Platform,
  clock: SteadyClock,
  { server, jobs }: { server: Pick<EmbeddedServer, 'checkpoint'> | DatabaseServer; jobs: Jobs },
): Promise<() => Promise<void>> {
  if (clock.wentBackWhileOff) await lockAllSessions(platform.database, steadyNow(clock));
  const watch = watchClock(platform, clock, async ({ byMs }) => {
    if (byMs > 0) return;
    await jobs.clockWentBack();
    // PostgreSQL counts to the next of these by the clock that was set: the log would grow until that time comes again
    if ('checkpoint' in server) await server.checkpoint();
  });
  await watch.look();
  return () => watch.stop();
}

async function openServer(
  options: ServerOptions,
  log: Logger,
): Promise<(DatabaseServer | EmbeddedServer) & { appRole?: string }> {
  if (options.databaseUrl) return openExternal(options.databaseUrl, options.databaseAdminUrl);
  return startEmbedded({
    dataDir: path.resolve(options.dataDir),
    archive: options.backup !== undefined,
    onLog: (line) => log.info({ postgres: line }, 'database'),
  });
}

/** Before there is a clinic nobody can sign in: the first page is the one that makes it. */
async function hasClinic(platform: Platform, where: '' | 'WHERE demo' = ''): Promise<boolean> {
  const found = await platform.database.pool.query(`SELECT FROM platform_clinic ${where} LIMIT 1`);
  return found.rowCount !== 0;
}

/** The platform of one process around an open database; tests open theirs with this too. */
export async function openPlatform(
  options: Pick<ServerOptions, 'dataDir' | 'clock' | 'backup'>,
  open: { database: Platform['database']; relay: Pick<Relay, 'eventsLeft'>; log: Logger; disk?: Disk },
): Promise<Platform> {
  return {
    database: open.database,
    registry: makeRegistry(serverSlices),
    clock: options.clock ?? systemClock,
    random: systemRandom,
    auditKey: await openAuditKey(options.dataDir),
    factorsKey: await openFactorsKey(options.dataDir),
    disk: open.disk ?? watchDisk([]),
    recoveryKey: options.backup && keyDesk(options.dataDir, options.clock ?? systemClock),
    log: open.log,
    network: noNetwork,
    eventsLeft: open.relay.eventsLeft,
    runSoon: () => undefined,
  };
}

/** Records must not cross a clinic's network in clear: without TLS, here or before us, only this machine is served. */
function refuseOpenNetwork(host: string): never {
  throw new NetworkRefused(
    `Refusing to serve records on ${host || 'all addresses'} without TLS. Keep HOST=127.0.0.1; or serve the clinic's network by HTTPS (serambi setup, or SERAMBI_TLS_CERT and SERAMBI_TLS_KEY); or put a TLS proxy in front and set PUBLIC_URL=https://… and TRUST_PROXY=1.`,
    'openNetwork',
  );
}
