import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry as Metrics } from 'prom-client';
import type { Platform } from '../platform.ts';

/** `GET /healthz` (200 only when the database answers) and `GET /metrics` (Prometheus; route names, never paths). */
export function healthRoutes(app: FastifyInstance, platform: Platform): void {
  const metrics = new Metrics();
  collectDefaultMetrics({ register: metrics });
  const seconds = new Histogram({
    name: 'serambi_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    // the push stream is open for hours by design
    if (route !== '/api/push')
      seconds.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  for (const name of ['free', 'size'] as const) {
    new Gauge({
      name: `serambi_disk_${name}_bytes`,
      help: `Room on the file systems of the database: ${name}`,
      labelNames: ['folder'] as const,
      registers: [metrics],
      collect() {
        for (const room of platform.disk.rooms()) this.set({ folder: room.folder }, room[`${name}Bytes`]);
      },
    });
  }
  app.get('/healthz', async (_request, reply) => {
    if (await answers(platform)) return { status: 'ready' };
    return reply.status(503).send({ status: platform.disk.full() ? 'disk full' : 'database away' });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}

const mostWaitMs = 3_000;

/** Whether the database answers. Who asks wants to know now: one that takes its time does not answer. */
async function answers({ database }: Platform): Promise<boolean> {
  let waiting: NodeJS.Timeout | undefined;
  const tooLong = new Promise<boolean>((resolve) => {
    waiting = setTimeout(resolve, mostWaitMs, false);
  });
  const asked = database.pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, tooLong]);
  } finally {
    clearTimeout(waiting);
  }
}
