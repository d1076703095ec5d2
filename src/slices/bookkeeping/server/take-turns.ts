import type { Context } from '#platform/server/context.ts';

/**
 * Makes charges and payments of one patient wait for each other, to the end of the transaction. The first lock that
 * any of them takes, so that two of them never hold what the other wants.
 */
export async function takeTurns(ctx: Context, patientId: string): Promise<void> {
  await ctx.db
    .insertInto('bookkeeping_patient_account')
    .values({ clinic_id: ctx.clinic.id, patient_id: patientId })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'patient_id']).doNothing())
    .execute();
  await ctx.db
    .selectFrom('bookkeeping_patient_account')
    .select('patient_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .forUpdate()
    .execute();
}
