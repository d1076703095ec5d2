import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type AvoidArm, arms, avoidCauses, vitals } from '../contract.ts';

const causes: Record<AvoidArm['cause'], () => string> = {
  fistula: m.vitals_avoid_cause_fistula,
  mastectomy: m.vitals_avoid_cause_mastectomy,
  lymphoedema: m.vitals_avoid_cause_lymphoedema,
  intravenous: m.vitals_avoid_cause_intravenous,
  cast: m.vitals_avoid_cause_cast,
  other: m.vitals_avoid_cause_other,
};
const armWords = { left: m.vitals_arm_left, right: m.vitals_arm_right };
const flagWords = { left: m.vitals_avoid_flag_left, right: m.vitals_avoid_flag_right };

/** The arms to keep free, in words that stand above the pressure. */
export function AvoidArmLines(props: { avoidArms: readonly AvoidArm[] }) {
  return props.avoidArms.map((one) => (
    <SignalBadge key={one.flagId} tone="red">
      {flagWords[one.arm]({ cause: causes[one.cause]() })}
      {one.note && `: ${one.note}`}
    </SignalBadge>
  ));
}

/** Notes an arm on the chart, or takes the note off with a reason. */
export function AvoidArms(props: { patientId: string; avoidArms: readonly AvoidArm[] }) {
  const { patientId, avoidArms } = props;
  const may = useMay('vitals.record');
  const [ending, setEnding] = useState<AvoidArm>();
  const act = useAct(vitals, 'endAvoidArm');
  const end = async (reason: string) => {
    if (!ending) return;
    await act.run({ flagId: ending.flagId, reason });
    setEnding(undefined);
    tell(m.vitals_avoid_ended());
  };
  if (!may) return null;
  return (
    <More label={m.vitals_avoid_title()}>
      {avoidArms.length === 0 && <p className="v-soft">{m.vitals_avoid_none()}</p>}
      {avoidArms.map((one) => (
        <p key={one.flagId} className="v-rare">
          <AvoidArmLines avoidArms={[one]} />
          <Button small onClick={() => setEnding(one)}>
            {m.vitals_avoid_end()}
            <span className="s-hidden"> {armWords[one.arm]()}</span>
          </Button>
        </p>
      ))}
      <AddArm patientId={patientId} />
      <ReasonDialog
        asked={
          ending && {
            title: m.vitals_avoid_title(),
            text: flagWords[ending.arm]({ cause: causes[ending.cause]() }),
            label: m.vitals_avoid_endWhy(),
            act: m.vitals_avoid_end(),
          }
        }
        onSay={end}
        onClose={() => setEnding(undefined)}
        maxLength={500}
        pending={act.pending}
        problem={act.problem}
      />
    </More>
  );
}

function AddArm(props: { patientId: string }) {
  const initial = { arm: 'left', cause: 'fistula', note: '' };
  const form = useForm(vitals, 'avoidArm', {
    initial,
    prepare: ({ arm, cause, note }) => ({
      patientId: props.patientId,
      arm: arm as AvoidArm['arm'],
      cause: cause as AvoidArm['cause'],
      ...(note && { note }),
    }),
    onDone: () => tell(m.vitals_avoid_added()),
  });
  return (
    <Form form={form} label={m.vitals_avoid_title()}>
      <div className="v-notice">
        <FieldChips
          label={m.vitals_avoid_arm()}
          {...form.field('arm')}
          options={arms.map((value) => ({ value, label: armWords[value]() }))}
        />
        <FieldSelect
          label={m.vitals_avoid_cause()}
          {...form.field('cause')}
          options={avoidCauses.map((value) => ({ value, label: causes[value]() }))}
        />
        <FieldText label={m.vitals_avoid_note()} {...form.field('note')} />
        <Button type="submit" pending={form.pending}>
          {m.vitals_avoid_add()}
        </Button>
      </div>
    </Form>
  );
}
