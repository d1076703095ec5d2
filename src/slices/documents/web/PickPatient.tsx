import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { type FoundPatient, records } from '#slices/records/contract.ts';
import { coverOf } from '../shared/cover.ts';
import { useOn } from './use-on.ts';

/**
 * Finds whose the paper is, by name and birth date as they stand on it; arrows and Enter choose. A hand scanner types what a
 * cover sheet says: the number finds the patient, and the type goes to the form.
 */
export function PickPatient(props: { label: string; onChosen: (patientId: string, type?: string) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  /** Enter that came before the answer counts for the first hit as soon as that is there. */
  const [eager, setEager] = useState(false);
  const cover = coverOf(text);
  const wanted = cover?.recordNumber ?? text;
  const asked = wanted.trim().length >= 2;
  const read = useRead(records, 'findPatients', { text: wanted, limit: 8 }, { keep: true, enabled: asked });
  const found = asked ? (read.data?.patients ?? []) : [];
  const current = Math.min(at, found.length - 1);
  const choose = (one: FoundPatient | undefined) => one && props.onChosen(one.id, cover?.type);
  const waiting = asked && (read.loading || read.refreshing);
  useEffect(() => {
    if (!eager || waiting) return;
    setEager(false);
    choose(found[current]);
  });
  useOn(place, 'keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) setAt((current + step + found.length) % found.length);
    if (event.key === 'Enter' && !event.ctrlKey) setEager(true);
    if (step || event.key === 'Enter') event.preventDefault();
  });
  return (
    <div ref={place}>
      <FieldText
        label={props.label}
        hint={m.documents_file_patientHint()}
        value={text}
        onChange={(value) => {
          setText(value);
          setAt(0);
          setEager(false);
        }}
        autoFocus
      />
      <ul className="doc-hits" aria-label={m.documents_file_found()}>
        {found.map((one, index) => (
          <li key={one.id}>
            <button
              type="button"
              className={index === current ? 'doc-hit doc-hit-on' : 'doc-hit'}
              onClick={() => choose(one)}
            >
              <strong>{one.name}</strong> <Known patient={one} />
            </button>
          </li>
        ))}
      </ul>
      {asked && !waiting && found.length === 0 && <p className="doc-soft">{m.documents_file_nobody()}</p>}
    </div>
  );
}

/** While only one identifier fits, the year of birth and no more. */
function Known({ patient }: { patient: FoundPatient }) {
  const locale = useLocale();
  const { birthDate, masked, recordNumber } = patient;
  const birth =
    birthDate && birthDate.length === 10 ? formatPlainDate(birthDate, locale, 'short') : birthDate;
  return (
    <span className="doc-soft">
      {birth ? `${birth}${masked ? '' : ' · '}` : ''}
      {!masked && <RecordNumber number={recordNumber} />}
    </span>
  );
}
