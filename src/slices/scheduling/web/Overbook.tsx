import { useState } from 'react';
import { m } from '#messages';
import type { ProblemError } from '#platform/web/client/call.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';

/** After a refusal for the provider's time: whoever may books over it, with the reason. Holds are never overbooked. */
export function Overbook(props: {
  problem: ProblemError | undefined;
  pending: boolean;
  onOverbook: (reason: string) => void;
}) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const may = useMay('scheduling.overbook');
  const { problem } = props;
  const taken = problem?.code === 'scheduling.timeTaken' && problem.details.resource === 'practitioner';
  if (!may || !taken || problem.details.heldBy) return null;
  const overbook = () => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') props.onOverbook(reason);
  };
  return (
    <More label={m.scheduling_overbook_title()} open>
      <div className="sc-overbook">
        <FieldText
          label={m.scheduling_overbook_reason()}
          value={reason}
          onChange={setReason}
          maxLength={255}
          error={missing ? m.scheduling_field_reasonNeeded() : undefined}
          required
        />
        <Button disabled={props.pending} onClick={overbook}>
          {m.scheduling_overbook_act()}
        </Button>
      </div>
    </More>
  );
}
