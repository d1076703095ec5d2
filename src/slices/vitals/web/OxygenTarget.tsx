import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type OxygenTarget, vitals } from '../contract.ts';

/** What was ordered, by whom and why, where saturation is entered and read. */
export function OxygenTargetLine({ target }: { target: OxygenTarget | undefined }) {
  if (!target) return null;
  const { lowPercent, highPercent, by, reason } = target;
  return (
    <p className="v-rare">
      <SignalBadge tone="blue">
        {m.vitals_target_line({ low: String(lowPercent), high: String(highPercent) })}
      </SignalBadge>
      <span className="v-soft">{m.vitals_target_by({ by, reason })}</span>
    </p>
  );
}

/** Orders a target for this patient, or ends it with a reason; for those who may order. */
export function OxygenTargetOrder(props: { patientId: string; target: OxygenTarget | undefined }) {
  const { patientId, target } = props;
  const may = useMay('vitals.orderTarget');
  const [ending, setEnding] = useState(false);
  const act = useAct(vitals, 'endOxygenTarget');
  const end = async (reason: string) => {
    if (!target) return;
    await act.run({ goalId: target.goalId, reason });
    setEnding(false);
    tell(m.vitals_target_ended());
  };
  if (!may) return null;
  return (
    <More label={m.vitals_target_title()}>
      {target ? (
        <>
          <OxygenTargetLine target={target} />
          <Button small onClick={() => setEnding(true)}>
            {m.vitals_target_end()}
          </Button>
        </>
      ) : (
        <p className="v-soft">{m.vitals_target_none()}</p>
      )}
      <OrderForm patientId={patientId} />
      <ReasonDialog
        asked={
          ending && target
            ? {
                title: m.vitals_target_title(),
                text: m.vitals_target_line({
                  low: String(target.lowPercent),
                  high: String(target.highPercent),
                }),
                label: m.vitals_target_endWhy(),
                act: m.vitals_target_end(),
              }
            : undefined
        }
        onSay={end}
        onClose={() => setEnding(false)}
        maxLength={500}
        pending={act.pending}
        problem={act.problem}
      />
    </More>
  );
}

function OrderForm({ patientId }: { patientId: string }) {
  const form = useForm(vitals, 'orderOxygenTarget', {
    initial: { lowPercent: '88', highPercent: '92', reason: '' },
    prepare: ({ lowPercent, highPercent, reason }) => ({
      ...{ patientId, reason },
      lowPercent: Number(lowPercent),
      highPercent: Number(highPercent),
    }),
    onDone: () => tell(m.vitals_target_ordered()),
  });
  return (
    <Form form={form} label={m.vitals_target_title()}>
      <p className="s-hint">{m.vitals_target_hint()}</p>
      <div className="v-notice">
        <FieldNumber label={m.vitals_target_low()} {...form.field('lowPercent')} pad />
        <FieldNumber label={m.vitals_target_high()} {...form.field('highPercent')} pad />
        <FieldText label={m.vitals_target_reason()} {...form.field('reason')} required />
        <Button type="submit" pending={form.pending}>
          {m.vitals_target_order()}
        </Button>
      </div>
    </Form>
  );
}
