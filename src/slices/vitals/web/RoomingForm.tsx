import { useEffect, useState } from 'react';
import { m } from '#messages';
import { formatNumber } from '#platform/shared/quantities.ts';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Measure, type VisitVitals, vitals } from '../contract.ts';
import { ConsciousnessField } from './ConsciousnessField.tsx';
import { callOf, initialValues, nextPressure, type RoomingValues } from './form-values.ts';
import { asksForMore } from './hints.ts';
import { MeasureGrid, type Row } from './MeasureGrid.tsx';
import { type LiveJudgement, useJudgement, useSettled, yearsOf } from './use-judgement.ts';
import './rooming.css';

/** Readings that a raised first pressure asks for. */
const readingsWhenRaised = 3;
const mostReadings = 6;

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
  const readings = values.values.bloodPressure;
  const raised = asksForMore(settled, visit) && readings.length < readingsWhenRaised;
  useEffect(() => {
    // two further rows stand ready as soon as the first reading asks for them
    if (raised) form.set('values.bloodPressure', [...readings, nextPressure(readings)]);
  }, [raised, readings, form.set]);
  const severe =
    live.flags.some(({ reasonKey }) => /pressure_s(evere|ymptoms)$/.test(reasonKey)) ||
    values.pressureSymptoms;
  return (
    <Form form={form} label={m.vitals_rooming_form()}>
      <MeasureGrid
        form={form}
        visit={visit}
        rows={rowsOf(visit, values, props.only)}
        live={live}
        autoFocus={props.autoFocus}
        onLeave={settle}
      />
      {severe && (
        <FieldCheck
          label={m.vitals_rooming_symptoms()}
          value={values.pressureSymptoms}
          onChange={(value) => form.set('pressureSymptoms', value)}
        />
      )}
      <RareFields form={form} visit={visit} live={live} />
      {live.bodyMassIndex !== null && (
        <p className="v-soft">
          {m.vitals_measure_bodyMassIndex()}: {formatNumber(live.bodyMassIndex, 1, locale)} kg/m²
        </p>
      )}
      <SaveBar form={form} label={m.vitals_rooming_save()} />
    </Form>
  );
}

/** What is rarely needed: consciousness, one more pressure, sleep, a late entry. */
function RareFields(props: { form: FormState<RoomingValues>; visit: VisitVitals; live: LiveJudgement }) {
  const { form, visit, live } = props;
  const readings = form.values.values.bloodPressure;
  return (
    <More>
      <div className="v-more">
        <ConsciousnessField form={form} news2={live.news2} />
        {readings.length < mostReadings && visit.required.includes('bloodPressure') && (
          <Button onClick={() => form.set('values.bloodPressure', [...readings, nextPressure(readings)])}>
            {m.vitals_rooming_addReading()}
          </Button>
        )}
        <FieldCheck
          label={m.vitals_rooming_asleep()}
          value={form.values.asleep}
          onChange={(value) => form.set('asleep', value)}
        />
        <FieldTime
          label={m.vitals_rooming_late()}
          hint={m.vitals_rooming_lateHint()}
          {...form.field('measuredAt')}
        />
      </div>
    </More>
  );
}

/** The rows in the order of measuring, one for each reading of a pressure. */
function rowsOf(visit: VisitVitals, values: RoomingValues, only?: readonly Measure[]): Row[] {
  const asked = (measure: Measure) => measure !== 'bloodPressure' || visit.required.includes('bloodPressure');
  const shown = visit.order.filter(
    (measure): measure is Row['measure'] =>
      measure !== 'consciousness' && (only?.includes(measure) ?? asked(measure)),
  );
  return shown.flatMap((measure): Row[] => {
    if (measure !== 'bloodPressure' || values.notObtained.bloodPressure) return [{ measure, reading: 0 }];
    return values.values.bloodPressure.map((_, reading) => ({ measure, reading }));
  });
}
