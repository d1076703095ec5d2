import { m } from '#messages';
import type { FormState } from '#platform/web/form/use-form.tsx';
import type { Measure, NotObtainedReason, VisitVitals } from '../contract.ts';
import type { WordedMeasure } from '../shared/canonical.ts';
import { gravest } from './Flag.tsx';
import type { RoomingValues } from './form-values.ts';
import { hintFor } from './hints.ts';
import { LastValue } from './LastValue.tsx';
import { MeasureAbsent, MeasureDetails, MeasureFigure } from './MeasureRow.tsx';
import { FigureChoices, FigureField, PressureChoices, PressureFields } from './measure-fields.tsx';
import { openFindings } from './open-findings.ts';
import type { LiveJudgement } from './use-judgement.ts';
import { signsOfMeasure } from '../shared/sign-measures.ts';

type Form = FormState<RoomingValues>;

/** One row of the form: a measure, and of a pressure which reading. */
export type Row = { measure: Exclude<Measure, WordedMeasure>; reading: number };

interface GridProps {
  form: Form;
  visit: VisitVitals;
  rows: readonly Row[];
  live: LiveJudgement;
  autoFocus: boolean;
  /** A field is left: what stands in it is judged at once. */
  onLeave: () => void;
}

/** All figures first, then all that goes with them: so `Tab` runs from figure to figure while the eye sees rows. */
export function MeasureGrid(props: GridProps) {
  return (
    <div className="v-grid" role="group" aria-label={m.vitals_rooming_form()} onBlur={props.onLeave}>
      {props.rows.map((one, row) => (
        <FigureOf key={keyOf(one)} {...props} one={one} row={row} />
      ))}
      {props.rows.map((one, row) => (
        <DetailsOf key={keyOf(one)} {...props} one={one} row={row} />
      ))}
    </div>
  );
}

type OneProps = GridProps & { one: Row; row: number };
const keyOf = ({ measure, reading }: Row) => `${measure}${reading}`;

function setAbsent(form: Form, measure: Measure, reason: NotObtainedReason | ''): void {
  form.set(`notObtained.${measure}`, reason);
}

function FigureOf({ form, visit, live, autoFocus, one, row }: OneProps) {
  const { measure, reading } = one;
  const { values } = form;
  const absent = values.notObtained[measure] ?? '';
  if (absent) {
    const change = (reason: NotObtainedReason | '') => setAbsent(form, measure, reason);
    return <MeasureAbsent row={row} measure={measure} reason={absent} onChange={change} />;
  }
  const readings = values.values.bloodPressure.length;
  const path = measure === 'bloodPressure' ? `values.bloodPressure.${reading}.` : `values.${measure}.`;
  // the flag of a pressure is that of the whole set, so it stands below its last reading
  const last = measure !== 'bloodPressure' || reading === readings - 1;
  const flags = live.flags.filter(({ sign }) => signsOfMeasure[measure].includes(sign));
  const first = autoFocus && row === 0;
  return (
    <MeasureFigure
      row={row}
      flag={last ? gravest(flags) : undefined}
      unit={unitOf(values, measure)}
      findings={openFindings(live.findings, form.problem).filter((found) => found.path.startsWith(path))}
      confirmed={values.confirmed}
      onConfirm={(id) => form.set('confirmed', [...values.confirmed, id])}
      hint={last ? hintFor(measure, values, live, visit) : undefined}
      onFahrenheit={
        measure === 'temperature' ? () => form.set('values.temperature.unit', '[degF]') : undefined
      }
    >
      {measure === 'bloodPressure' ? (
        <PressureFields form={form} reading={reading} several={readings > 1} autoFocus={first} />
      ) : (
        <FigureField form={form} measure={measure} autoFocus={first} />
      )}
    </MeasureFigure>
  );
}

function DetailsOf({ form, visit, one, row }: OneProps) {
  const { measure, reading } = one;
  const here = !form.values.notObtained[measure];
  const first = reading === 0;
  const choices =
    measure === 'bloodPressure' ? (
      <PressureChoices form={form} reading={reading} />
    ) : (
      <FigureChoices form={form} measure={measure} />
    );
  return (
    <MeasureDetails
      row={row}
      measure={measure}
      choices={here && choices}
      last={first && <LastValue measure={measure} visit={visit} />}
      onAbsent={here && first ? () => setAbsent(form, measure, 'unable') : undefined}
    />
  );
}

/** The unit that is being typed, where there is a choice. */
function unitOf({ values }: RoomingValues, measure: Row['measure']): string | undefined {
  const given = values[measure];
  return 'unit' in given ? given.unit : undefined;
}
