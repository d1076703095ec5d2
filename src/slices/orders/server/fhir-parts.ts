import type { CodeableConcept, Extension, Reference } from '@medplum/fhirtypes';
import { idOf as referenceId } from '#platform/server/record/reference-id.ts';
import { extensions, orderItemSystem } from './systems.ts';

type OursIs = keyof typeof extensions;

/** An extension of ours with a text value. */
export function textExtension(name: OursIs, value: string): Extension {
  return { url: extensions[name], valueString: value };
}

/** The text of an extension of ours. */
export function extensionText(of: { extension?: Extension[] }, name: OursIs): string | undefined {
  return of.extension?.find((one) => one.url === extensions[name])?.valueString;
}

export function hasExtension(of: { extension?: Extension[] }, name: OursIs): boolean {
  return of.extension?.some((one) => one.url === extensions[name]) ?? false;
}

/** The extensions without one of ours, or with it replaced. */
export function withExtension(
  of: { extension?: Extension[] },
  name: OursIs,
  put?: Extension,
): { extension?: Extension[] } {
  const rest = (of.extension ?? []).filter((one) => one.url !== extensions[name]);
  const all = put ? [...rest, put] : rest;
  return all.length > 0 ? { extension: all } : {};
}

/** A thing that can be ordered: words, and the favourite's code where it came from one. */
export function itemConcept(label: string, code: string | undefined): CodeableConcept {
  return { text: label, ...(code && { coding: [{ system: orderItemSystem, code }] }) };
}

export function itemCode(concept: CodeableConcept | undefined): string | undefined {
  return concept?.coding?.find((one) => one.system === orderItemSystem)?.code;
}

/** `Patient/1` → `1`; empty where there is none. */
export function idOf(reference: Reference | undefined): string {
  return referenceId(reference?.reference) ?? '';
}

export function patientReference(patientId: string): { reference: string } {
  return { reference: `Patient/${patientId}` };
}

export function visitReference(visitId: string): { reference: string } {
  return { reference: `Encounter/${visitId}` };
}
