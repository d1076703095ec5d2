import { m } from '#messages';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { vitals } from '../contract.ts';
import type { FormPlace } from './form-place.ts';
import SetFields from './SetFields.tsx';
import './rooming.css';

/** The form of one set by itself. */
export function RoomingForm({ place }: { place: FormPlace }) {
  const { visit, callOf, onSaved } = place;
  const form = useForm(vitals, 'recordVitals', {
    initial: place.initial,
    // each set has a draft of its own: what was saved must not come back into the next one
    draft: `vitals.recordVitals/${visit.visitId}/${visit.sets.length}`,
    prepare: callOf,
    onDone: ({ status }) => {
      tell(status === 'preliminary' ? m.vitals_rooming_savedPreliminary() : m.vitals_rooming_saved());
      onSaved();
    },
  });
  return (
    <Form form={form} label={m.vitals_rooming_form()}>
      <SetFields form={form} place={place} />
      <SaveBar form={form} label={m.vitals_rooming_save()} />
    </Form>
  );
}
