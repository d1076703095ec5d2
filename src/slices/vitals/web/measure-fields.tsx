import type { ReactNode } from 'react';
import { m } from '#messages';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import type { FormState } from '#platform/web/form/use-form.tsx';
import type { Measure } from '../contract.ts';
import { Choice } from './Choice.tsx';
import type { PressureValues, RoomingValues } from './form-values.ts';
import { measureWords, unitWords } from './words.ts';

type Form = FormState<RoomingValues>;
/** Measures of one figure; a pressure has two and stands alone. */
export type SingleMeasure = Exclude<Measure, 'bloodPressure' | 'consciousness'>;

/** The figure of a measure; `Tab` goes from one to the next. */
export function FigureField(props: { form: Form; measure: SingleMeasure; autoFocus?: boolean }) {
  const { form, measure } = props;
  const chosen = form.values.values[measure];
  const unit = 'unit' in chosen ? chosen.unit : fixedUnits[measure];
  return (
    <FieldNumber
      label={measureWords(measure)}
      {...form.at<string>(`values.${measure}.value`)}
      unit={measure === 'pain' ? '/ 10' : unitWords(unit)}
      pad
      autoFocus={props.autoFocus ?? false}
    />
  );
}

const fixedUnits: Partial<Record<SingleMeasure, string>> = {
  pulse: '/min',
  breathing: '/min',
  oxygenSaturation: '%',
};

/** Both halves of a pressure. */
export function PressureFields(props: {
  form: Form;
  reading: number;
  several: boolean;
  autoFocus?: boolean;
}) {
  const { form, reading, several } = props;
  const path = `values.bloodPressure.${reading}`;
  const name = several ? ` ${reading + 1}` : '';
  const first =
    reading === 0 ? measureWords('bloodPressure') : m.vitals_rooming_reading({ number: reading + 1 });
  return (
    <span className="v-pair">
      <FieldNumber
        label={first}
        {...form.at<string>(`${path}.systolic`)}
        pad
        autoFocus={props.autoFocus ?? false}
      />
      <span className="v-slash" aria-hidden>
        /
      </span>
      <FieldNumber
        label={`${m.vitals_diastolic_short()}${name}`}
        {...form.at<string>(`${path}.diastolic`)}
        unit="mmHg"
        pad
      />
    </span>
  );
}

/** Where and how a pressure was taken. The cuff of the first reading is that of the others. */
export function PressureChoices(props: { form: Form; reading: number }) {
  const { form, reading } = props;
  const path = `values.bloodPressure.${reading}`;
  const row = form.values.values.bloodPressure[reading] as PressureValues;
  const set = (name: keyof PressureValues) => (value: string) => form.set(`${path}.${name}`, value);
  return (
    <>
      <Choice
        label={m.vitals_arm_label()}
        value={row.arm}
        unsaid={m.vitals_unsaid()}
        options={[
          { value: 'right', label: m.vitals_arm_right() },
          { value: 'left', label: m.vitals_arm_left() },
        ]}
        onChange={set('arm')}
      />
      <Choice
        label={m.vitals_position_label()}
        value={row.position}
        options={[
          { value: 'sitting', label: m.vitals_position_sitting() },
          { value: 'supine', label: m.vitals_position_supine() },
          { value: 'standing', label: m.vitals_position_standing() },
        ]}
        onChange={set('position')}
      />
      {reading === 0 && (
        <Choice
          label={m.vitals_cuff_label()}
          value={row.cuff}
          unsaid={m.vitals_unsaid()}
          options={[
            { value: 'child', label: m.vitals_cuff_child() },
            { value: 'smallAdult', label: m.vitals_cuff_smallAdult() },
            { value: 'adult', label: m.vitals_cuff_adult() },
            { value: 'large', label: m.vitals_cuff_large() },
            { value: 'thigh', label: m.vitals_cuff_thigh() },
          ]}
          onChange={set('cuff')}
        />
      )}
      {row.position === 'standing' && (
        <Choice
          label={m.vitals_standing_minutes()}
          value={row.standingMinutes}
          unsaid={m.vitals_unsaid()}
          options={['1', '2', '3', '5'].map((value) => ({ value, label: value }))}
          onChange={set('standingMinutes')}
        />
      )}
      {row.position !== 'sitting' && (
        <span className="v-small">
          <FieldNumber
            label={m.vitals_standing_pulse()}
            {...form.at<string>(`${path}.pulse`)}
            unit={unitWords('/min')}
            pad
          />
        </span>
      )}
    </>
  );
}

