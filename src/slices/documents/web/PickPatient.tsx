import { Suspense } from 'react';
import { m } from '#messages';
import { PatientPicker } from '#slices/records/web/index.tsx';
import { coverOf } from '../shared/cover.ts';

/**
 * Finds whose the paper is, by what stands on it. A hand scanner types what a cover sheet says: the number finds the
 * patient, and the type goes to the form.
 */
export function PickPatient(props: { label: string; onChosen: (patientId: string, type?: string) => void }) {
  return (
    <Suspense>
      <PatientPicker
        label={props.label}
        hint={m.documents_file_patientHint()}
        textOf={(typed) => coverOf(typed)?.recordNumber ?? typed}
        onChosen={({ id }, typed) => props.onChosen(id, coverOf(typed)?.type)}
      />
    </Suspense>
  );
}
