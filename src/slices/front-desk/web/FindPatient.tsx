import { type KeyboardEvent, useEffect, useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { type FoundPatient, records } from '#slices/records/contract.ts';

/** Finds by name and birth date as spoken; arrows and Enter choose. By one identifier alone a row stays masked. */
export function FindPatient(props: {
  onChosen: (patient: { id: string; name: string; line?: string }) => void;
}) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  /** Enter that came before the answer counts for the first hit as soon as that is there. */
  const [eager, setEager] = useState(false);
  const mayRegister = useMay('records.register');
  const asked = text.trim().length >= 2;
  const read = useRead(records, 'findPatients', { text, limit: 8 }, { keep: true, enabled: asked });
  const patients = asked ? (read.data?.patients ?? []) : [];
  const current = Math.min(at, patients.length - 1);
  const choose = (one: FoundPatient | undefined) => {
    if (one) props.onChosen({ id: one.id, name: one.name, ...(!one.masked && { line: text }) });
  };
  const waiting = asked && (read.loading || read.refreshing);
  useEffect(() => {
    if (!eager || waiting) return;
    setEager(false);
    choose(patients[current]);
  });
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && patients.length > 0) setAt((current + step + patients.length) % patients.length);
    if (event.key === 'Enter') setEager(true);
    if (step || event.key === 'Enter') event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows and Enter belong to the entry inside, whose list this is
    <div onKeyDown={press}>
      <FieldText
        label={m.frontDesk_walkIn_patient()}
        hint={m.frontDesk_walkIn_patientHint()}
        value={text}
        onChange={(value) => {
          setText(value);
          setAt(0);
          setEager(false);
        }}
        autoFocus
      />
      <ul className="fd-hits" aria-label={m.frontDesk_walkIn_found()}>
        {patients.map((one, index) => (
          <li key={one.id}>
            <button
              type="button"
              className={index === current ? 'fd-hit fd-hit-on' : 'fd-hit'}
              onClick={() => choose(one)}
            >
              <strong>{one.name}</strong> <Known patient={one} />
            </button>
          </li>
        ))}
      </ul>
      {asked && !read.loading && patients.length === 0 && <p>{m.frontDesk_walkIn_nobody()}</p>}
      {mayRegister && <Go to="/patients/new">{m.frontDesk_walkIn_register()}</Go>}
    </div>
  );
}

/** While only one identifier fits, the year of birth and no more. */
function Known({ patient }: { patient: FoundPatient }) {
  const locale = useLocale();
  const { birthDate, masked, recordNumber } = patient;
  if (masked) return <span className="fd-soft">{m.frontDesk_walkIn_masked({ year: birthDate ?? '?' })}</span>;
  const birth = birthDate && formatPlainDate(birthDate, locale, 'short');
  return (
    <span className="fd-soft">
      {birth && `${birth} · `}
      <RecordNumber number={recordNumber} />
    </span>
  );
}
