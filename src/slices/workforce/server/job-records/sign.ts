import { takeProof } from '#platform/server/identity/prove-self.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { findRecord } from './list.ts';
import { newestVersions, jobSubject } from './rows.ts';
import { signOthersTask, signOwnTask } from './save.ts';

/** Signs as the person or as whom she reports to, each once; signed twice is signed. */
export const signJobRecord: Verb<typeof workforce, 'signJobRecord'> = async (ctx, input) => {
  const { staffId, version, proof } = input;
  const record = (await findRecord(ctx, staffId, version)) ?? ctx.fail('recordMissing');
  const party = partyOf(ctx.actor.id, record);
  if (!party) return ctx.fail('notASigner', { name: record.name, supervisor: record.reportsToName });
  if (!record.newest) {
    return ctx.fail('superseded', { version: (await newestVersions(ctx)).get(staffId) ?? version });
  }
  if ((await takeProof(ctx, proof)) !== ctx.actor.id) return ctx.fail('otherProof');
  const signed = await ctx.db
    .insertInto('workforce_job_signature')
    .values({
      ...{ clinic_id: ctx.clinic.id, staff_id: staffId, version, party },
      ...{ signer_id: ctx.actor.id, signer_name: ctx.actor.name, signed_at: ctx.now },
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'staff_id', 'version', 'party']).doNothing())
    .returning('party')
    .executeTakeFirst();
  if (!signed) return {};
  await ctx.work.finish(jobSubject(staffId), 'done', party === 'person' ? signOwnTask : signOthersTask);
  ctx.note('workforce.jobRecordSigned', { subject: staffId, details: { version, party } });
  ctx.emit('workforce.jobRecordsChanged', {});
  return {};
};

function partyOf(actorId: string, record: { staffId: string; reportsToId: string }) {
  if (actorId === record.staffId) return 'person';
  return actorId === record.reportsToId ? 'supervisor' : undefined;
}
