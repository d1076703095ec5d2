import type { ClaimKind } from './agenda.ts';
import type { Facts } from './appointment.ts';

/** One thing or person that a visit occupies, from and to with its buffers. */
export interface Claim {
  kind: ClaimKind;
  /** Whom a refusal speaks of. */
  role: ClaimKind | 'assistant';
  /** Any one of these serves, in one of its lanes, at its own time if it has one. None: nothing that could serve is there at that time. */
  options: { id: string; lanes: number; startsAt?: string; endsAt?: string }[];
  startsAt: string;
  endsAt: string;
}

/** What a booking must get, and who or what the Appointment says takes part. */
export type Wanted = Pick<
  Facts,
  | 'startsAt'
  | 'endsAt'
  | 'patientIds'
  | 'practitionerIds'
  | 'roomIds'
  | 'equipmentIds'
  | 'visitTypeCode'
  | 'parts'
>;
