import { useEffect, useState } from 'react';
import { m } from '#messages';
import { formatNumber } from '#platform/shared/quantities.ts';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Measure, type NotObtainedReason, type VisitVitals, vitals } from '../contract.ts';
import { ConsciousnessField } from './ConsciousnessField.tsx';
import { callOf, initialValues, nextPressure, type RoomingValues } from './form-values.ts';
import { gravest } from './Flag.tsx';
import { asksForMore, hintFor } from './hints.ts';
import { LastValue } from './LastValue.tsx';
import { FigureChoices, FigureField, PressureChoices, PressureFields } from './measure-fields.tsx';
import { MeasureAbsent, MeasureDetails, MeasureFigure } from './MeasureRow.tsx';
import { openFindings } from './open-findings.ts';
import { useJudgement, useSettled, yearsOf } from './use-judgement.ts';
import { signsOfMeasure } from './words.ts';
import './rooming.css';

/** Readings that a raised first pressure asks for. */
const readingsWhenRaised = 3;

/** One row of the form: a measure, and of a pressure which reading. */
type Row = { measure: Exclude<Measure, 'consciousness'>; reading: number };

/** The pane of one set: figures in the order of measuring, judged while they are typed. */
export function RoomingForm(props: {
  visit: VisitVitals;
  /** The measures still to be done; without it all of them. */
  only?: readonly Measure[] | undefined;
  autoFocus: boolean;
  onSaved?: () => void;
}) {
  const { visit } = props;
  const { zone } = useMe().clinic;
  const locale = useLocale();
  const [initial] = useState(() => initialValues(visit, yearsOf(visit)));
  const form = useForm(vitals, 'recordVitals', {
    initial,
    // each set has a draft of its own: what was saved must not come back into the next one
    draft: `vitals.recordVitals/${visit.visitId}/${visit.sets.length}`,
    prepare: (values) => callOf(values, visit, zone),
    onDone: ({ status }) => {
      tell(status === 'preliminary' ? m.vitals_rooming_savedPreliminary() : m.vitals_rooming_saved());
      props.onSaved?.();
    },
  });
  const { values } = form;
  const [settled, settle] = useSettled(values);
  const live = useJudgement(settled, visit);
  const findings = openFindings(live.findings, form.problem);
  const readings = values.values.bloodPressure;
  const raised = asksForMore(settled, visit) && readings.length < readingsWhenRaised;
  useEffect(() => {
    // two further rows stand ready as soon as the first reading asks for them
    if (raised) form.set('values.bloodPressure', [...readings, nextPressure(readings)]);
  }, [raised, readings, form.set]);
  const rows = rowsOf(visit, values, props.only);
  const flagOf = (measure: Measure) =>
    gravest(live.flags.filter(({ sign }) => signsOfMeasure[measure].includes(sign)));
  const confirm = (id: string) => form.set('confirmed', [...values.confirmed, id]);
  const setAbsent = (measure: Measure, reason: NotObtainedReason | '') =>
    form.set(`notObtained.${measure}`, reason);
  const severe =
    live.flags.some(({ reasonKey }) => /pressure_s(evere|ymptoms)$/.test(reasonKey)) ||
    values.pressureSymptoms;
  const several = values.values.bloodPressure.length > 1;
  return (
    <Form form={form} label={m.vitals_rooming_form()}>
      <div className="v-grid" role="group" aria-label={m.vitals_rooming_form()} onBlur={settle}>
        {rows.map(({ measure, reading }, row) => {
          const absent = values.notObtained[measure] ?? '';
          if (absent) {
            return (
              <MeasureAbsent
                key={`${measure}${reading}`}
                row={row}
                measure={measure}
                reason={absent}
                onChange={(reason) => setAbsent(measure, reason)}
              />
            );
          }
          const path =
            measure === 'bloodPressure' ? `values.bloodPressure.${reading}.` : `values.${measure}.`;
          const last = measure !== 'bloodPressure' || reading === values.values.bloodPressure.length - 1;
          return (
            <MeasureFigure
              key={`${measure}${reading}`}
              row={row}
              flag={last ? flagOf(measure) : undefined}
              unit={unitOf(values, measure)}
              findings={findings.filter((one) => one.path.startsWith(path))}
              confirmed={values.confirmed}
              onConfirm={confirm}
              hint={last ? hintFor(measure, values, live, visit) : undefined}
            >
              {measure === 'bloodPressure' ? (
                <PressureFields
                  form={form}
                  reading={reading}
                  several={several}
                  autoFocus={props.autoFocus && row === 0}
                />
              ) : (
                <FigureField form={form} measure={measure} autoFocus={props.autoFocus && row === 0} />
              )}
            </MeasureFigure>
          );
        })}
        {rows.map(({ measure, reading }, row) => {
          const here = !values.notObtained[measure];
          const first = reading === 0;
          return (
            <MeasureDetails
              key={`${measure}${reading}`}
              row={row}
              measure={measure}
              choices={
                here &&
                (measure === 'bloodPressure' ? (
                  <PressureChoices form={form} reading={reading} />
                ) : (
                  <FigureChoices form={form} measure={measure} />
                ))
              }
              last={first && <LastValue measure={measure} visit={visit} />}
              onAbsent={here && first ? () => setAbsent(measure, 'unable') : undefined}
            />
          );
        })}
      </div>
      {severe && (
        <FieldCheck
          label={m.vitals_rooming_symptoms()}
          value={values.pressureSymptoms}
          onChange={(value) => form.set('pressureSymptoms', value)}
        />
      )}
      <More>
        <div className="v-more">
          <ConsciousnessField form={form} news2={live.news2} />
          {values.values.bloodPressure.length < 6 && visit.required.includes('bloodPressure') && (
            <Button onClick={() => form.set('values.bloodPressure', [...readings, nextPressure(readings)])}>
              {m.vitals_rooming_addReading()}
            </Button>
          )}
          <FieldCheck
            label={m.vitals_rooming_asleep()}
            value={values.asleep}
            onChange={(value) => form.set('asleep', value)}
          />
          <FieldTime
            label={m.vitals_rooming_late()}
            hint={m.vitals_rooming_lateHint()}
            {...form.field('measuredAt')}
          />
        </div>
      </More>
      {live.bodyMassIndex !== null && (
        <p className="v-soft">
          {m.vitals_measure_bodyMassIndex()}: {formatNumber(live.bodyMassIndex, 1, locale)} kg/m²
        </p>
      )}
      <SaveBar form={form} label={m.vitals_rooming_save()} />
    </Form>
  );
}

/** The unit that is being typed, where there is a choice. */
function unitOf({ values }: RoomingValues, measure: Row['measure']): string | undefined {
  const given = values[measure];
  return 'unit' in given ? given.unit : undefined;
}

/**
 * The rows in the order of measuring. A raised first pressure brings the rows for the two further readings by itself.
 */
function rowsOf(visit: VisitVitals, values: RoomingValues, only?: readonly Measure[]): Row[] {
  const shown = visit.order.filter(
    (measure): measure is Row['measure'] =>
      measure !== 'consciousness' &&
      (only?.includes(measure) ?? (measure !== 'bloodPressure' || visit.required.includes('bloodPressure'))),
  );
  return shown.flatMap((measure): Row[] => {
    if (measure !== 'bloodPressure' || values.notObtained.bloodPressure) return [{ measure, reading: 0 }];
    return values.values.bloodPressure.map((_, reading) => ({ measure, reading }));
  });
}
