import type { Extension, Organization } from '@medplum/fhirtypes';
import type { MoneyJson } from '#platform/shared/money.ts';
import { type Payer, payerKinds } from '../contract.ts';
import { moneyFromFhir, moneyToFhir } from './money-codec.ts';
import { extensions, systems } from './systems.ts';

export interface PayerFields {
  name: string;
  kind: Payer['kind'];
  copay?: MoneyJson | undefined;
  electronicId?: string | undefined;
  active: boolean;
}

/** Whether an organization pays: what a payer is told by among labs, hospitals and departments. */
export function isPayer(organization: Organization): boolean {
  const types = (organization.type ?? []).flatMap((type) => type.coding ?? []);
  return types.some((coding) => coding.system === systems.organizationType && coding.code === 'pay');
}

/** Writes a payer's fields into an organization, new or existing; other systems' parts stay. */
export function applyPayer(organization: Organization, fields: PayerFields): Organization {
  organization.active = fields.active;
  organization.name = fields.name;
  if (!isPayer(organization)) {
    const type = { coding: [{ system: systems.organizationType, code: 'pay' }] };
    organization.type = [...(organization.type ?? []), type];
  }
  const own: string[] = [extensions.payerKind, extensions.payerCopay];
  const added: Extension[] = [{ url: extensions.payerKind, valueCode: fields.kind }];
  if (fields.copay) added.push({ url: extensions.payerCopay, valueMoney: moneyToFhir(fields.copay) });
  organization.extension = [
    ...(organization.extension ?? []).filter((one) => !own.includes(one.url)),
    ...added,
  ];
  const others = (organization.identifier ?? []).filter((one) => one.system !== systems.electronicId);
  if (fields.electronicId) others.push({ system: systems.electronicId, value: fields.electronicId });
  if (others.length > 0) organization.identifier = others;
  else delete organization.identifier;
  return organization;
}

/** A payer's fields as an organization says them; one from elsewhere counts as a commercial insurer. */
export function payerFields(organization: Organization): PayerFields {
  const extension = (url: string) => organization.extension?.find((one) => one.url === url);
  const code = extension(extensions.payerKind)?.valueCode;
  return {
    name: organization.name ?? organization.alias?.[0] ?? '?',
    kind: payerKinds.find((kind) => kind === code) ?? 'commercial',
    copay: moneyFromFhir(extension(extensions.payerCopay)?.valueMoney),
    electronicId: organization.identifier?.find((one) => one.system === systems.electronicId)?.value,
    active: organization.active !== false,
  };
}
