import { useEffect } from 'react';
import { m } from '#messages';
import { formatNumber } from '#platform/shared/quantities.ts';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import type { FormState } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import type { Measure, VisitVitals } from '../contract.ts';
import { isWorded } from '../shared/canonical.ts';
import { AvoidArmLines } from './AvoidArms.tsx';
import { nextPressure, type RoomingValues } from './form-values.ts';
import { asksForMore } from './hints.ts';
import { MeasureGrid, type Row } from './MeasureGrid.tsx';
import { OxygenTargetLine } from './OxygenTarget.tsx';
import { RareFields } from './RareFields.tsx';
import type { FormPlace } from './form-place.ts';
import { useJudgement, useSettled } from './use-judgement.ts';
import './rooming.css';

/** The figures of one set in the order of measuring, judged while they are typed. */
export default function SetFields({ form, place }: { form: FormState<RoomingValues>; place: FormPlace }) {
  const { visit, only } = place;
  const locale = useLocale();
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
    <>
      <AvoidArmLines avoidArms={visit.avoidArms} />
      <OxygenTargetLine target={visit.oxygenTarget} />
      {values.values.bloodPressure.some(({ position }) => position === 'standing') && (
        <p className="v-soft">{m.vitals_orthostatic_how()}</p>
      )}
      <MeasureGrid
        form={form}
        visit={visit}
        rows={rowsOf(visit, values, only)}
        live={live}
        autoFocus={place.autoFocus}
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
    </>
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
