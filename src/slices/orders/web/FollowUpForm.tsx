import { useState } from 'react';
import { m } from '#messages';
import { addDays, zonedDay } from '#platform/shared/time.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import type { OrderDetail } from '../contract.ts';

const usualDays = [3, 7, 14, 30];

/** When the patient comes again, mostly one touch. */
export function FollowUpForm(props: { onOrder: (detail: OrderDetail) => void; pending: boolean }) {
  const { zone } = useMe().clinic;
  const today = zonedDay(new Date().toISOString(), zone);
  const [on, setOn] = useState('');
  const [purpose, setPurpose] = useState('');
  return (
    <div className="o-form">
      <div className="o-favourites">
        {usualDays.map((count) => (
          <button key={count} type="button" className="s-chip" onClick={() => setOn(addDays(today, count))}>
            {m.orders_followUpIn({ count })}
          </button>
        ))}
      </div>
      <FieldDate label={m.orders_followUpOn()} value={on} onChange={setOn} />
      <FieldText label={m.orders_followUpPurpose()} value={purpose} onChange={setPurpose} maxLength={300} />
      <Button
        pending={props.pending}
        disabled={on === ''}
        onClick={() => {
          props.onOrder({ kind: 'followUp', on, ...(purpose && { purpose }) });
          setOn('');
          setPurpose('');
        }}
      >
        {m.orders_followUpAdd()}
      </Button>
    </div>
  );
}
