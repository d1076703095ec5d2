import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { bookkeeping } from '../contract.ts';
import { countedMinor, denominationsOf, needsOf } from '../shared/drawer-count.ts';
import { type DrawerRow, drawerOut, expectedMinor, mustDrawer } from './drawers.ts';
import { loadSettings } from './settings.ts';

/** A drawer is no FHIR resource; its task needs a reference that FHIR can read. */
export function taskSubject(drawerId: string): string {
  return `Basic/${drawerId}`;
}

type Codes = 'notYours' | 'drawerState';

/** Her own drawer in one of these states, held. Refuses `notYours` and `drawerState`. */
export async function ownInState(
  ctx: Context<Codes>,
  drawerId: string,
  states: readonly string[],
): Promise<DrawerRow> {
  const drawer = await mustDrawer(ctx, drawerId);
  if (drawer.cashier_id !== ctx.actor.id) ctx.fail('notYours');
  if (!states.includes(drawer.state)) ctx.fail('drawerState', { state: drawer.state });
  return drawer;
}

/** Changes a drawer that is held, and answers how it stands now. */
export async function changeDrawer(ctx: Context, drawerId: string, values: Partial<DrawerRow>) {
  await ctx.db
    .updateTable('bookkeeping_drawer')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('drawer_id', '=', drawerId)
    .execute();
  ctx.emit('bookkeeping.drawerChanged', { drawerId });
  return drawerOut(ctx, await mustDrawer(ctx, drawerId), await loadSettings(ctx));
}

/** Stops the cash, so that what is expected stands still while it is counted. */
export const startCount: Verb<typeof bookkeeping, 'startCount'> = async (ctx, { drawerId }) => {
  await ownInState(ctx, drawerId, ['open']);
  return changeDrawer(ctx, drawerId, { state: 'counting' });
};

/** Takes the blind count and only then says what was expected. A count stays; another needs a manager's word. */
export const countDrawer: Verb<typeof bookkeeping, 'countDrawer'> = async (
  ctx,
  { drawerId, denominations },
) => {
  const drawer = await ownInState(ctx, drawerId, ['counting']);
  const known = denominationsOf(ctx.clinic.currency);
  const counted = denominations.map((one) => ({ valueMinor: BigInt(one.valueMinor), count: one.count }));
  if (counted.some((one) => !known.includes(one.valueMinor)))
    refuseField('denominations', 'bookkeeping_field_denomination');
  if (new Set(counted.map((one) => one.valueMinor)).size < counted.length)
    refuseField('denominations', 'bookkeeping_field_denomination');
  const found = countedMinor(counted);
  const expected = await expectedMinor(ctx, drawer);
  await ctx.db
    .insertInto('bookkeeping_drawer_count')
    .values({
      clinic_id: ctx.clinic.id,
      count_id: ctx.newId(),
      drawer_id: drawerId,
      counted_minor: found,
      expected_minor: expected,
      denominations: JSON.stringify(denominations),
      counted_by_name: ctx.actor.name,
      at: ctx.now,
    })
    .execute();
  const needs = needsOf(found - expected, await loadSettings(ctx));
  if (needs === 'manager')
    await ctx.work.open({
      kind: 'bookkeeping.approveDifference',
      subject: taskSubject(drawerId),
      params: { place: drawer.place },
    });
  return changeDrawer(ctx, drawerId, {
    state: found === expected ? 'balanced' : 'variance',
    counted_minor: found,
    expected_minor: expected,
    counted_by: ctx.actor.id,
    counted_by_name: ctx.actor.name,
    reason: null,
    approved_by: null,
    approved_by_name: null,
  });
};

/** Says why cash is missing or too much. */
export const explainDifference: Verb<typeof bookkeeping, 'explainDifference'> = async (
  ctx,
  { drawerId, reason },
) => {
  await ownInState(ctx, drawerId, ['variance', 'approved']);
  return changeDrawer(ctx, drawerId, { reason });
};
