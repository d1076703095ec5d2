import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { records } from '#slices/records/contract.ts';

/** A chart that does not look alike: a maiden name, another spelling. */
export function FindChart(props: { onChosen: (chosen: { id: string; name: string }) => void }) {
  const [text, setText] = useState('');
  const locale = useLocale();
  const enabled = text.trim().length > 1;
  const read = useRead(records, 'findPatients', { text, limit: 6 }, { keep: true, enabled });
  const found = enabled ? (read.data?.patients ?? []) : [];
  return (
    <>
      <FieldText label={m.selfBooking_desk_find()} value={text} onChange={setText} />
      <ul className="sb-alike">
        {found.map((one) => (
          <li key={one.id}>
            <Button onClick={() => props.onChosen(one)}>{m.selfBooking_desk_isThis()}</Button>
            <span>
              <strong>{one.name}</strong>
              <br />
              <span className="sb-soft">
                {one.birthDate && `${formatPlainDate(one.birthDate, locale, 'short')} · `}
                <RecordNumber number={one.recordNumber} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
