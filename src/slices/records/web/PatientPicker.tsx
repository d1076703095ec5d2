import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { useOn } from '#platform/web/client/use-on.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { type FoundPatient, records } from '../contract.ts';
import { dateWords } from './words.ts';
import './records.css';

interface PickerProps {
  label: string;
  /** Name, birth date or number, unless told. */
  hint?: string;
  /** @param typed the line by which she was found */
  onChosen: (patient: FoundPatient, typed: string) => void;
  /** With nothing typed: those whose charts were changed last. */
  changedLast?: boolean;
  /** Whose chart is not to be chosen: it is the one that stands open. */
  exceptId?: string;
  /** What is asked for in place of what stands in the entry: a hand scanner types more than a number. */
  textOf?: (typed: string) => string;
  /** A field of a form among others: it is marked as required, and the cursor does not go there by itself. */
  isOneOfSeveral?: boolean;
}

/**
 * Finds a patient by name and birth date as they are spoken, or by number; arrows and Enter choose. By one identifier
 * alone a row stays masked. Enter that comes before the answer counts for the first row as soon as that is there.
 */
export function PatientPicker(props: PickerProps) {
  const { label, onChosen, changedLast = false, exceptId, textOf, isOneOfSeveral = false } = props;
  const place = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [eager, setEager] = useState(false);
  const wanted = textOf?.(text) ?? text;
  const asked = wanted.trim().length >= 2 || (changedLast && text === '');
  const read = useRead(records, 'findPatients', { text: wanted, limit: 8 }, { keep: true, enabled: asked });
  const found = asked ? (read.data?.patients ?? []).filter(({ id }) => id !== exceptId) : [];
  const waiting = asked && (read.loading || read.refreshing);
  // what could not be asked is no "nobody": it would lead to a second chart
  const isAnswered = !waiting && !read.problem && read.data !== undefined;
  const current = Math.min(at, found.length - 1);
  const choose = (one: FoundPatient | undefined) => one && onChosen(one, text);
  useEffect(() => {
    if (!eager || waiting) return;
    setEager(false);
    choose(found[current]);
  });
  useOn(place, 'keydown', (event) => {
    // a row that has the focus itself is pressed like any button
    if (!(event.target instanceof HTMLInputElement)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chooses = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
    if (step && found.length > 0) setAt((current + step + found.length) % found.length);
    if (chooses) setEager(true);
    if (step || chooses) event.preventDefault();
  });
  return (
    <div ref={place}>
      <FieldText
        {...{
          label,
          hint: props.hint ?? m.records_pick_hint(),
          value: text,
          required: isOneOfSeveral,
          autoFocus: !isOneOfSeveral,
        }}
        onChange={(value) => {
          setText(value);
          setAt(0);
          setEager(false);
        }}
      />
      {found.length > 0 && (
        <ul
          className="rc-hits"
          aria-label={text === '' ? m.records_pick_changedLast() : m.records_pick_found()}
        >
          {found.map((one, index) => (
            <li key={one.id}>
              <button
                type="button"
                className={index === current ? 'rc-hit rc-hit-on' : 'rc-hit'}
                onClick={() => choose(one)}
              >
                <strong>{one.name}</strong> <Known patient={one} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {asked && <Problem problem={read.problem} keepFocus onRetry={read.refresh} />}
      {asked && isAnswered && text !== '' && found.length === 0 && (
        <p className="rc-note">{m.records_pick_nobody()}</p>
      )}
    </div>
  );
}

/** While only one identifier fits, the year of birth and no more. */
function Known({ patient: { birthDate, masked, recordNumber } }: { patient: FoundPatient }) {
  const locale = useLocale();
  if (masked) return <span className="rc-note">{m.records_pick_masked({ year: birthDate ?? '?' })}</span>;
  return (
    <span className="rc-note">
      {birthDate && `${dateWords(birthDate, locale)} · `}
      <RecordNumber number={recordNumber} />
    </span>
  );
}
