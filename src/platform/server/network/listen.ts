import type { Server } from 'node:http';
import { NetworkRefused } from './refused.ts';

/** All addresses of the machine, IPv6 and IPv4 alike. */
export const everywhere = '::';

/**
 * Listens; on a machine without IPv6, "everywhere" is every IPv4 address.
 * @param setting name of the setting that chooses another port
 * @returns the port, which the system chose where 0 was asked for
 * @throws NetworkRefused when the port is taken
 */
export async function listen(server: Server, host: string, port: number, setting: string): Promise<number> {
  try {
    await listenOnce(server, host, port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (host === everywhere && (code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL'))
      return listen(server, '0.0.0.0', port, setting);
    if (code === 'EADDRINUSE')
      throw new NetworkRefused(
        `Port ${port} is taken by another program. Choose another with ${setting}.`,
        'portTaken',
      );
    throw error;
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

function listenOnce(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops taking connections and cuts those that are open: a push stream would hold the end up for hours. */
export function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
