import type { Patient } from '@medplum/fhirtypes';
import type { Clinic } from '#platform/server/context.ts';
import { bareIdentifier } from '#platform/shared/identifiers.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import { type IdentifierKind, identifierKinds, type PatientForm } from '../contract.ts';
import { addressToForm } from './address-codec.ts';
import { applyForm, sameJson } from './patient-codec.ts';
import { mainName, patientToForm } from './patient-form.ts';
import { identifierSystems, identifierTypeSystem, recordNumberSystem } from './systems.ts';

/** What two charts of one person may say differently, in the order of the form. */
export const unitedFields = [
  ...['name', 'nickname', 'birthDate', 'sex', 'phone', 'otherPhone', 'email', 'contactBy', 'mayLeaveMessage'],
  ...['address', 'language', 'interpreterNeeded', 'emergencyContact'],
  ...identifierKinds.map((kind) => `identifiers.${kind}`),
] as readonly string[];

export type Side = 'survivor' | 'other';
export type Choices = Readonly<Record<string, Side>>;

export interface FieldPair {
  field: string;
  survivor: unknown;
  other: unknown;
  /** Both say something, and not the same. */
  conflict: boolean;
}

/** The fields in which the charts differ; where only one says anything there is nothing to choose. */
export function fieldPairs(survivor: Patient, other: Patient): FieldPair[] {
  const [a, b] = [patientToForm(survivor), patientToForm(other)];
  return unitedFields.flatMap((field) => {
    const [mine, theirs] = [said(a, field), said(b, field)];
    if (theirs === undefined || sameJson(mine, theirs)) return [];
    return [{ field, survivor: mine, other: theirs, conflict: mine !== undefined }];
  });
}

/** What a form says in a field; undefined for nothing, and for a sex that nobody knows. */
export function said(form: PatientForm, field: string): unknown {
  if (field.startsWith('identifiers.')) return form.identifiers?.[kindIn(field)];
  if (field === 'sex' && form.sex === 'unknown') return undefined;
  return form[field as keyof PatientForm];
}

/**
 * The chart that stays, with what was chosen of each field, and with everything of the other that was not chosen as old
 * names, identifiers, telephones and addresses. Neither argument is changed.
 * @param otherNumber record number of the other chart, which its resource need not state
 */
export function unite(
  survivor: Patient,
  other: Patient,
  { choices, clinic, otherNumber }: { choices: Choices; clinic: Clinic; otherNumber: string },
): Patient {
  const pairs = fieldPairs(survivor, other);
  const [own, theirs] = [patientToForm(survivor), patientToForm(other)];
  const taken = pairs.filter(({ field, conflict }) => !conflict || choices[field] === 'other');
  let form: PatientForm = own;
  for (const { field } of taken) form = withField(form, theirs, field);
  const united = applyForm(structuredClone(survivor), form, clinic.country);
  const isTaken = (field: string) => taken.some((one) => one.field === field);
  keepNames(united, survivor, other);
  keepIdentifiers(united, survivor, other, isTaken);
  keepNumber(united, recordNumberSystem(clinic), otherNumber);
  keepTelecom(united, survivor, other);
  const left = isTaken('address') ? survivor.address?.[0] : other.address?.[0];
  const stands = united.address?.[0];
  if (left && !sameJson(addressToForm(left), addressToForm(stands)))
    united.address = [...(united.address ?? []), { ...left, use: 'old' }];
  return united;
}

function withField(form: PatientForm, theirs: PatientForm, field: string): PatientForm {
  if (field.startsWith('identifiers.')) {
    const kind = kindIn(field);
    return { ...form, identifiers: { ...form.identifiers, [kind]: theirs.identifiers?.[kind] } };
  }
  if (field === 'name') {
    const { name, familyName, newbornOf } = theirs;
    return { ...form, name, familyName, newbornOf };
  }
  const both = field === 'birthDate' ? { birthDateUnknown: theirs.birthDateUnknown } : {};
  return { ...form, [field]: theirs[field as keyof PatientForm], ...both };
}

const kindIn = (field: string) => field.slice('identifiers.'.length) as IdentifierKind;

