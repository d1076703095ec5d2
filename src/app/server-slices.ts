import { identitySlice } from '#platform/server/identity/slice.ts';
import { printSlice } from '#platform/server/print/slice.ts';
import type { ServerSlice } from '#platform/server/slice.ts';
import { systemSlice } from '#platform/server/system/slice.ts';
import { workSlice } from '#platform/server/work/slice.ts';
import { slice as amendments } from '#slices/amendments/server/index.ts';
import { slice as audit } from '#slices/audit/server/index.ts';
import { slice as backups } from '#slices/backups/server/index.ts';
import { slice as bookkeeping } from '#slices/bookkeeping/server/index.ts';
import { slice as chart } from '#slices/chart/server/index.ts';
import { slice as checkIn } from '#slices/check-in/server/index.ts';
import { slice as competencies } from '#slices/competencies/server/index.ts';
import { slice as devices } from '#slices/devices/server/index.ts';
import { slice as disclosures } from '#slices/disclosures/server/index.ts';
import { slice as documents } from '#slices/documents/server/index.ts';
import { slice as frontDesk } from '#slices/front-desk/server/index.ts';
import { slice as insurance } from '#slices/insurance/server/index.ts';
import { slice as movingIn } from '#slices/moving-in/server/index.ts';
import { slice as merging } from '#slices/merging/server/index.ts';
import { slice as orders } from '#slices/orders/server/index.ts';
import { slice as records } from '#slices/records/server/index.ts';
import { slice as results } from '#slices/results/server/index.ts';
import { slice as reminders } from '#slices/reminders/server/index.ts';
import { slice as roster } from '#slices/roster/server/index.ts';
import { slice as scheduling } from '#slices/scheduling/server/index.ts';
import { slice as intake } from '#slices/intake/server/index.ts';
import { slice as letters } from '#slices/letters/server/index.ts';
import { slice as screening } from '#slices/screening/server/index.ts';
import { slice as selfBooking } from '#slices/self-booking/server/index.ts';
import { slice as sending } from '#slices/sending/server/index.ts';
import { slice as setup } from '#slices/setup/server/index.ts';
import { slice as training } from '#slices/training/server/index.ts';
import { slice as vitals } from '#slices/vitals/server/index.ts';
import { slice as waitlist } from '#slices/waitlist/server/index.ts';
import { slice as workforce } from '#slices/workforce/server/index.ts';

/** Every door of the server, in the order in which their keepers run. */
export const serverSlices: readonly ServerSlice[] = [
  identitySlice,
  workSlice,
  printSlice,
  systemSlice,
  workforce,
  devices,
  records,
  insurance,
  scheduling,
  reminders,
  waitlist,
  selfBooking,
  frontDesk,
  checkIn,
  vitals,
  screening,
  intake,
  orders,
  letters,
  results,
  chart,
  documents,
  merging,
  competencies,
  roster,
  training,
  bookkeeping,
  disclosures,
  amendments,
  sending,
  audit,
  backups,
  movingIn,
  setup,
];
