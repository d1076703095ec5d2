import { useState } from 'react';
import { m } from '#messages';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { merging } from '../contract.ts';
import { FindOther, type Other } from './FindOther.tsx';

interface Props {
  patientId: string;
  onDone: () => void;
}

/** This person has another chart: the records lead compares the two. */
export function PairForm({ patientId, onDone }: Props) {
  const [other, setOther] = useState<Other>();
  const form = useForm(merging, 'reportPair', {
    initial: { note: '' },
    prepare: ({ note }) => ({ patientId, otherId: other?.id ?? '', note }),
    onDone: () => done(m.merging_mixUp_pairDone(), onDone),
  });
  return (
    <Form form={form} label={m.merging_mixUp_pair()}>
      <FindOther label={m.merging_mixUp_other()} exceptId={patientId} chosen={other} onChosen={setOther} />
      <FieldArea label={m.merging_mixUp_why()} {...form.field('note')} rows={2} maxLength={500} required />
      <SaveBar form={form} label={m.merging_mixUp_report()} disabled={!other} />
    </Form>
  );
}

/** Two people who are taken for each other. */
export function AlertForm({ patientId, onDone }: Props) {
  const [other, setOther] = useState<Other>();
  const form = useForm(merging, 'setNameAlert', {
    initial: { note: '' },
    prepare: ({ note }) => ({ patientId, otherId: other?.id ?? '', note }),
    onDone: () => done(m.merging_mixUp_alertDone(), onDone),
  });
  return (
    <Form form={form} label={m.merging_mixUp_alert()}>
      <p className="mg-soft">{m.merging_mixUp_alertHint()}</p>
      <FindOther label={m.merging_mixUp_taken()} exceptId={patientId} chosen={other} onChosen={setOther} />
      <FieldArea label={m.merging_mixUp_note()} {...form.field('note')} rows={2} maxLength={500} />
      <SaveBar form={form} label={m.merging_mixUp_set()} disabled={!other} />
    </Form>
  );
}

/** Somebody else's data stands here. */
export function OverlayForm({ patientId, onDone }: Props) {
  const form = useForm(merging, 'reportOverlay', {
    initial: { patientId, what: '' },
    onDone: () => done(m.merging_mixUp_overlayDone(), onDone),
  });
  return (
    <Form form={form} label={m.merging_mixUp_overlay()}>
      <FieldArea
        label={m.merging_mixUp_overlayWhat()}
        hint={m.merging_mixUp_overlayHint()}
        {...form.field('what')}
        rows={3}
        maxLength={500}
        required
      />
      <SaveBar form={form} label={m.merging_mixUp_report()} />
    </Form>
  );
}

function done(words: string, close: () => void): void {
  tell(words);
  close();
}
