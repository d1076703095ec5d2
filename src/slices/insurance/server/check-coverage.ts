import type { Clinic } from '#platform/server/context.ts';
import { type FieldProblem, refuse } from '#platform/shared/errors.ts';
import { parseBpjs, parseMbi } from '#platform/shared/identifiers.ts';
import type { Coverage, Payer } from '../contract.ts';
import type { CoverageForm } from './coverage-codec.ts';

/** Tidies a form and refuses with every field that cannot be right. @param day the clinic's today */
export function checkCoverage(
  form: CoverageForm,
  payer: Payer,
  clinic: Pick<Clinic, 'currency'>,
  day: string,
): CoverageForm {
  const problems: FieldProblem[] = [];
  const fail = (path: string, key: string, params?: Record<string, string>) =>
    problems.push({ path, key, ...(params && { params }) });
  if (payer.kind === 'self') fail('payerId', 'insurance_field_selfPayHasNoCoverage');
  if (!payer.active) fail('payerId', 'insurance_field_payerOff');
  const { relation, name, birthDate } = form.subscriber;
  if (relation !== 'self' && !name) fail('subscriber.name', 'insurance_field_subscriberName');
  if (birthDate && birthDate > day) fail('subscriber.birthDate', 'insurance_field_inFuture');
  if (form.from && form.to && form.to < form.from) fail('to', 'insurance_field_endsBeforeStart');
  if (form.copay && form.copay.currency !== clinic.currency) {
    fail('copay', 'insurance_field_otherCurrency', { currency: clinic.currency });
  }
  const memberNumber = checkMemberNumber(form.memberNumber, payer.kind, fail);
  if (problems.length > 0) refuse('invalidInput', {}, problems);
  return { ...form, memberNumber, subscriber: relation === 'self' ? { relation } : form.subscriber };
}

/** Numbers of known form are checked and stored bare; any other stays exactly as it is printed on the card. */
function checkMemberNumber(
  text: string,
  kind: Payer['kind'],
  fail: (path: string, key: string) => void,
): string {
  if (kind !== 'bpjs' && kind !== 'medicare') return text;
  const result = kind === 'bpjs' ? parseBpjs(text) : parseMbi(text);
  if (result.valid) return result.value;
  fail('memberNumber', kind === 'bpjs' ? 'insurance_field_bpjsNumber' : 'insurance_field_mbiNumber');
  return text;
}

/** The coverage in force over some of the same days that has this place already. */
export function takenBy(form: CoverageForm, others: readonly Coverage[]): Coverage | undefined {
  return others.find((one) => one.order === form.order && isOpen(one) && overlaps(form, one));
}

/** The same number at the same payer over some of the same days: entered twice. */
export function sameCoverage(form: CoverageForm, others: readonly Coverage[]): Coverage | undefined {
  return others.find(
    (one) =>
      one.payer.id === form.payerId &&
      one.memberNumber === form.memberNumber &&
      isOpen(one) &&
      overlaps(form, one),
  );
}

function isOpen(coverage: Coverage): boolean {
  return coverage.state === 'active' || coverage.state === 'future';
}

interface Days {
  from?: string | undefined;
  to?: string | undefined;
}

/** Both ends are covered days; an open end is open for ever. */
function overlaps(left: Days, right: Days): boolean {
  return (left.from ?? '') <= (right.to ?? '9999') && (right.from ?? '') <= (left.to ?? '9999');
}
