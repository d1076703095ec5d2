import { m } from '#messages';
import { weekdayOf } from '#platform/shared/time.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { useLocale } from '#platform/web/language.ts';
import { placeInMonth, type RuleDraft } from './rule-draft.ts';
import { weekdayWords } from './words.ts';

const units = {
  daily: m.scheduling_series_unitDays,
  weekly: m.scheduling_series_unitWeeks,
  monthly: m.scheduling_series_unitMonths,
};

/** How a visit repeats, in the order in which it is said: how often, on which days, until when. */
export function RuleFields(props: {
  draft: RuleDraft;
  firstDay: string;
  errors: Record<string, string>;
  onChange: (more: Partial<RuleDraft>) => void;
}) {
  const { draft, firstDay, errors, onChange } = props;
  const locale = useLocale();
  return (
    <div className="sc-rule">
      <FieldChips
        label={m.scheduling_series_frequency()}
        value={draft.frequency}
        onChange={(value) => onChange({ frequency: value as RuleDraft['frequency'] })}
        options={[
          { value: 'daily', label: m.scheduling_series_daily() },
          { value: 'weekly', label: m.scheduling_series_weekly() },
          { value: 'monthly', label: m.scheduling_series_monthly() },
        ]}
      />
      <FieldNumber
        label={m.scheduling_series_every()}
        unit={units[draft.frequency]()}
        value={draft.every}
        onChange={(every) => onChange({ every })}
        error={errors['rule.every']}
      />
      {draft.frequency === 'weekly' && (
        <FieldChips
          many
          label={m.scheduling_series_weekdays()}
          value={draft.weekdays}
          onChange={(weekdays) => onChange({ weekdays })}
          options={[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
            return { value: String(weekday), label: weekdayWords(weekday, locale, 'short') };
          })}
        />
      )}
      {draft.frequency === 'monthly' && (
        <FieldChips
          label={m.scheduling_series_monthWay()}
          value={draft.monthWay}
          onChange={(value) => onChange({ monthWay: value as RuleDraft['monthWay'] })}
          options={monthWays(firstDay, locale)}
        />
      )}
      <FieldChips
        label={m.scheduling_series_ends()}
        value={draft.ends}
        onChange={(value) => onChange({ ends: value as RuleDraft['ends'] })}
        options={[
          { value: 'count', label: m.scheduling_series_endsCount() },
          { value: 'until', label: m.scheduling_series_endsUntil() },
        ]}
      />
      {draft.ends === 'count' ? (
        <FieldNumber
          label={m.scheduling_series_count()}
          value={draft.count}
          autoFocus
          onChange={(count) => onChange({ count })}
          error={errors['rule.count']}
        />
      ) : (
        <FieldDate
          label={m.scheduling_series_until()}
          value={draft.until}
          onChange={(until) => onChange({ until })}
          error={errors['rule.untilDay']}
        />
      )}
    </div>
  );
}

function monthWays(firstDay: string, locale: string): { value: string; label: string }[] {
  const weekday = weekdayWords(weekdayOf(firstDay), locale);
  const place = placeInMonth(firstDay);
  const nth = [
    m.scheduling_rule_firstWeekday,
    m.scheduling_rule_secondWeekday,
    m.scheduling_rule_thirdWeekday,
    m.scheduling_rule_fourthWeekday,
  ][place - 1];
  return [
    { value: 'day', label: m.scheduling_series_byDay({ day: Number(firstDay.slice(8)) }) },
    ...(nth ? [{ value: 'nth', label: nth({ weekday }) }] : []),
    ...(place >= 4 ? [{ value: 'last', label: m.scheduling_rule_lastWeekday({ weekday }) }] : []),
    { value: 'lastDay', label: m.scheduling_series_byLastDay() },
  ];
}
