import { Suspense } from 'react';
import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { PatientPicker } from '#slices/records/web/index.tsx';

export interface Other {
  id: string;
  name: string;
  recordNumber: string;
}

/** Finds the other chart as it is spoken of; the one that is chosen stands there instead, and can be changed. */
export function FindOther(props: {
  label: string;
  exceptId: string;
  chosen: Other | undefined;
  onChosen: (other: Other | undefined) => void;
}) {
  const { label, exceptId, chosen, onChosen } = props;
  if (!chosen)
    return (
      <Suspense>
        <PatientPicker {...{ label, exceptId, onChosen }} hint={m.merging_find_hint()} isOneOfSeveral />
      </Suspense>
    );
  return (
    <p className="mg-chosen">
      <span className="mg-soft">{label}</span> <strong>{chosen.name}</strong>{' '}
      <RecordNumber number={chosen.recordNumber} />
      <Button small onClick={() => onChosen(undefined)}>
        {m.merging_find_change()}
      </Button>
    </p>
  );
}
