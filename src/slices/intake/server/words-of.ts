import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { lastReview } from '#slices/records/server/index.ts';
import type { LastWord } from '../shared/due.ts';
import type { Source, Topic, TopicAnswer } from '../shared/topics.ts';

/** One word on a topic, with who said and who wrote it. */
export interface Word extends LastWord {
  topic: Topic;
  at: string;
  by: string;
  source: Source;
  sourceName: string;
  reason: string;
}

/** More visits than this in which everything was asked do not change what is due. */
const mostWords = 500;

/** What was said of a patient's topics, the newest first; what a clinician sent back does not count. */
export async function wordsOf(ctx: Context, patientId: string, visitId: string): Promise<Word[]> {
  const [{ rows }, review] = await Promise.all([
    sql<{
      topic: Topic;
      answer: TopicAnswer;
      reason: string;
      visit_id: string;
      source: Source;
      source_name: string;
      committed_at: string;
      committed_by_name: string;
    }>`
      SELECT a.topic, a.answer, a.reason, c.visit_id, c.source, c.source_name, c.committed_at, c.committed_by_name
      FROM intake_answer a JOIN intake_commit c ON c.clinic_id = a.clinic_id AND c.id = a.commit_id
      WHERE a.clinic_id = ${ctx.clinic.id} AND a.patient_id = ${patientId}
        AND NOT EXISTS (
          SELECT FROM intake_change x
          WHERE x.clinic_id = a.clinic_id AND x.patient_id = a.patient_id AND x.commit_id = a.commit_id AND x.topic = a.topic AND x.decision = 'sentBack'
        )
      ORDER BY c.nth DESC LIMIT ${mostWords}`.execute(ctx.db),
    lastReview(ctx, patientId),
  ]);
  const words = rows.map(
    (row): Word => ({
      ...{
        topic: row.topic,
        answer: row.answer,
        reason: row.reason,
        at: row.committed_at,
        by: row.committed_by_name,
      },
      ...{ source: row.source, sourceName: row.source_name, here: row.visit_id === visitId },
      on: zonedDay(row.committed_at, ctx.clinic.zone),
    }),
  );
  if (!review) return words;
  // allergies are looked through at other screens as well
  const on = zonedDay(review.reviewed_at, ctx.clinic.zone);
  const looked: Word = {
    ...{ topic: 'allergies', answer: 'confirmed', at: review.reviewed_at, by: review.reviewed_by, on },
    ...{ source: 'patient', sourceName: '', reason: '', here: on === zonedDay(ctx.now, ctx.clinic.zone) },
  };
  const later = words.findIndex((one) => one.at <= looked.at);
  return words.toSpliced(later < 0 ? words.length : later, 0, looked);
}
