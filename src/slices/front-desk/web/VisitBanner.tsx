import { m } from '#messages';
import { PatientBannerFrame } from '#platform/web/ui/PatientBanner.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { isMain, rankOf } from '../shared/steps.ts';
import type { Visit } from './visit-types.ts';

/**
 * The patient above the visit. At the counter, until two identifiers agree, it is the name alone: no birth date that
 * could be read out to whoever stands there. Past the counter the whole banner shows, in an emergency without a check.
 */
export function VisitBanner({ visit }: { visit: Visit }) {
  const { step, identified, patientId, patientName } = visit;
  const notYetIn = step === 'noShow' || step === 'cancelled';
  const atCounter = notYetIn || (isMain(step) && rankOf(step) < rankOf('waiting'));
  if (identified || !atCounter) return <PatientBanner patientId={patientId} />;
  return (
    <PatientBannerFrame tone="amber">
      <strong>{patientName}</strong> <span>{m.frontDesk_greet_notYet()}</span>
    </PatientBannerFrame>
  );
}
