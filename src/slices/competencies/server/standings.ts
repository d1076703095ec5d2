import type { Context } from '#platform/server/context.ts';
import { actionOf } from '#platform/server/scope/acts.ts';
import { hasWords, words } from '#platform/server/words.ts';
import type { Competency, StandingLine } from '../contract.ts';
import { type State, stateAt } from '../shared/states.ts';
import type { Person } from './people.ts';
import { allCompetencies, type PersonRow, practisedCounts } from './store.ts';

/** Where one person stands in everything that is asked to be seen, in the order of the list. */
export async function standingsOf(ctx: Context, person: Person): Promise<StandingLine[]> {
  const rows = await ctx.db
    .selectFrom('competencies_person')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', person.staffId)
    .execute();
  const counts = await practisedCounts(ctx, person.staffId);
  const all = await allCompetencies(ctx);
  return all.map((competency) => {
    const row = rows.find((one) => one.code === competency.code);
    return lineOf(ctx, person, competency, row, counts.get(`${person.staffId} ${competency.code}`) ?? 0);
  });
}

/** One line of a passport. */
export function lineOf(
  ctx: Pick<Context, 'now' | 'language'>,
  person: Pick<Person, 'roles'>,
  competency: Competency,
  row: PersonRow | undefined,
  practised: number,
): StandingLine {
  return {
    code: competency.code,
    label: competency.label[ctx.language],
    state: stateOf(ctx, competency, row, practised),
    practised,
    needed: competency.practices,
    asked: competency.asked,
    trainer: row?.trainer ?? false,
    expected: competency.roles.some((role) => person.roles.includes(role)),
    ...(row?.validated_at && { validatedAt: row.validated_at, validatedBy: row.validated_by }),
    ...(row?.method && { method: row.method as StandingLine['method'] }),
    ...(row?.through_day && { throughDay: row.through_day }),
    ...(row?.suspended_at && { suspendedFor: row.suspended_for, suspendedBy: row.suspended_by }),
    opens: [...new Set(competency.acts.map((act) => actWords(ctx, act, competency.label[ctx.language])))],
  };
}

export function stateOf(
  ctx: Pick<Context, 'now'>,
  competency: Pick<Competency, 'practices'>,
  row: PersonRow | undefined,
  practised: number,
): State {
  return stateAt(
    {
      learningSince: row?.learning_since ?? null,
      practised,
      needed: competency.practices,
      until: row?.until_at ?? null,
      suspendedAt: row?.suspended_at ?? null,
    },
    ctx.now,
  );
}

/** A skill is told by the competency's own name beside the act of which it is a part. */
function actWords({ language }: Pick<Context, 'language'>, act: string, label: string): string {
  const action = actionOf(act);
  const key = action.replace('.', '_action_');
  const said = hasWords(key) ? words(language, key) : action;
  return action === act ? said : `${said} (${label})`;
}
