import { idOf } from '#platform/server/record/reference-id.ts';
import type { Coverage as FhirCoverage, CoverageClass, Extension, RelatedPerson } from '@medplum/fhirtypes';
import type { InputOf } from '#platform/shared/contract.ts';
import { displayName } from '#platform/shared/names.ts';
import { coverageOrders, type insurance, subscriberRelations } from '../contract.ts';
import { moneyFromFhir, moneyToFhir } from './money-codec.ts';
import { extensions, systems } from './systems.ts';

/** A coverage as the form has it. */
export type CoverageForm = Omit<InputOf<typeof insurance, 'addCoverage'>, 'patientId'>;

const subscriberId = 'subscriber';

/** Writes the form into a coverage, new or existing; parts that the form does not know stay. */
export function applyCoverage(coverage: FhirCoverage, form: CoverageForm, patientId: string): FhirCoverage {
  const patient = { reference: `Patient/${patientId}` };
  coverage.beneficiary = patient;
  coverage.payor = [{ reference: `Organization/${form.payerId}` }];
  coverage.subscriberId = form.memberNumber;
  const memberType = { coding: [{ system: systems.identifierType, code: 'MB' }] };
  const otherIds = (coverage.identifier ?? []).filter((one) => !isMemberNumber(one.type));
  coverage.identifier = [{ type: memberType, value: form.memberNumber }, ...otherIds];
  coverage.relationship = { coding: [{ system: systems.relationship, code: form.subscriber.relation }] };
  coverage.order = coverageOrders.indexOf(form.order) + 1;
  writeSubscriber(coverage, form, patientId);
  writePeriod(coverage, form);
  const otherClasses = (coverage.class ?? []).filter((one) => !['group', 'plan'].includes(classCode(one)));
  coverage.class = [...classOf('group', form.group), ...classOf('plan', form.plan), ...otherClasses];
  if (coverage.class.length === 0) delete coverage.class;
  const otherCosts = (coverage.costToBeneficiary ?? []).filter(
    (one) => one.type?.coding?.[0]?.code !== 'copay',
  );
  const copay = form.copay && {
    type: { coding: [{ system: systems.copayType, code: 'copay' }] },
    valueMoney: moneyToFhir(form.copay),
  };
  coverage.costToBeneficiary = copay ? [copay, ...otherCosts] : otherCosts;
  if (coverage.costToBeneficiary.length === 0) delete coverage.costToBeneficiary;
  setText(coverage, extensions.careClass, form.careClass);
  setText(coverage, extensions.registeredAt, form.registeredAt);
  return coverage;
}

/** The subscriber's person is contained: she is known for this policy alone and may never come here. */
function writeSubscriber(coverage: FhirCoverage, { subscriber }: CoverageForm, patientId: string): void {
  const others = (coverage.contained ?? []).filter((one) => one.id !== subscriberId);
  if (subscriber.relation === 'self') {
    coverage.subscriber = { reference: `Patient/${patientId}` };
    if (others.length > 0) coverage.contained = others;
    else delete coverage.contained;
    return;
  }
  const person: RelatedPerson = {
    resourceType: 'RelatedPerson',
    id: subscriberId,
    patient: { reference: `Patient/${patientId}` },
    name: [{ use: 'official', text: subscriber.name ?? '' }],
    ...(subscriber.birthDate && { birthDate: subscriber.birthDate }),
  };
  coverage.contained = [...others, person];
  coverage.subscriber = { reference: `#${subscriberId}` };
}

function writePeriod(coverage: FhirCoverage, { from, to }: Pick<CoverageForm, 'from' | 'to'>): void {
  if (from || to) coverage.period = { ...(from && { start: from }), ...(to && { end: to }) };
  else delete coverage.period;
}

function classOf(code: 'group' | 'plan', value: string | undefined): CoverageClass[] {
  return value ? [{ type: { coding: [{ system: systems.coverageClass, code }] }, value }] : [];
}

function classCode(one: CoverageClass): string {
  return one.type.coding?.[0]?.code ?? '';
}

function isMemberNumber(type: FhirCoverage['type']): boolean {
  return type?.coding?.some((coding) => coding.code === 'MB') ?? false;
}

/** Puts, replaces or removes a text extension. */
export function setText(coverage: FhirCoverage, url: string, value: string | undefined): void {
  const others: Extension[] = (coverage.extension ?? []).filter((one) => one.url !== url);
  if (value) others.push({ url, valueString: value });
  if (others.length > 0) coverage.extension = others;
  else delete coverage.extension;
}

export function textOf(coverage: FhirCoverage, url: string): string | undefined {
  return coverage.extension?.find((one) => one.url === url)?.valueString;
}

/** The form's fields as a coverage says them, also one from another system. */
export function coverageForm(coverage: FhirCoverage): CoverageForm {
  const member = coverage.identifier?.find((one) => isMemberNumber(one.type))?.value ?? coverage.subscriberId;
  const relation = coverage.relationship?.coding?.[0]?.code;
  const person = coverage.contained?.find(
    (one): one is RelatedPerson => `#${one.id}` === coverage.subscriber?.reference,
  );
  const classValue = (code: string) => coverage.class?.find((one) => classCode(one) === code)?.value;
  const copay = coverage.costToBeneficiary?.find((one) => one.type?.coding?.[0]?.code === 'copay');
  const form: CoverageForm = {
    payerId: payerIdOf(coverage) ?? '',
    memberNumber: member ?? coverage.identifier?.[0]?.value ?? '',
    subscriber: {
      relation: subscriberRelations.find((one) => one === relation) ?? (relation ? 'other' : 'self'),
      name: person && displayName(person.name),
      birthDate: person?.birthDate,
    },
    plan: classValue('plan'),
    group: classValue('group'),
    from: dayOf(coverage.period?.start),
    to: dayOf(coverage.period?.end),
    order: coverageOrders[(coverage.order ?? 1) - 1] ?? 'tertiary',
    copay: moneyFromFhir(copay?.valueMoney),
    careClass: textOf(coverage, extensions.careClass),
    registeredAt: textOf(coverage, extensions.registeredAt),
  };
  return form;
}

/** FHIR id of the organization that pays, where the coverage names one. */
export function payerIdOf(coverage: FhirCoverage): string | undefined {
  return idOf(coverage.payor[0]?.reference, 'Organization');
}

/** FHIR id of the patient whom the coverage is for. */
export function patientIdOf(reference: string | undefined): string | undefined {
  return idOf(reference, 'Patient');
}

/** The day of a FHIR date-time; a month or a year begins on its first day. */
function dayOf(date: string | undefined): string | undefined {
  if (!date) return undefined;
  return date.length >= 10 ? date.slice(0, 10) : `${date}${date.length === 4 ? '-01-01' : '-01'}`;
}
