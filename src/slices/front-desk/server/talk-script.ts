import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import type { frontDesk } from '../contract.ts';
import { shippedTalk } from '../shared/shipped-talk.ts';
import type { TalkScript } from '../shared/talk-shapes.ts';

export interface ScriptVersion {
  version: number;
  script: TalkScript;
  savedBy: string;
  savedAt?: string | undefined;
  approved?: { by: string; at: string } | undefined;
}

const shipped: ScriptVersion = { version: 0, script: shippedTalk, savedBy: 'Serambi' };

function versions(ctx: Context) {
  return ctx.db
    .selectFrom('front_desk_talk_script')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('version', 'desc')
    .limit(1);
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof versions>['executeTakeFirst']>>>;

function versionOf(row: Row): ScriptVersion {
  return {
    version: row.version,
    // written by `saveTalkScript` alone, from a parsed value
    script: row.script as TalkScript,
    savedBy: row.saved_by,
    savedAt: row.saved_at,
    ...(row.approved_by && row.approved_at && { approved: { by: row.approved_by, at: row.approved_at } }),
  };
}

/** The questions in force: the newest that a clinician approved, else those that come with the program. */
export async function scriptInForce(ctx: Context): Promise<ScriptVersion> {
  const row = await versions(ctx).where('approved_at', 'is not', null).executeTakeFirst();
  return row ? versionOf(row) : shipped;
}

export const talkScript: Verb<typeof frontDesk, 'talkScript'> = async (ctx) => {
  const newest = await versions(ctx).executeTakeFirst();
  const draft = newest && !newest.approved_at ? versionOf(newest) : undefined;
  return { inForce: await scriptInForce(ctx), ...(draft && { draft }) };
};

/** Saves the clinic's own questions. A red flag of everybody's must stay: without one the talk would miss the worst. */
export const saveTalkScript: Verb<typeof frontDesk, 'saveTalkScript'> = async (ctx, { after, ...script }) => {
  mustHoldTogether(script);
  const version = after + 1;
  const newest = await versions(ctx).executeTakeFirst();
  if ((newest?.version ?? 0) !== after) return ctx.fail('versionTaken');
  const done = await sql`
    INSERT INTO front_desk_talk_script (clinic_id, version, script, saved_by, saved_at)
    VALUES (${ctx.clinic.id}, ${version}, ${JSON.stringify(script)}, ${ctx.actor.name}, ${ctx.now})
    ON CONFLICT DO NOTHING`.execute(ctx.db);
  if (done.numAffectedRows !== 1n) return ctx.fail('versionTaken');
  ctx.emit('frontDesk.setupChanged', {});
  return { version };
};

/** Puts the newest version into force. Approved twice, the first approval stands. */
export const approveTalkScript: Verb<typeof frontDesk, 'approveTalkScript'> = async (ctx, { version }) => {
  const newest = await versions(ctx).forUpdate().executeTakeFirst();
  if (!newest) return refuse('notFound', { type: 'TalkScript', id: String(version) });
  if (newest.version !== version) return ctx.fail('versionTaken');
  if (!newest.approved_at) {
    await ctx.db
      .updateTable('front_desk_talk_script')
      .set({ approved_by: ctx.actor.name, approved_at: ctx.now })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('version', '=', version)
      .execute();
    ctx.emit('frontDesk.setupChanged', {});
  }
  return { version };
};

function mustHoldTogether({ topics, questions }: TalkScript): void {
  const codes = new Set(topics.map((one) => one.code));
  const seen = new Set<string>();
  for (const [at, question] of questions.entries()) {
    if (seen.has(question.code)) refuseField(`questions.${at}.code`, 'frontDesk_field_codeTwice');
    seen.add(question.code);
    if (question.topics.some((topic) => !codes.has(topic)))
      refuseField(`questions.${at}.topics`, 'frontDesk_field_unknownTopic');
    const { fromDays, untilDays } = question;
    if (fromDays !== undefined && untilDays !== undefined && untilDays <= fromDays)
      refuseField(`questions.${at}.untilDays`, 'frontDesk_field_ageRange');
  }
  if (codes.size !== topics.length) refuseField('topics', 'frontDesk_field_codeTwice');
  const asksAll = questions.some(isForAll);
  if (!asksAll) refuseField('questions', 'frontDesk_field_redFlagForAll');
}

/** An emergency question that nobody is left out of. */
export function isForAll({
  level,
  topics,
  fromDays,
  untilDays,
  sex,
}: TalkScript['questions'][number]): boolean {
  const limited = fromDays !== undefined || untilDays !== undefined || sex !== undefined;
  return level === 'emergency' && topics.length === 0 && !limited;
}
