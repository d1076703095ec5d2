import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { merging } from '../contract.ts';
import './merging.css';

/** At the head of a chart whose lists were united: what is to be looked through, by whom. Absent once it is done. */
export default function Reconcile({ patientId }: { patientId: string }) {
  const may = useMay('merging.reconcile');
  const act = useAct(merging, 'sayReconciled');
  const { data } = useRead(merging, 'chartState', { patientId }, { refreshOn: ['merging.'] });
  const what = data?.reconcile ?? [];
  if (what.length === 0) return null;
  return (
    <Panel title={m.merging_panel_reconcileTitle()} tone="amber">
      <p>{may ? m.merging_panel_reconcile() : m.merging_panel_reconcileWho()}</p>
      <Problem problem={act.problem} />
      {may && (
        <div className="mg-acts">
          {what.map((one) => (
            <Button
              key={one}
              pending={act.pending}
              onClick={() => void act.run({ patientId, what: one }).catch(() => undefined)}
            >
              {one === 'allergies' ? m.merging_panel_allergies() : m.merging_panel_medicines()}
            </Button>
          ))}
        </div>
      )}
    </Panel>
  );
}
