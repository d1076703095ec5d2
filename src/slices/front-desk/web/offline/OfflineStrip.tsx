import { IconPlugConnectedX } from '@tabler/icons-react';
import { m } from '#messages';
import { formatTime, minutesBetween } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { showList } from './list-open.ts';

/** The sentence that the controls which are off point to. */
export const whyOffId = 'fd-why-off';

/** Above a board that is no longer live: as of when it is, how old, and what goes on. */
export function OfflineStrip(props: { at: string; now: string; waiting: number }) {
  const me = useMe();
  const locale = useLocale();
  const time = formatTime(props.at, locale, me.clinic.zone);
  const minutes = Math.max(0, minutesBetween(props.at, props.now));
  const age = minutes === 0 ? m.frontDesk_offline_justNow() : m.frontDesk_offline_age({ count: minutes });
  return (
    <div className="fd-strip">
      <IconPlugConnectedX size={20} aria-hidden />
      <div>
        <p>
          <strong role="status">{m.frontDesk_offline_noConnection()}</strong>{' '}
          {m.frontDesk_offline_asOf({ time, age })}
        </p>
        <p id={whyOffId}>{m.frontDesk_offline_goesOn()}</p>
      </div>
      {props.waiting > 0 && (
        <Button small keys="O" onClick={() => showList(true)}>
          {m.frontDesk_offline_unsent({ count: props.waiting })}
        </Button>
      )}
    </div>
  );
}
