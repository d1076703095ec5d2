import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { type FoundPatient, records } from '#slices/records/contract.ts';
import { dateWords } from '#slices/records/web/index.tsx';

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
  const [text, setText] = useState('');
  const locale = useLocale();
  const enabled = text.trim().length > 1;
  const read = useRead(records, 'findPatients', { text, limit: 6 }, { keep: true, enabled });
  const found = enabled ? (read.data?.patients ?? []).filter(({ id }) => id !== props.exceptId) : [];
  if (props.chosen) {
    return (
      <p className="mg-chosen">
        <span className="mg-soft">{props.label}</span> <strong>{props.chosen.name}</strong>{' '}
        <RecordNumber number={props.chosen.recordNumber} />
        <Button small onClick={() => props.onChosen(undefined)}>
          {m.merging_find_change()}
        </Button>
      </p>
    );
  }
  return (
    <div>
      <FieldText label={props.label} hint={m.merging_find_hint()} value={text} onChange={setText} required />
      {enabled && read.data && found.length === 0 && <p className="mg-soft">{m.merging_find_nobody()}</p>}
      <ul className="mg-lines">
        {found.map((one) => (
          <li key={one.id} className="mg-found">
            <Button small onClick={() => props.onChosen(one)}>
              {m.merging_find_choose()}
            </Button>
            <Found one={one} birth={one.birthDate && dateWords(one.birthDate, locale)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Found({ one, birth }: { one: FoundPatient; birth: string | undefined }) {
  return (
    <span>
      <strong>{one.name}</strong> <span className="mg-soft">{birth}</span>{' '}
      <RecordNumber number={one.recordNumber} />
    </span>
  );
}
