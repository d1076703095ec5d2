import { m } from '#messages';
import { formatDateTime } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import type { FreeTime } from '../contract.ts';

/** Where the first session is one of numbers: the next one, whichever it is by then. */
export function NextNumber(props: {
  times: readonly FreeTime[];
  pending: boolean;
  onTake: (time: FreeTime) => void;
}) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const first = props.times.find((time) => time.number !== null);
  if (!first) return null;
  return (
    <div className="sc-held sc-next">
      <span>
        {m.scheduling_number_next({
          name: first.practitionerName,
          time: formatDateTime(first.startsAt, locale, zone, 'short'),
        })}
      </span>
      <Button pending={props.pending} onClick={() => props.onTake(first)}>
        {m.scheduling_number_take()}
      </Button>
    </div>
  );
}