const unit = (value: string) => ({ value, label: unitWords(value) });

/** What goes with a figure of one measure. */
export function FigureChoices(props: { form: Form; measure: SingleMeasure }): ReactNode {
  const { form, measure } = props;
  const { values } = form.values;
  const set = (name: string) => (value: string) => form.set(`values.${measure}.${name}`, value);
  const units = (given: string, all: string[]) => (
    <Choice label={m.vitals_unit_label()} value={given} options={all.map(unit)} onChange={set('unit')} />
  );
  if (measure === 'pulse') {
    const options = [
      { value: 'regular', label: m.vitals_rhythm_regular() },
      { value: 'irregular', label: m.vitals_rhythm_irregular() },
    ];
    return (
      <Choice
        label={m.vitals_rhythm_label()}
        value={values.pulse.rhythm}
        unsaid={m.vitals_unsaid()}
        options={options}
        onChange={set('rhythm')}
      />
    );
  }
  if (measure === 'breathing') {
    const options = ['15', '30', '60'].map((value) => ({
      value,
      label: m.vitals_count_seconds({ seconds: value }),
    }));
    return (
      <Choice
        label={m.vitals_count_label()}
        value={values.breathing.countSeconds}
        unsaid={m.vitals_unsaid()}
        options={options}
        onChange={set('countSeconds')}
      />
    );
  }
  if (measure === 'temperature') {
    return (
      <>
        <Choice
          label={m.vitals_site_label()}
          value={values.temperature.site}
          options={sites()}
          onChange={set('site')}
        />
        {units(values.temperature.unit, ['Cel', '[degF]'])}
      </>
    );
  }
  if (measure === 'oxygenSaturation') return <OxygenChoices form={form} />;
  if (measure === 'weight') {
    const options = [
      { value: 'false', label: m.vitals_clothed_no() },
      { value: 'true', label: m.vitals_clothed_yes() },
    ];
    return (
      <>
        {units(values.weight.unit, ['kg', 'g', '[lb_av]'])}
        <Choice
          label={m.vitals_clothed_label()}
          value={values.weight.clothed}
          unsaid={m.vitals_unsaid()}
          options={options}
          onChange={set('clothed')}
        />
      </>
    );
  }
  if (measure === 'height') {
    const options = [
      { value: 'false', label: m.vitals_lying_no() },
      { value: 'true', label: m.vitals_lying_yes() },
    ];
    return (
      <>
        {units(values.height.unit, ['cm', '[in_i]'])}
        <Choice
          label={m.vitals_lying_label()}
          value={values.height.lying}
          options={options}
          onChange={set('lying')}
        />
      </>
    );
  }
  if (measure === 'headCircumference') return units(values.headCircumference.unit, ['cm', '[in_i]']);
  return (
    <Choice label={m.vitals_tool_label()} value={values.pain.tool} options={tools()} onChange={set('tool')} />
  );
}

const sites = () => [
  { value: 'axillary', label: m.vitals_site_axillary() },
  { value: 'oral', label: m.vitals_site_oral() },
  { value: 'tympanic', label: m.vitals_site_tympanic() },
  { value: 'temporal', label: m.vitals_site_temporal() },
  { value: 'rectal', label: m.vitals_site_rectal() },
];

const tools = () => [
  { value: 'nrs', label: m.vitals_tool_nrs() },
  { value: 'wongBaker', label: m.vitals_tool_wongBaker() },
  { value: 'flacc', label: m.vitals_tool_flacc() },
];

function OxygenChoices(props: { form: Form }) {
  const { form } = props;
  const { onOxygen } = form.values.values.oxygenSaturation;
  return (
    <>
      <Choice
        label={m.vitals_air_label()}
        value={onOxygen}
        options={[
          { value: 'false', label: m.vitals_air_room() },
          { value: 'true', label: m.vitals_air_oxygen() },
        ]}
        onChange={(value) => form.set('values.oxygenSaturation.onOxygen', value)}
      />
      {onOxygen === 'true' && (
        <span className="v-small">
          <FieldNumber
            label={m.vitals_flow_label()}
            {...form.at<string>('values.oxygenSaturation.flowLitersPerMinute')}
            unit="L/min"
            pad
          />
        </span>
      )}
    </>
  );
}
