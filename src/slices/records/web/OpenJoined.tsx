import { m } from '#messages';
import { useGo } from '#platform/web/router/link.tsx';
import { Button } from '#platform/web/ui/Button.tsx';

/** Beside the refusal of what was written into a chart that was joined with another: leads into that one. */
export default function OpenJoined({ patientId }: { patientId: string }) {
  const go = useGo();
  return <Button onClick={() => go(`/patients/${patientId}`)}>{m.records_joined_open()}</Button>;
}
