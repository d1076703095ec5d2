import { IconUsers } from '@tabler/icons-react';
import { m } from '#messages';
import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { merging, type NameAlert } from '../contract.ts';

/** On every screen of a patient: who is taken for her, and what of her chart is not to be relied on yet. */
export default function BannerMarks({ patientId }: { patientId: string }) {
  const { clinic } = useMe();
  const state = useRead(merging, 'chartState', { patientId }, { refreshOn: ['merging.'] }).data;
  const refreshOn = ['merging.', 'records.patientRegistered', 'frontDesk.visitArrived'];
  const alerts = useRead(merging, 'nameAlerts', { patientId }, { refreshOn }).data?.alerts ?? [];
  const [first] = alerts;
  const words = (one: NameAlert) =>
    [one.initials, one.birthYear, displayRecordNumber(one.recordNumber, clinic.country)]
      .filter(Boolean)
      .join(' ');
  return (
    <>
      {(state?.overlays ?? 0) > 0 && <SignalBadge tone="red">{m.merging_banner_overlay()}</SignalBadge>}
      {state?.reconcile.map((what) => (
        <SignalBadge key={what} tone="amber">
          {what === 'allergies' ? m.merging_banner_allergies() : m.merging_banner_medicines()}
        </SignalBadge>
      ))}
      {first && (
        <SignalBadge tone="amber" icon={<IconUsers size={16} aria-hidden />}>
          {alerts.length === 1
            ? m.merging_banner_alert({ who: words(first) })
            : m.merging_banner_alerts({ who: words(first), count: alerts.length - 1 })}
        </SignalBadge>
      )}
    </>
  );
}
