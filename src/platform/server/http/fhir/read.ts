import { refuse } from '#platform/shared/errors.ts';
import { readAuditEvent } from '#platform/server/audit/audit-event.ts';
import type { Context } from '#platform/server/context.ts';
import type { Stored } from '#platform/server/record/store.ts';
import { type Answer, answerOf, isKnown } from './answer.ts';
import type { Ask } from './ask.ts';
import { rightsFor } from './binary.ts';
import { type Interaction, present, trailType } from './interaction.ts';

export const read: Interaction = {
  code: 'read',
  effect: 'read',
  rights: (ctx, ask, site) => rightsFor(ctx, site, ask, 'read', 'r'),
  async run(ctx, ask) {
    const { type, id = '' } = ask;
    return known(ask, await (type === trailType ? readAuditEvent(ctx, id) : ctx.record.stored(type, id)));
  },
};

export const vread: Interaction = {
  code: 'vread',
  effect: 'read',
  rights: (ctx, ask, site) => rightsFor(ctx, site, ask, 'read', 'r'),
  run: async (ctx, ask) => known(ask, await versionAsked(ctx, ask)),
};

function known(ask: Ask, found: Stored | undefined): Answer {
  const stored = present(found);
  return answerOf(isKnown(stored, ask) ? 304 : 200, stored);
}

async function versionAsked(ctx: Context, { type, id = '', version = '' }: Ask): Promise<Stored | undefined> {
  if (!/^[1-9]\d{0,8}$/.test(version)) return refuse('notFound');
  if (type !== trailType) return ctx.record.version(type, id, Number(version));
  return version === '1' ? readAuditEvent(ctx, id) : undefined;
}
