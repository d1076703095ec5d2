import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { vitals } from '../contract.ts';
import { CriticalBar } from './CriticalBar.tsx';
import { OxygenTargetLine, OxygenTargetOrder } from './OxygenTarget.tsx';
import { SetStrip } from './SetStrip.tsx';

/** The vital signs of this visit for whoever reads before or beside the consultation. */
export default function VisitSummary(props: { visitId: string }) {
  const read = useRead(vitals, 'visitVitals', { visitId: props.visitId }, { refreshOn: ['vitals.'] });
  return (
    <ReadView read={read} rows={3}>
      {(visit) => (
        <>
          {visit.sets
            .filter(({ setId }) => visit.untold.includes(setId))
            .map((set) => (
              <CriticalBar key={set.setId} set={set} visit={visit} />
            ))}
          <Panel title={m.vitals_summary_title()}>
            <OxygenTargetLine target={visit.oxygenTarget} />
            {visit.sets.length === 0 ? (
              <p className="v-soft">{m.vitals_strip_none()}</p>
            ) : (
              visit.sets.toReversed().map((set) => <SetStrip key={set.setId} set={set} />)
            )}
            <OxygenTargetOrder patientId={visit.patientId} target={visit.oxygenTarget} />
          </Panel>
        </>
      )}
    </ReadView>
  );
}
