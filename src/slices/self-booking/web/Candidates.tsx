import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { LookAlike } from '#slices/records/contract.ts';

/** Charts that look alike, likeliest first, each with the button that says that it is this one. */
export function Candidates(props: {
  candidates: LookAlike[];
  pending: boolean;
  onChosen: (chosen: { id: string; name: string }) => void;
}) {
  const { candidates } = props;
  const first = useRef<HTMLButtonElement>(null);
  // they come after the dialog has opened
  useEffect(() => first.current?.focus(), []);
  if (candidates.length === 0) return <p>{m.selfBooking_desk_noneAlike()}</p>;
  return (
    <ul className="sb-alike" aria-label={m.selfBooking_desk_alike()}>
      {candidates.map((one, place) => (
        <li key={one.id}>
          <Button
            tone={place === 0 ? 'primary' : 'quiet'}
            pending={props.pending}
            {...(place === 0 && { ref: first })}
            onClick={() => props.onChosen(one)}
          >
            {m.selfBooking_desk_isThis()}
          </Button>
          <Who one={one} />
        </li>
      ))}
    </ul>
  );
}

function Who({ one }: { one: LookAlike }) {
  const locale = useLocale();
  return (
    <span>
      <strong>{one.name}</strong>{' '}
      <SignalBadge tone={one.verdict === 'same' ? 'blue' : 'amber'}>
        {m[`selfBooking_desk_verdict_${one.verdict}`]()}
      </SignalBadge>
      <br />
      <span className="sb-soft">
        {one.birthDate && `${formatPlainDate(one.birthDate, locale, 'short')} · `}
        <RecordNumber number={one.recordNumber} />
        {one.phone && ` · ${one.phone}`}
        {one.city && ` · ${one.city}`}
      </span>
    </span>
  );
}
