import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { formatDateTime, formatTime } from '#platform/shared/time.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Held } from './use-hold.ts';

/** The chosen time, held, with the one act that is left: Enter books it. */
export function HeldTime(props: {
  held: Held;
  expired: boolean;
  providerName: string;
  pending: boolean;
  onBook: () => void;
  onOther: () => void;
  onRepeat: () => void;
}) {
  const { held } = props;
  const locale = useLocale();
  const { zone } = useMe().clinic;
  useKeys({ r: { label: m.scheduling_series_title(), run: props.onRepeat } });
  const next = useRef<HTMLButtonElement>(null);
  // the next act is to book it
  useEffect(() => next.current?.focus(), []);
  return (
    <section className="sc-held" aria-label={m.scheduling_hold_title()} role="status">
      <strong className="s-figures">
        {held.number !== null && `${m.scheduling_number({ number: held.number })} · `}
        {formatDateTime(held.startsAt, locale, zone, 'short')}
        {props.providerName && ` · ${props.providerName}`}
      </strong>
      <SignalBadge tone={props.expired ? 'amber' : 'green'}>
        {props.expired
          ? m.scheduling_hold_expired()
          : m.scheduling_hold_until({ time: formatTime(held.expiresAt, locale, zone) })}
      </SignalBadge>
      <span className="sc-held-acts">
        <Button ref={next} tone="primary" pending={props.pending} onClick={props.onBook}>
          {m.scheduling_hold_book()}
        </Button>
        <Button keys="R" onClick={props.onRepeat}>
          {m.scheduling_series_repeat()}
        </Button>
        <Button onClick={props.onOther}>{m.scheduling_hold_other()}</Button>
      </span>
    </section>
  );
}
