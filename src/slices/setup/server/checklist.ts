import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { loadFees } from '#slices/bookkeeping/server/index.ts';
import { rooms } from '#slices/scheduling/server/index.ts';
import { countPeople } from '#slices/workforce/server/index.ts';
import type { setup, stepNames } from '../contract.ts';

type Setup = typeof setup;

/** Of the clinic's settings, what this slice keeps or reads. */
const settingsShape = z.object({
  letterhead: z.array(z.string()).catch([]),
  setup: z.object({ dismissed: z.boolean() }).catch({ dismissed: false }),
});

/** Reads each step off the clinic itself, so that it is right whichever way something came in. */
const counts: Record<(typeof stepNames)[number], (ctx: Context) => Promise<number>> = {
  clinic: async (ctx) => settingsShape.parse(ctx.clinic.settings).letterhead.length,
  // the manager herself was there from the start
  people: async (ctx) => (await countPeople(ctx)) - 1,
  rooms: async (ctx) => (await rooms(ctx)).length,
  fees: async (ctx) => (await loadFees(ctx)).filter((fee) => fee.active).length,
  patients: async (ctx) => (await ctx.record.search('Patient', { limit: 1 })).length,
};

/** The five steps with what is done. */
export const checklist: Verb<Setup, 'checklist'> = async (ctx) => {
  const steps = [];
  for (const [step, count] of Object.entries(counts) as [
    (typeof stepNames)[number],
    (typeof counts)['clinic'],
  ][]) {
    const found = await count(ctx);
    steps.push({ step, done: found > 0, count: found });
  }
  const { dismissed } = settingsShape.parse(ctx.clinic.settings).setup;
  return { steps, closed: dismissed || steps.every((one) => one.done) };
};

/** Hides the list from everybody of the clinic, or brings it back. */
export const dismissChecklist: Verb<Setup, 'dismissChecklist'> = async (ctx, { dismissed }) => {
  await mergeSettings(ctx, { setup: { dismissed } });
  return {};
};

export const readClinic: Verb<Setup, 'readClinic'> = async (ctx) => {
  return { name: ctx.clinic.name, letterhead: settingsShape.parse(ctx.clinic.settings).letterhead };
};

/** The clinic's name, and the lines that stand below it on its papers. */
export const saveClinic: Verb<Setup, 'saveClinic'> = async (ctx, { name, letterhead }) => {
  await sql`UPDATE platform_clinic SET name = ${name} WHERE id = ${ctx.clinic.id}`.execute(ctx.db);
  await mergeSettings(ctx, { letterhead });
  ctx.emit('setup.clinicChanged', {});
  return {};
};

async function mergeSettings(ctx: Context, part: Record<string, unknown>): Promise<void> {
  await sql`UPDATE platform_clinic SET settings = settings || ${JSON.stringify(part)}::jsonb
    WHERE id = ${ctx.clinic.id}`.execute(ctx.db);
}
