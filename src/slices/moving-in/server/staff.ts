import type { FieldProblem } from '#platform/shared/errors.ts';
import type { Context } from '#platform/server/context.ts';
import { slice as calendar } from '#slices/scheduling/server/index.ts';
import {
  bringPerson,
  type PersonWritten,
  takePersonBack,
  type WeighedPerson,
  weighPerson,
} from '#slices/workforce/server/index.ts';
import type { Candidate } from '../contract.ts';
import { isWrong, type RowProblem } from '../shared/row-reading.ts';
import { secretHeadings, staffFields } from '../shared/staff-fields.ts';
import { readStaffRow, type StaffRow } from '../shared/staff-row.ts';
import type { KindRules, Verdict } from './kind.ts';

/** People who work here go in by the rules of People: invited, without a password, with a job that the importer may give. */
export const staff: KindRules<StaffRow> = {
  fields: staffFields,
  right: 'identity.manageStaff',
  doubles: 'wrong',
  secret: secretHeadings,
  read: (said, ctx) => readStaffRow(said, ctx.clinic),
  async check(ctx, row) {
    return verdictOf(await weighPerson(ctx, row));
  },
  async take(ctx, row, { notThese }) {
    const weighed = await weighPerson(ctx, row);
    const verdict = verdictOf(weighed);
    if (isWrong(verdict.problems)) return verdict;
    const brought = await bringPerson(ctx, weighed, notThese);
    if ('namesakes' in brought) return { ...verdict, candidates: brought.namesakes.map(candidateOf) };
    return { written: brought.written, warnings: verdict.problems };
  },
  async takeBack(ctx, written) {
    const person = written as PersonWritten;
    if (await isInCalendar(ctx, person.practitionerId)) return 'used';
    return takePersonBack(ctx, person);
  },
};

/** Hours, time off and visit types are the calendar's own and point at nobody in the record. */
async function isInCalendar(ctx: Context, practitionerId: string): Promise<boolean> {
  const { weeks, blocks, visitTypes } = await calendar.verbs.setup(ctx, {});
  return (
    weeks.some((week) => week.practitionerId === practitionerId) ||
    blocks.some((block) => block.practitionerId === practitionerId) ||
    visitTypes.some((type) => type.practitionerIds.includes(practitionerId))
  );
}

function verdictOf({ problems, warnings, namesakes }: WeighedPerson): Verdict {
  return {
    problems: [...problems.map((one) => said(one, 'error')), ...warnings.map((one) => said(one, 'warning'))],
    candidates: namesakes.map(candidateOf),
  };
}

function candidateOf({ staffId, name, login }: WeighedPerson['namesakes'][number]): Candidate {
  return { staffId, name, login, certain: false };
}

function said({ path, key, params }: FieldProblem, tone: RowProblem['tone']): RowProblem {
  // the file has one licence, in parts; the form has it in one
  const field = path === 'licence' ? 'licence.number' : path;
  return { field, key, ...(params && { params }), tone };
}