/** By every name that either chart had she is found. */
function keepNames(united: Patient, survivor: Patient, other: Patient): void {
  const names = united.name ?? [];
  const known = new Set(names.map(({ use: _, period: __, ...name }) => JSON.stringify(name)));
  const before = [mainName(survivor), ...(other.name ?? [])].filter((name) => name !== undefined);
  for (const name of before) {
    const { use, period: _, ...words } = name;
    if (use === 'nickname' || known.has(JSON.stringify(words))) continue;
    known.add(JSON.stringify(words));
    names.push({ ...name, use: use === 'maiden' ? use : 'old' });
  }
  united.name = names;
}

function keepIdentifiers(
  united: Patient,
  survivor: Patient,
  other: Patient,
  isTaken: (field: string) => boolean,
): void {
  const all = united.identifier ?? [];
  const has = (system?: string, value?: string) =>
    all.some((one) => one.system === system && one.value === value);
  const replaced = identifierKinds
    .filter((kind) => isTaken(`identifiers.${kind}`))
    .map((kind) => identifierSystems[kind].system);
  const left = (survivor.identifier ?? []).filter(({ system }) => replaced.includes(system ?? ''));
  for (const one of [...left, ...(other.identifier ?? [])]) {
    if (has(one.system, one.value)) continue;
    // a number of another system that only one chart had is as good as before
    const stands = all.some(({ system, use }) => system === one.system && use !== 'old');
    all.push(stands ? { ...one, use: 'old' } : one);
  }
  united.identifier = all;
}

/** A number that was issued is never another's: it is hers, and not the one in use. */
function keepNumber(united: Patient, system: string, value: string): void {
  const others = (united.identifier ?? []).filter((one) => one.system !== system || one.value !== value);
  const type = { coding: [{ system: identifierTypeSystem, code: 'MR' }] };
  united.identifier = [...others, { use: 'old', type, system, value }];
}

function keepTelecom(united: Patient, survivor: Patient, other: Patient): void {
  const all = united.telecom ?? [];
  for (const one of [...(survivor.telecom ?? []), ...(other.telecom ?? [])]) {
    if (all.some(({ system, value }) => system === one.system && value === one.value)) continue;
    all.push({ ...one, use: 'old' });
  }
  if (all.length > 0) united.telecom = all;
}

/**
 * Takes out of a chart what a join put there, and leaves what was written since: a field that still says what the join
 * made of it goes back to what it said before.
 * @param before,joined the chart before and after the join
 */
export function disunite(now: Patient, before: Patient, joined: Patient, country: string): Patient {
  const bare = ({ meta: _, ...rest }: Patient) => rest;
  if (sameJson(bare(now), bare(joined))) return { ...structuredClone(before), ...(now.id && { id: now.id }) };
  const result = structuredClone(now);
  for (const list of ['name', 'identifier', 'telecom', 'address', 'link'] as const)
    dropAdded(result, before, joined, list);
  const [was, made, is] = [before, joined, result].map((one) => patientToForm(one));
  let form = is as PatientForm;
  for (const field of unitedFields) {
    const standing = said(patientToForm(now), field);
    if (sameSaid(field, standing, said(made as PatientForm, field), country))
      form = withField(form, was as PatientForm, field);
  }
  return applyForm(result, form, country);
}

/** A form that was saved since writes telephones and numbers its own way: that alone is no change. */
function sameSaid(field: string, one: unknown, other: unknown, country: string): boolean {
  const plain = (value: unknown) => {
    if (typeof value !== 'string') return value;
    if (field.startsWith('identifiers.')) return bareIdentifier(value);
    if (field !== 'phone' && field !== 'otherPhone') return value;
    const read = parsePhone(value, country === 'ID' ? 'ID' : 'US');
    return read.ok ? read.e164 : value;
  };
  return sameJson(plain(one), plain(other));
}

function dropAdded(
  result: Patient,
  before: Patient,
  joined: Patient,
  list: 'name' | 'identifier' | 'telecom' | 'address' | 'link',
): void {
  const had: readonly unknown[] = before[list] ?? [];
  const got: readonly unknown[] = joined[list] ?? [];
  const added = got.filter((one) => !had.some((other) => sameJson(one, other)));
  const stands = ((result[list] ?? []) as unknown[]).filter(
    (one) => !added.some((other) => sameJson(one, other)),
  );
  const fields = result as unknown as Record<string, unknown>;
  if (stands.length > 0) fields[list] = stands;
  else delete fields[list];
}
