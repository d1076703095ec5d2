import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { Evidence, workforce } from '#slices/workforce/contract.ts';

const mostBytes = 4 * 1024 * 1024;
/** What a file of a type begins with. */
const marks = { 'image/jpeg': 'ffd8ff', 'image/png': '89504e470d0a1a0a', 'application/pdf': '255044462d' };

/** Keeps a file that proves what is said of a person. @returns its id; undefined where there is none */
export async function keepEvidence(
  ctx: Context,
  staffId: string,
  given: Evidence | undefined,
): Promise<string | undefined> {
  if (!given) return undefined;
  const content = Buffer.from(given.data, 'base64');
  if (content.length > mostBytes) return refuseField('evidence.data', 'workforce_field_evidenceSize');
  if (!content.subarray(0, 8).toString('hex').startsWith(marks[given.contentType])) {
    return refuseField('evidence.data', 'workforce_field_evidenceType');
  }
  const id = ctx.newId();
  await ctx.db
    .insertInto('workforce_evidence')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, staff_id: staffId, file_name: given.fileName },
      ...{ content_type: given.contentType, content, added_at: ctx.now, added_by: ctx.actor.name },
    })
    .execute();
  return id;
}

/** To whom it belongs and to who manages credentials; to others it looks absent. */
export const readEvidence: Verb<typeof workforce, 'readEvidence'> = async (ctx, { evidenceId }) => {
  const row = await ctx.db
    .selectFrom('workforce_evidence')
    .select(['staff_id', 'file_name', 'content_type', 'content'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', evidenceId)
    .executeTakeFirst();
  const hers = row?.staff_id === ctx.actor.id;
  if (!row || !(hers || (await ctx.may('workforce.manageCredentials')).allowed)) {
    return ctx.fail('evidenceMissing');
  }
  ctx.note('workforce.evidenceOpened', { subject: evidenceId, details: { staffId: row.staff_id } });
  return {
    fileName: row.file_name,
    contentType: row.content_type,
    data: row.content.toString('base64'),
  };
};
