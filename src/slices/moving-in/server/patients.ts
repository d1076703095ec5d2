import type { Context } from '#platform/server/context.ts';
import type { FieldProblem } from '#platform/shared/errors.ts';
import type { LookAlike } from '#slices/records/contract.ts';
import {
  bringPatient,
  type PatientWritten,
  takePatientBack,
  weighPatient,
} from '#slices/records/server/index.ts';
import type { Candidate } from '../contract.ts';
import { patientFields } from '../shared/patient-fields.ts';
import { type PatientRow, readPatientRow } from '../shared/patient-row.ts';
import { isWrong, problem, type RowProblem } from '../shared/row-reading.ts';
import type { KindRules, Verdict } from './kind.ts';

type Weighed = Awaited<ReturnType<typeof weighPatient>>;

/** Patients go in by the rules of registration, with the record number that they had. */
export const patients: KindRules<PatientRow> = {
  fields: patientFields,
  right: 'records.register',
  doubles: 'ask',
  read: readPatientRow,
  async check(ctx, row) {
    return verdictOf(await weighPatient(ctx, row));
  },
  async take(ctx, row, { notThese, fileName }) {
    const weighed = await weighPatient(ctx, row);
    const verdict = verdictOf(weighed);
    if (isWrong(verdict.problems) || verdict.candidates.some((one) => one.certain)) return verdict;
    const brought = await bringPatient(ctx, weighed, { notThese, reason: fileName });
    if ('candidates' in brought) {
      return { ...verdict, candidates: brought.candidates.map((one) => candidateOf(one, weighed)) };
    }
    return { written: brought.written, patientId: brought.written.patientId, warnings: verdict.problems };
  },
  takeBack: (ctx: Context, written) => takePatientBack(ctx, written as PatientWritten),
};

function verdictOf(weighed: Weighed): Verdict {
  const candidates = weighed.candidates.map((one) => candidateOf(one, weighed));
  const problems = [
    ...weighed.problems.map((one) => said(one, 'error')),
    ...weighed.warnings.map((one) => said(one, 'warning')),
  ];
  const holder = weighed.numberOf;
  if (holder && !candidates.some((one) => one.patientId === holder.patientId)) {
    problems.push(
      problem('recordNumber', holder.name ? 'recordNumberTaken' : 'recordNumberGone', { name: holder.name }),
    );
  }
  return { problems, candidates };
}

/** An identifier of one person, or her record number beside a likeness, leaves no doubt. */
function candidateOf(one: LookAlike, { numberOf }: Weighed): Candidate {
  return {
    patientId: one.id,
    name: one.name,
    birthDate: one.birthDate,
    recordNumber: one.recordNumber,
    certain: one.reasons.includes('identifierSame') || numberOf?.patientId === one.id,
  };
}

function said({ path, key, params }: FieldProblem, tone: RowProblem['tone']): RowProblem {
  return { field: path, key, ...(params && { params }), tone };
}
