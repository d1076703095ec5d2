import { m } from '#messages';
import { addDays } from '#platform/shared/time.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Button } from '#platform/web/ui/Button.tsx';

/** The week before, the week after, this week, and the week of any day. */
export function WeekBar(props: { day: string; today: string; onDay: (day: string) => void }) {
  const { day, today, onDay } = props;
  const before = () => onDay(addDays(day, -7));
  const after = () => onDay(addDays(day, 7));
  useKeys({
    '[': { label: m.roster_week_before(), run: before },
    ']': { label: m.roster_week_after(), run: after },
    t: { label: m.roster_week_this(), run: () => onDay(today) },
  });
  return (
    <nav className="ro-bar" aria-label={m.roster_week_label()}>
      <Button small keys="[" onClick={before}>
        {m.roster_week_before()}
      </Button>
      <Button small keys="T" onClick={() => onDay(today)}>
        {m.roster_week_this()}
      </Button>
      <Button small keys="]" onClick={after}>
        {m.roster_week_after()}
      </Button>
      <div className="ro-bar-other">
        <FieldDate label={m.roster_week_other()} value="" onChange={(value) => value && onDay(value)} />
      </div>
    </nav>
  );
}
