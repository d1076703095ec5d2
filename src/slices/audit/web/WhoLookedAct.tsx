import { m } from '#messages';
import { useGo } from '#platform/web/router/link.tsx';
import { Button } from '#platform/web/ui/Button.tsx';

/** In the chart's head, for those whose job description holds it. */
export default function WhoLookedAct({ patientId }: { patientId: string }) {
  const go = useGo();
  return (
    <Button tone="plain" onClick={() => go(`/patients/${patientId}/who-looked`)}>
      {m.audit_chart_act()}
    </Button>
  );
}
