import { IconAlertOctagonFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Alert, frontDesk } from '../contract.ts';
import { AcknowledgeDialog } from './AcknowledgeDialog.tsx';
import { chime } from './chime.ts';
import './front-desk.css';
import { TakeDialog } from './TakeDialog.tsx';

/** Red flags to which nobody has seen yet, above everything else of the day; a new one is heard as well. */
export default function Alerts(props: { visitId?: string }) {
  const { visitId } = props;
  const read = useRead(frontDesk, 'alerts', visitId ? { visitId } : {}, {
    refreshOn: ['frontDesk.alert', 'frontDesk.visit'],
  });
  const alerts = read.data?.alerts ?? [];
  const known = useRef<Set<string>>(undefined);
  const ids = alerts.map((one) => one.alertId).join(' ');
  const loaded = read.data !== undefined;
  useEffect(() => {
    if (!loaded) return;
    const now = ids.split(' ').filter(Boolean);
    const before = known.current;
    known.current = new Set(now);
    // what stood there when the page was opened has been heard already
    if (before && now.some((id) => !before.has(id))) chime();
  }, [ids, loaded]);
  if (alerts.length === 0) return null;
  return (
    <section className="fd-alerts" aria-label={m.frontDesk_alert_title()} aria-live="assertive">
      {alerts.map((one) => (
        <OneAlert key={one.alertId} alert={one} onVisit={visitId !== undefined} />
      ))}
    </section>
  );
}

function OneAlert({ alert, onVisit }: { alert: Alert; onVisit: boolean }) {
  const mayGreet = useMay('frontDesk.greet');
  const maySee = useMay('frontDesk.acknowledgeAlert');
  const take = useAct(frontDesk, 'takeAlert');
  const [asked, setAsked] = useState<'who' | 'outcome'>();
  const { alertId, visit } = alert;
  const who = visit?.patientName ?? m.frontDesk_alert_nobody({ place: alert.place || '–' });
  return (
    <div className="fd-alert">
      <IconAlertOctagonFilled size={24} aria-hidden />
      <div className="fd-alert-text">
        <p>
          <strong>
            {alert.level === 'emergency' ? m.frontDesk_alert_toCheck() : m.frontDesk_alert_urgent()}: {who}
          </strong>{' '}
          <When at={alert.raisedAt} as="time" />
          {alert.source === 'phone' && ` · ${m.frontDesk_alert_phone()}`}
        </p>
        <p>{m.frontDesk_alert_said({ what: alert.what })}</p>
        {alert.leftAt && <p>{m.frontDesk_alert_left()}</p>}
        {alert.takenBy && <p>{m.frontDesk_alert_taken({ by: alert.takenBy })}</p>}
        {!maySee && <p>{m.frontDesk_alert_ask()}</p>}
        <Problem problem={take.problem} />
      </div>
      <div className="fd-acts">
        {visit && !onVisit && (
          <Go to={`/visits/${visit.visitId}`} className="s-button s-button-quiet">
            {m.frontDesk_alert_open()}
          </Go>
        )}
        {mayGreet && (!alert.takenBy || !visit) && (
          <Button
            small
            pending={take.pending}
            onClick={() => {
              if (visit) void take.run({ alertId }).catch(() => undefined);
              else setAsked('who');
            }}
          >
            {m.frontDesk_alert_take()}
          </Button>
        )}
        {maySee && (
          <Button small tone="danger" onClick={() => setAsked('outcome')}>
            {m.frontDesk_alert_acknowledge()}
          </Button>
        )}
      </div>
      {asked === 'outcome' && <AcknowledgeDialog alertId={alertId} onClose={() => setAsked(undefined)} />}
      {asked === 'who' && <TakeDialog alertId={alertId} onClose={() => setAsked(undefined)} />}
    </div>
  );
}
