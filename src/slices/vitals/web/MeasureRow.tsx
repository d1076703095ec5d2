import type { ReactNode } from 'react';
import { m } from '#messages';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Measure, notObtainedReasons, type NotObtainedReason } from '../contract.ts';
import type { VitalFlag } from '../shared/assess.ts';
import type { PlacedFinding } from '../shared/judge.ts';
import { Choice } from './Choice.tsx';
import { Flag } from './Flag.tsx';
import { absenceWords, measureWords, reasonWords } from './words.ts';

/** Rows of the grid are placed by number: figures come first in the order of `Tab`, choices after all of them. */
export const place = (row: number) =>
  ({ '--v1': row * 3 + 1, '--v2': row * 3 + 2, '--v3': row * 3 + 3 }) as Record<string, number>;

/** The figure itself, and below it what the rules say: the flag, what to read again, a hint. */
export function MeasureFigure(props: {
  row: number;
  children: ReactNode;
  flag?: VitalFlag | undefined;
  /** UCUM unit that is being typed. */
  unit?: string | undefined;
  findings: readonly PlacedFinding[];
  confirmed: readonly string[];
  onConfirm: (id: string) => void;
  hint?: string | undefined;
  /** Says that the figure was typed in Fahrenheit. */
  onFahrenheit?: (() => void) | undefined;
}) {
  const locale = useLocale();
  const { row, flag, findings, confirmed, hint } = props;
  return (
    <>
      <div className="v-figure" style={place(row)}>
        {props.children}
      </div>
      <div className="v-told" style={place(row)} aria-live="polite">
        <Flag flag={flag} unit={props.unit} />
        {findings.map((one) => (
          <span key={one.id} className="v-finding">
            <SignalBadge tone={one.level === 'reject' ? 'red' : 'amber'}>
              {reasonWords(one, locale)}
            </SignalBadge>
            {one.reasonKey === 'vitals_reject_fahrenheit' && props.onFahrenheit && (
              <Button small onClick={props.onFahrenheit}>
                {m.vitals_rooming_itWasFahrenheit()}
              </Button>
            )}
            {one.level === 'confirm' &&
              (confirmed.includes(one.id) ? (
                <SignalBadge tone="green">{m.vitals_rooming_confirmed()}</SignalBadge>
              ) : (
                <Button small onClick={() => props.onConfirm(one.id)}>
                  {m.vitals_rooming_confirm()}
                </Button>
              ))}
          </span>
        ))}
        {hint && <span className="v-soft">{hint}</span>}
      </div>
    </>
  );
}

/** The reason in place of a figure that could not be had. */
export function MeasureAbsent(props: {
  row: number;
  measure: Measure;
  reason: NotObtainedReason | '';
  onChange: (reason: NotObtainedReason | '') => void;
}) {
  return (
    <div className="v-figure" style={place(props.row)}>
      <span className="v-name">{measureWords(props.measure)}</span>
      <Choice
        label={m.vitals_notObtained()}
        value={props.reason}
        options={[
          ...notObtainedReasons.map((value) => ({ value, label: absenceWords(value) })),
          { value: '', label: m.vitals_notObtained_back() },
        ]}
        onChange={(value) => props.onChange(value as NotObtainedReason | '')}
      />
    </div>
  );
}

/** What goes with a figure, the last value, and the way out when it cannot be had. */
export function MeasureDetails(props: {
  row: number;
  measure: Measure;
  choices?: ReactNode;
  last?: ReactNode;
  onAbsent?: (() => void) | undefined;
}) {
  const { row, measure, onAbsent } = props;
  return (
    <>
      <div className="v-details" style={place(row)}>
        {props.choices}
        {onAbsent && (
          <button
            type="button"
            className="v-absent"
            onClick={onAbsent}
            aria-label={`${m.vitals_notObtained()}: ${measureWords(measure)}`}
          >
            {m.vitals_notObtained()}
          </button>
        )}
      </div>
      <div className="v-before" style={place(row)}>
        {props.last}
      </div>
    </>
  );
}
