import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry as Metrics } from 'prom-client';
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
  app.get('/healthz', async (_request, reply) => {
    try {
      await platform.database.pool.query('SELECT 1');
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'database away' });
    }
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}
