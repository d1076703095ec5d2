import { m } from '#messages';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import { Button } from '#platform/web/ui/Button.tsx';

/** In the chart's head: the way to all of it in the order of time. */
export default function TimelineAct({ patientId }: { patientId: string }) {
  const go = useGo();
  const open = () => go(`/patients/${patientId}/timeline`);
  useKeys({ t: { label: m.chart_act(), run: open } });
  return (
    <Button onClick={open} keys="T">
      {m.chart_act()}
    </Button>
  );
}
