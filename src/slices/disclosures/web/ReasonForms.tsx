import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { disclosures } from '../contract.ts';

interface Asked {
  onClose: () => void;
}

/** A short dialog that asks for nothing but the reason, of whichever act. */
function ReasonDialog<Values, Output>(props: Asked & { title: string; form: FormState<Values, Output> }) {
  const { title, form } = props;
  return (
    <Dialog open title={title} onClose={props.onClose} size="small">
      <Form form={form} label={title}>
        <FieldText
          label={m.disclosures_label_reason()}
          {...form.at<string>('reason')}
          required
          autoFocus
          maxLength={500}
        />
        <SaveBar form={form} label={title} />
      </Form>
    </Dialog>
  );
}

export function PlaceHold({ patientId, onClose }: Asked & { patientId: string }) {
  const initial = { patientId, reason: '' };
  const form = useForm(disclosures, 'placeHold', { initial, onDone: onClose });
  return <ReasonDialog title={m.disclosures_hold_place()} form={form} onClose={onClose} />;
}

export function LiftHold({ holdId, onClose }: Asked & { holdId: string }) {
  const initial = { holdId, reason: '' };
  const form = useForm(disclosures, 'liftHold', { initial, onDone: onClose });
  return <ReasonDialog title={m.disclosures_hold_lift()} form={form} onClose={onClose} />;
}

export function MarkError({ disclosureId, onClose }: Asked & { disclosureId: string }) {
  const initial = { disclosureId, reason: '' };
  const form = useForm(disclosures, 'markDisclosureError', { initial, onDone: onClose });
  return <ReasonDialog title={m.disclosures_markError()} form={form} onClose={onClose} />;
}

export function Extend({ requestId, onClose }: Asked & { requestId: string }) {
  const initial = { requestId, reason: '' };
  const form = useForm(disclosures, 'extendRequest', { initial, onDone: onClose });
  return <ReasonDialog title={m.disclosures_act_extend()} form={form} onClose={onClose} />;
}

/** She takes a paper back, or what it waited for has happened. */
export function EndAuthorisation({ authorisationId, onClose }: Asked & { authorisationId: string }) {
  const title = m.disclosures_end_title();
  const form = useForm(disclosures, 'endAuthorisation', {
    initial: { authorisationId, how: 'revoked' as 'revoked' | 'eventHappened', on: '', note: '' },
    onDone: onClose,
  });
  return (
    <Dialog open title={title} onClose={onClose} size="small">
      <Form form={form} label={title}>
        <FieldChips
          label={m.disclosures_label_how()}
          {...form.at<string>('how')}
          options={[
            { value: 'revoked', label: m.disclosures_end_revoked() },
            { value: 'eventHappened', label: m.disclosures_end_eventHappened() },
          ]}
        />
        <FieldDate label={m.disclosures_label_endOn()} {...form.field('on')} past required />
        <FieldText label={m.disclosures_label_note()} {...form.field('note')} maxLength={500} />
        <SaveBar form={form} label={m.disclosures_end_save()} />
      </Form>
    </Dialog>
  );
}
