import type { FastifyInstance } from 'fastify';
import { uuidv7 } from '#platform/shared/ids.ts';
import { instantOf } from '#platform/shared/time.ts';
import type { Platform } from '../platform.ts';
import { asSystem } from './as-system.ts';
import type { CallerReader } from './caller.ts';
import { asRefusal, DeclaredRefusal } from './open-context.ts';
import { refuseOddText } from './odd-text.ts';
import { parseInput } from './parse-input.ts';
import type { RegisteredVerb } from './registry.ts';

/** Registers a verb that runs before anybody is signed in. It keeps no idempotency key: its answer may be a secret. */
export function openVerbRoute(
  app: FastifyInstance,
  platform: Platform,
  caller: CallerReader,
  verb: RegisteredVerb,
): void {
  const { slice, name, contract, runOpen } = verb;
  app.post(`/api/${slice}/${name}`, { config: { action: contract.action } }, async (request, reply) => {
    refuseOddText(request.body);
    const nowMs = platform.clock.now();
    const ctx = {
      database: platform.database,
      clock: platform.clock,
      now: instantOf(nowMs),
      newId: () => uuidv7(nowMs, platform.random),
      language: caller.languageOf(request),
      auditKey: platform.auditKey,
      factorsKey: platform.factorsKey,
      eventsLeft: platform.eventsLeft,
      cookies: caller.cookiesOf(request, reply),
      ...caller.placeOf(request),
      ...caller.tokensOf(request),
      asSystem: asSystem(platform, 'open'),
      fail: (code: string, details?: Record<string, unknown>) => {
        throw new DeclaredRefusal(code, details);
      },
    };
    try {
      return contract.output.parse(await runOpen?.(ctx, parseInput(contract.input, request.body)));
    } catch (error) {
      if (error instanceof DeclaredRefusal) throw asRefusal(error, slice, contract.errors);
      throw error;
    }
  });
}
