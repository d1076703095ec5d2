import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { merging, type NameAlert } from '../contract.ts';
import './merging.css';

/** In the chart: what was joined into it, and who is taken for her. Absent where there is nothing. */
export default function ChartPanel({ patientId }: { patientId: string }) {
  const state = useRead(merging, 'chartState', { patientId }, { refreshOn: ['merging.'] }).data;
  const alerts =
    useRead(merging, 'nameAlerts', { patientId }, { refreshOn: ['merging.'] }).data?.alerts ?? [];
  const joined = state?.joined ?? [];
  if (joined.length === 0 && alerts.length === 0) return null;
  return (
    <Panel title={m.merging_panel_title()}>
      <ul className="mg-lines">
        {joined.map((one) => (
          <Joined key={one.mergeId} joined={one} />
        ))}
        {alerts.map((one) => (
          <Alert key={one.patientId} patientId={patientId} alert={one} />
        ))}
      </ul>
    </Panel>
  );
}

function Joined({ joined }: { joined: { mergeId: string; recordNumber: string; at: string; by: string } }) {
  const may = useMay('merging.merge');
  return (
    <li className="mg-line">
      <span>
        {m.merging_panel_joined()} <RecordNumber number={joined.recordNumber} />
      </span>
      <span className="mg-soft">
        <When at={joined.at} as="date" /> · {joined.by}
      </span>
      {may && <Go to={`/patients/joined/${joined.mergeId}`}>{m.merging_part_act()}</Go>}
    </li>
  );
}

function Alert({ patientId, alert }: { patientId: string; alert: NameAlert }) {
  const may = useMay('merging.report');
  const act = useAct(merging, 'endNameAlert');
  const why = {
    sameName: m.merging_why_sameName,
    soundsAlike: m.merging_why_soundsAlike,
    byHand: m.merging_why_byHand,
  }[alert.why]();
  const ends = may && (alert.why === 'byHand' || alert.note !== undefined);
  return (
    <li className="mg-line">
      <span>
        {m.merging_panel_alert()}{' '}
        <Go to={`/patients/${alert.patientId}`}>
          {alert.initials} {alert.birthYear} <RecordNumber number={alert.recordNumber} />
        </Go>
      </span>
      <span className="mg-soft">
        {[why, alert.today && m.merging_why_today(), alert.note].filter(Boolean).join(' · ')}
      </span>
      {ends && (
        <Button
          small
          pending={act.pending}
          onClick={() => void act.run({ patientId, otherId: alert.patientId }).catch(() => undefined)}
        >
          {m.merging_panel_endAlert()}
        </Button>
      )}
    </li>
  );
}
