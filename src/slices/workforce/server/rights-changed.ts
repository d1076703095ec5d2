import type { Context } from '#platform/server/context.ts';

/** Somebody may do more or less from now on: open screens look again what their person may. */
export function rightsChanged(ctx: Pick<Context, 'emit'>): void {
  ctx.emit('scope.rightsChanged', {});
  ctx.emit('workforce.peopleChanged', {});
}
