import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import type { Place } from '../contract.ts';

/** What is done about a time that the clocks skip or repeat; asked only where it happens. */
export interface ClockChoice {
  skipped?: 'shift';
  twice?: 'earlier' | 'later';
}

export function ClockChoices(props: {
  places: readonly Place[];
  choice: ClockChoice;
  onChange: (choice: ClockChoice) => void;
}) {
  const { places, choice, onChange } = props;
  const skips = choice.skipped !== undefined || places.some((one) => one.verdict === 'skipped');
  const repeats = choice.twice !== undefined || places.some((one) => one.verdict === 'twice');
  const { skipped: _, ...withoutSkipped } = choice;
  return (
    <>
      {skips && (
        <FieldChips
          label={m.scheduling_series_skipped()}
          value={choice.skipped ?? 'refuse'}
          onChange={(value) => onChange(value === 'shift' ? { ...choice, skipped: 'shift' } : withoutSkipped)}
          options={[
            { value: 'refuse', label: m.scheduling_series_skippedRefuse() },
            { value: 'shift', label: m.scheduling_series_skippedShift() },
          ]}
        />
      )}
      {repeats && (
        <FieldChips
          label={m.scheduling_series_twice()}
          value={choice.twice ?? ''}
          onChange={(value) => onChange({ ...choice, twice: value === 'later' ? 'later' : 'earlier' })}
          options={[
            { value: 'earlier', label: m.scheduling_series_twiceEarlier() },
            { value: 'later', label: m.scheduling_series_twiceLater() },
          ]}
        />
      )}
    </>
  );
}
