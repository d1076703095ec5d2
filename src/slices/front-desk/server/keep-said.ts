import type { Encounter } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { VisitState } from '../contract.ts';
import { setExtension } from './encounter.ts';
import { changeEncounter } from './move.ts';
import { companionUrl, coverageUrl, payerUrl } from './systems.ts';
import { visitOf } from './visits.ts';

export interface SaidOfVisit {
  /** In her own words. */
  reason?: string | undefined;
  /** Both as front desk keeps them: a payer, and her coverage of it. */
  payer?: { payerId: string; coverageId?: string | undefined } | undefined;
  guardian?: { name: string; relationship: string } | undefined;
}

/** Keeps with the visit what she says of it herself, so that nobody asks it twice; what she leaves out stays as it was. */
export async function keepSaid(ctx: Context, visit: VisitState, said: SaidOfVisit): Promise<VisitState> {
  if (!said.reason && !said.payer && !said.guardian) return visit;
  await changeEncounter(ctx, visit, (encounter) => {
    if (said.reason) writeReason(encounter, said.reason);
    if (said.payer) writePayer(encounter, said.payer.payerId, said.payer.coverageId);
    if (said.guardian) writeGuardian(encounter, said.guardian);
  });
  return visitOf(ctx, visit.visitId, true);
}

export function writeReason(encounter: Encounter, text: string): void {
  const [first, ...others] = encounter.reasonCode ?? [];
  encounter.reasonCode = [{ ...first, text }, ...others];
}

/** A payer without a coverage takes away the coverage that stood there. */
export function writePayer(encounter: Encounter, payerId: string, coverageId: string | undefined): void {
  setExtension(encounter, { url: payerUrl, valueString: payerId });
  encounter.extension = encounter.extension?.filter((one) => one.url !== coverageUrl) ?? [];
  if (!coverageId) return;
  const valueReference = { reference: `Coverage/${coverageId}` };
  setExtension(encounter, { url: coverageUrl, valueReference });
}

export function writeGuardian(encounter: Encounter, guardian: { name: string; relationship: string }): void {
  const parts = [
    { url: 'name', valueString: guardian.name },
    { url: 'relationship', valueCode: guardian.relationship },
  ];
  setExtension(encounter, { url: companionUrl, extension: parts });
}
