import type { Context } from '#platform/server/context.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { daysBetween, formatPlainDate, zonedDay } from '#platform/shared/time.ts';
import { changePerson, type PersonRow } from './store.ts';
import { dueSubject } from './standing.ts';

/** Told so many days before the end. */
const steps = [30, 7] as const;

/** Tells each person what of hers ends within 30 and within 7 days, and the supervisors at the second. Once each. */
export async function remindOfEnds(ctx: Context): Promise<void> {
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  const rows = await ctx.db
    .selectFrom('competencies_person as p')
    .innerJoin('competencies_competency as c', (join) =>
      join.onRef('c.clinic_id', '=', 'p.clinic_id').onRef('c.code', '=', 'p.code'),
    )
    .innerJoin('identity_staff as s', (join) =>
      join.onRef('s.clinic_id', '=', 'p.clinic_id').onRef('s.id', '=', 'p.staff_id'),
    )
    .selectAll('p')
    .select(['c.label_en', 'c.label_id', 's.name', 's.language'])
    .where('p.clinic_id', '=', ctx.clinic.id)
    .where('p.until_at', '>', ctx.now)
    .where('p.suspended_at', 'is', null)
    .where('c.active', '=', true)
    .where('s.status', '=', 'active')
    .orderBy('p.staff_id')
    .orderBy('p.code')
    .execute();
  for (const row of rows) {
    const left = daysBetween(today, row.through_day ?? today);
    const step = steps.findLast((days) => left <= days);
    if (step === undefined || (row.told_days !== null && row.told_days <= step)) continue;
    await tell(ctx, row, step);
    await changePerson(ctx, row, { told_days: step });
  }
}

type Ending = PersonRow & { label_en: string; label_id: string; name: string; language: string };

async function tell(ctx: Context, row: Ending, step: (typeof steps)[number]): Promise<void> {
  const subject = dueSubject(row);
  const labelIn = (language: string) => (language === 'id' ? row.label_id : row.label_en);
  const dayIn = (language: string) =>
    row.through_day ? formatPlainDate(row.through_day, localeFor(language === 'id' ? 'id' : 'en')) : '';
  const about = { name: row.name, screen: '/work/passport' };
  if (row.told_days === null) {
    await ctx.work.open({
      ...{ kind: 'competencies.due', subject, ownerId: row.staff_id, urgent: step === 7 },
      ...{
        dueAt: row.until_at ?? ctx.now,
        params: { ...about, day: dayIn(row.language), label: labelIn(row.language) },
      },
    });
  }
  if (step === 7) {
    await ctx.work.open({
      ...{ kind: 'competencies.dueSoon', subject, urgent: true, dueAt: row.until_at ?? ctx.now },
      params: {
        ...about,
        day: dayIn(ctx.clinic.language),
        label: labelIn(ctx.clinic.language),
        screen: `/work/check-off/${row.staff_id}/${row.code}`,
      },
    });
  }
}
