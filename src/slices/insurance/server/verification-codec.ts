import type { CoverageEligibilityResponse } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { authorOf } from '#slices/records/server/index.ts';
import { participantStates } from '../contract.ts';
import { extensions } from './systems.ts';

export type ParticipantState = (typeof participantStates)[number];

export interface Checked {
  patientId: string;
  coverageId: string;
  payerId: string;
  state: ParticipantState;
  note?: string | undefined;
}

/** One check at the payer. What was asked is contained: R4 wants the request, and it was made by word or on a portal. */
export function eligibilityResponse(ctx: Context, checked: Checked): CoverageEligibilityResponse {
  const patient = { reference: `Patient/${checked.patientId}` };
  const insurer = { reference: `Organization/${checked.payerId}` };
  const coverage = { reference: `Coverage/${checked.coverageId}` };
  return {
    resourceType: 'CoverageEligibilityResponse',
    contained: [
      {
        resourceType: 'CoverageEligibilityRequest',
        id: 'request',
        status: 'active',
        purpose: ['validation'],
        patient,
        created: ctx.now,
        insurer,
        insurance: [{ coverage }],
      },
    ],
    extension: [{ url: extensions.participantState, valueCode: checked.state }],
    status: 'active',
    purpose: ['validation'],
    patient,
    created: ctx.now,
    requestor: authorOf(ctx),
    request: { reference: '#request' },
    outcome: checked.state === 'unreachable' ? 'error' : 'complete',
    ...(checked.note && { disposition: checked.note }),
    insurer,
    insurance: [
      { coverage, ...(checked.state !== 'unreachable' && { inforce: checked.state === 'active' }) },
    ],
  };
}

/** What the payer said; of another system's answer, what its `inforce` means. */
export function stateOf(response: CoverageEligibilityResponse): ParticipantState | undefined {
  const code = response.extension?.find((one) => one.url === extensions.participantState)?.valueCode;
  const own = participantStates.find((state) => state === code);
  if (own) return own;
  const inForce = response.insurance?.[0]?.inforce;
  return inForce === undefined ? undefined : inForce ? 'active' : 'inactive';
}
