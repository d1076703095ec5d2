import { useEffect, useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { type FoundPatient, records } from '#slices/records/contract.ts';
import './calendar.css';

/** Finds the patient by name, birth date or number; arrows and Enter choose. With nothing typed: those seen last. */
export function PatientPicker(props: { onChosen: (patient: { id: string; name: string }) => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  /** Enter that came before the answer counts for the first hit as soon as that is there. */
  const [eager, setEager] = useState(false);
  const locale = useLocale();
  const read = useRead(records, 'findPatients', { text, limit: 8 }, { keep: true });
  const patients = read.data?.patients ?? [];
  const choose = (one: FoundPatient | undefined) => one && props.onChosen({ id: one.id, name: one.name });
  const waiting = read.loading || read.refreshing;
  const current = patients[Math.min(at, patients.length - 1)];
  useEffect(() => {
    if (!eager || waiting) return;
    setEager(false);
    choose(current);
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows and Enter belong to the entry inside, whose list this is
    <div
      className="sc-picker"
      onKeyDown={(event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step)
          setAt((Math.min(at, patients.length - 1) + step + patients.length) % Math.max(patients.length, 1));
        if (event.key === 'Enter') setEager(true);
        if (step || event.key === 'Enter') event.preventDefault();
      }}
    >
      <FieldText
        label={m.scheduling_book_patient()}
        hint={m.scheduling_book_patientHint()}
        value={text}
        onChange={(value) => {
          setText(value);
          setAt(0);
          setEager(false);
        }}
        autoFocus
      />
      <ReadView read={read}>
        {() =>
          patients.length === 0 ? (
            <EmptyState title={m.scheduling_book_nobodyFound()} />
          ) : (
            <ul className="sc-hits">
              {patients.map((one, index) => (
                <li key={one.id}>
                  <button
                    type="button"
                    className={index === at ? 'sc-hit sc-hit-on' : 'sc-hit'}
                    onClick={() => choose(one)}
                  >
                    <strong>{one.name}</strong>
                    <span>
                      {one.birthDate && `${formatPlainDate(one.birthDate, locale, 'short')} · `}
                      <RecordNumber number={one.recordNumber} />
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </ReadView>
    </div>
  );
}
