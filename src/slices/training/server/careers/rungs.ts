import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { Requirement, Rung, training } from '#slices/training/contract.ts';
import { mustKnowSkills } from '../skills.ts';
import { keepVersion } from '../versions/store.ts';

type Training = typeof training;

export const rungs: Verb<Training, 'rungs'> = async (ctx) => ({ rungs: await allRungs(ctx) });

/** The ladder in its order, rungs that were put away included. */
export async function allRungs(ctx: Context): Promise<(Rung & { version: number })[]> {
  const rows = await ctx.db
    .selectFrom('training_rung')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('place')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    ...{ code: row.code, version: row.version, kind: row.kind as Rung['kind'], active: row.active },
    ...{ label: { en: row.label_en, id: row.label_id }, note: { en: row.note_en, id: row.note_id } },
    // written by `writeRung` alone, from parsed requirements
    ...{ from: row.from_rungs, requirements: row.requirements as Requirement[] },
  }));
}

export const saveRung: Verb<Training, 'saveRung'> = async (ctx, { version, ...rung }) => {
  const all = await allRungs(ctx);
  const stands = all.find((one) => one.code === rung.code);
  if (version === 0 && stands) return ctx.fail('codeTaken');
  if ((stands?.version ?? 0) !== version) return ctx.fail('changedMeanwhile');
  const strange = rung.from.findIndex((code) => code === rung.code || !all.some((one) => one.code === code));
  if (strange >= 0) refuseField(`from.${strange}`, 'training_field_rungUnknown');
  const skills = rung.requirements.map((one) => (one.kind === 'competency' ? one.code : null));
  await mustKnowSkills(ctx, skills, (place) => `requirements.${place}.code`);
  await writeRung(ctx, { ...rung, version: version + 1 });
  ctx.emit('training.setChanged', {});
  return { version: version + 1 };
};

export async function writeRung(
  ctx: Context,
  { code, kind, label, note, from, requirements, active, ...one }: Rung & { version: number; place?: number },
): Promise<void> {
  const values = {
    ...{ version: one.version, kind, label_en: label.en, label_id: label.id, note_en: note.en },
    ...{ note_id: note.id, from_rungs: from, requirements: JSON.stringify(requirements), active },
  };
  await ctx.db
    .insertInto('training_rung')
    .values({ clinic_id: ctx.clinic.id, code, place: one.place ?? 1000, ...values })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doUpdateSet(values))
    .execute();
  const definition = { kind, label, note, from, requirements, active };
  await keepVersion(ctx, { list: 'rung', code, version: one.version, definition });
}
