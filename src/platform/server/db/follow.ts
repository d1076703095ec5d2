import pg from 'pg';

/** A host that does not answer must not hold up the way to the one that does. */
const connectWithinMs = 3_000;

/** What took the connection is a standby: it reads, and what is written goes elsewhere. Counts as an outage. */
class StandbyRefused extends Error {
  /** SQLSTATE `read_only_sql_transaction` in its class of connections: tried again elsewhere. */
  readonly code = '08006';
  constructor() {
    super('this PostgreSQL is a standby');
  }
}

/**
 * The hosts of a database URL, as one URL each. Several are written as libpq reads them:
 * `postgresql://user:password@one:5432,two:5432/serambi`, or several folders in `?host=`. Of several the one that is
 * no standby is meant, whether `target_session_attrs` says so or not: Serambi decides nothing on a replica.
 */
export function hostsOf(url: string): string[] {
  const [, before = '', hosts = '', after = ''] =
    /^(postgres(?:ql)?:\/\/(?:[^@/?]*@)?)([^/?]*)(.*)$/.exec(url) ?? [];
  const [path = '', query = ''] = after.split('?');
  const params = new URLSearchParams(query);
  params.delete('target_session_attrs');
  const folders = params.get('host')?.split(',') ?? [];
  const ports = params.get('port')?.split(',') ?? [];
  if (folders.length > 1) {
    return folders.map((folder, place) => {
      params.set('host', folder);
      const port = ports[place] ?? ports[0];
      if (port !== undefined) params.set('port', port);
      return `${before}${path}?${params}`;
    });
  }
  if (!hosts.includes(',')) return [url];
  const rest = params.size > 0 ? `?${params}` : '';
  return hosts.split(',').map((host) => `${before}${host}${path}${rest}`);
}

/**
 * Where a pool connects: with several hosts each new connection goes to the primary of this moment. One that meets a
 * standby, or nobody, fails, and the next one tries the next host; so a failover is followed without a restart.
 * @returns options for `pg.Pool`, and for whatever makes one from its own options
 */
export function following(url: string): { connectionString: string; Client?: typeof pg.Client } {
  const urls = hostsOf(url);
  if (urls.length === 1) return { connectionString: url };
  let current = 0;
  class FollowingClient extends pg.Client {
    private readonly tried: number;
    constructor(options: pg.ClientConfig = {}) {
      const connectionString = urls[current];
      super({ ...options, ...(connectionString && { connectionString }), ...patience });
      this.tried = current;
    }
    override connect(): Promise<pg.Client>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<pg.Client> | undefined {
      const connected = super
        .connect()
        .then(() => refuseStandby(this))
        .catch((error) => {
          // the first of those who fail together moves on; the others follow
          if (current === this.tried) current = (this.tried + 1) % urls.length;
          throw error;
        });
      if (!callback) return connected;
      // the callback's own error is its caller's, as with the driver's own `connect`
      connected.then(
        () => process.nextTick(callback, undefined),
        (error) => process.nextTick(callback, error),
      );
      return undefined;
    }
  }
  return { connectionString: urls[0] ?? url, Client: FollowingClient };
}

const patience = { connectionTimeoutMillis: connectWithinMs };

/** Opens one connection; of several hosts to the first that is no standby. @throws what the last one said */
export async function connectTo(url: string, options: pg.ClientConfig): Promise<pg.Client> {
  const urls = hostsOf(url);
  for (let place = 0; ; place += 1) {
    const connectionString = urls[place];
    const several = urls.length > 1;
    const client = new pg.Client({
      ...options,
      ...(several && patience),
      ...(connectionString && { connectionString }),
    });
    // A server that stops ends its connections one by one; a query under way rejects, and between queries nobody is
    // there to be told. Without a listener Node would end the whole process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return several ? await refuseStandby(client) : client;
    } catch (error) {
      if (place >= urls.length - 1) throw error;
    }
  }
}

async function refuseStandby<C extends pg.Client>(client: C): Promise<C> {
  const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
  if (rows[0]?.standby !== true) return client;
  await client.end();
  throw new StandbyRefused();
}
