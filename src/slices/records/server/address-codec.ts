import type { Address } from '@medplum/fhirtypes';
import type { z } from 'zod';
import type { address as addressSchema } from '../contract.ts';
import { assign, extensionOf, setExtension } from './fhir-parts.ts';
import { extensions } from './systems.ts';

export type FormAddress = z.output<typeof addressSchema>;

/** The address as the form shows it; more lines than one are joined. */
export function addressToForm(address: Address | undefined): FormAddress | undefined {
  if (!address) return undefined;
  const administrative = extensionOf(address, extensions.administrativeCode);
  const part = (url: string) =>
    administrative?.extension?.find((extension) => extension.url === url)?.valueCode;
  const form: FormAddress = {
    line: address.line?.join(', ') ?? address.text,
    rt: part('rt'),
    rw: part('rw'),
    village: extensionOf(address, extensions.village)?.valueString,
    subdistrict: address.district,
    city: address.city,
    state: address.state,
    postalCode: address.postalCode,
  };
  for (const name of Object.keys(form) as (keyof FormAddress)[]) if (!form[name]) delete form[name];
  return Object.keys(form).length > 0 ? form : undefined;
}

/** Writes the form's address into a FHIR one, keeping what the form does not know (period, codes of the regions). */
export function addressFromForm(form: FormAddress, before: Address | undefined, country: string): Address {
  const address: Address = before ? structuredClone(before) : { use: 'home', country };
  if (addressToForm(before)?.line !== form.line) assign(address, 'line', form.line ? [form.line] : undefined);
  // the free text would go on saying the old address
  delete address.text;
  assign(address, 'district', form.subdistrict);
  assign(address, 'city', form.city);
  assign(address, 'state', form.state);
  assign(address, 'postalCode', form.postalCode);
  setExtension(address, extensions.village, form.village ? { valueString: form.village } : undefined);
  const administrative = extensionOf(address, extensions.administrativeCode);
  const kept = (administrative?.extension ?? []).filter(
    (extension) => extension.url !== 'rt' && extension.url !== 'rw',
  );
  for (const unit of ['rt', 'rw'] as const) {
    const value = form[unit];
    if (value) kept.push({ url: unit, valueCode: value.padStart(3, '0') });
  }
  setExtension(address, extensions.administrativeCode, kept.length > 0 ? { extension: kept } : undefined);
  return address;
}
