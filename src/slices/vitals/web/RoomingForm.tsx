import { useEffect, useState } from 'react';
import { m } from '#messages';
import { formatNumber } from '#platform/shared/quantities.ts';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Measure, type VisitVitals, vitals } from '../contract.ts';
import { callOf, initialValues, nextPressure, type RoomingValues } from './form-values.ts';
import { isWorded } from '../shared/canonical.ts';
import { AvoidArmLines } from './AvoidArms.tsx';
import { OxygenTargetLine } from './OxygenTarget.tsx';
import { asksForMore } from './hints.ts';
import { MeasureGrid, type Row } from './MeasureGrid.tsx';
import { RareFields } from './RareFields.tsx';
import { useJudgement, useSettled, yearsOf } from './use-judgement.ts';
import './rooming.css';

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
  const raised = asksForMore(settled, visit) && readings.length < visit.settings.pressureReadings;
  useEffect(() => {
    // two further rows stand ready as soon as the first reading asks for them
    if (raised) form.set('values.bloodPressure', [...readings, nextPressure(readings)]);
  }, [raised, readings, form.set]);
  const severe =
    live.flags.some(({ reasonKey }) => /pressure_s(evere|ymptoms)$/.test(reasonKey)) ||
    values.pressureSymptoms;
  return (
    <Form form={form} label={m.vitals_rooming_form()}>
      <AvoidArmLines avoidArms={visit.avoidArms} />
      <OxygenTargetLine target={visit.oxygenTarget} />
      {values.values.bloodPressure.some(({ position }) => position === 'standing') && (
        <p className="v-soft">{m.vitals_orthostatic_how()}</p>
      )}
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

/** The rows in the order of measuring, one for each reading of a pressure. */
function rowsOf(visit: VisitVitals, values: RoomingValues, only?: readonly Measure[]): Row[] {
  const asked = (measure: Measure) => measure !== 'bloodPressure' || visit.required.includes('bloodPressure');
  const shown = visit.order.filter(
    (measure): measure is Row['measure'] => !isWorded(measure) && (only?.includes(measure) ?? asked(measure)),
  );
  return shown.flatMap((measure): Row[] => {
    if (measure !== 'bloodPressure' || values.notObtained.bloodPressure) return [{ measure, reading: 0 }];
    return values.values.bloodPressure.map((_, reading) => ({ measure, reading }));
  });
}
