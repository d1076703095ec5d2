import { useState } from 'react';
import { m } from '#messages';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { Button } from '#platform/web/ui/Button.tsx';

/** A time that somebody names, offered or not: what is wrong with it, and what is free near it, the answer says. */
export function ExactTime(props: { disabled: boolean; onTake: (time: string) => void }) {
  const [time, setTime] = useState('');
  return (
    <div className="sc-overbook">
      <FieldTime label={m.scheduling_book_exact()} value={time} onChange={setTime} />
      <Button disabled={props.disabled || !/^\d\d:\d\d$/.test(time)} onClick={() => props.onTake(time)}>
        {m.scheduling_book_exactTake()}
      </Button>
    </div>
  );
}
