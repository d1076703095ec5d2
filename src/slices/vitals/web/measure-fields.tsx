import type { ReactNode } from 'react';
import { m } from '#messages';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import type { FormState } from '#platform/web/form/use-form.tsx';
import type { Measure } from '../contract.ts';
import type { WordedMeasure } from '../shared/canonical.ts';
import { Choice } from './Choice.tsx';
import type { PressureValues, RoomingValues } from './form-values.ts';
import { measureWords, unitWords } from './words.ts';

type Form = FormState<RoomingValues>;
/** Measures of one figure; a pressure has two and stands alone. */
export type SingleMeasure = Exclude<Measure, 'bloodPressure' | WordedMeasure>;

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
  gestationAtBirth: 'wk',
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
  const set = (name: Exclude<keyof PressureValues, 'symptoms' | 'technique'>) => (value: string) =>
    form.set(`${path}.${name}`, value);
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
      {row.position === 'standing' && (
        <FieldCheck label={m.vitals_orthostatic_symptoms()} {...form.at<boolean>(`${path}.symptoms`)} />
      )}
    </>
  );
}

type Option = { value: string; label: string };
type ChoiceOf = { name: string; label: string; options: Option[]; unsaid?: string };

const units = (...all: string[]): ChoiceOf => ({
  name: 'unit',
  label: m.vitals_unit_label(),
  options: all.map((value) => ({ value, label: unitWords(value) })),
});
const yesNo = (no: string, yes: string): Option[] => [
  { value: 'false', label: no },
  { value: 'true', label: yes },
];

const shoes = (): ChoiceOf => ({
  name: 'shoes',
  label: m.vitals_shoes_label(),
  options: yesNo(m.vitals_shoes_no(), m.vitals_shoes_yes()),
  unsaid: m.vitals_unsaid(),
});

/** The choices beside each figure, made anew when the language changes. */
const choicesOf: Record<Exclude<SingleMeasure, 'oxygenSaturation'>, () => ChoiceOf[]> = {
  pulse: () => [
    { name: 'rhythm', label: m.vitals_rhythm_label(), options: rhythms(), unsaid: m.vitals_unsaid() },
  ],
  breathing: () => [
    { name: 'countSeconds', label: m.vitals_count_label(), options: seconds(), unsaid: m.vitals_unsaid() },
  ],
  temperature: () => [
    { name: 'site', label: m.vitals_site_label(), options: sites() },
    units('Cel', '[degF]'),
  ],
  weight: () => [
    units('kg', 'g', '[lb_av]'),
    {
      name: 'clothed',
      label: m.vitals_clothed_label(),
      options: yesNo(m.vitals_clothed_no(), m.vitals_clothed_yes()),
      unsaid: m.vitals_unsaid(),
    },
    shoes(),
  ],
  height: () => [
    units('cm', '[in_i]'),
    {
      name: 'lying',
      label: m.vitals_lying_label(),
      options: yesNo(m.vitals_lying_no(), m.vitals_lying_yes()),
    },
    shoes(),
  ],
  headCircumference: () => [units('cm', '[in_i]')],
  waist: () => [units('cm', '[in_i]')],
  gestationAtBirth: () => [],
  pain: () => [{ name: 'tool', label: m.vitals_tool_label(), options: tools() }],
};

/** What goes with a figure of one measure. */
export function FigureChoices(props: { form: Form; measure: SingleMeasure }): ReactNode {
  const { form, measure } = props;
  if (measure === 'oxygenSaturation') return <OxygenChoices form={form} />;
  const given: Record<string, unknown> = form.values.values[measure];
  return choicesOf[measure]().map(({ name, ...choice }) => (
    <Choice
      key={name}
      {...choice}
      value={String(given[name] ?? '')}
      onChange={(value) => form.set(`values.${measure}.${name}`, value)}
    />
  ));
}

const rhythms = () => [
  { value: 'regular', label: m.vitals_rhythm_regular() },
  { value: 'irregular', label: m.vitals_rhythm_irregular() },
];

const seconds = () =>
  ['15', '30', '60'].map((value) => ({ value, label: m.vitals_count_seconds({ seconds: value }) }));

const sites = () => [
  { value: 'axillary', label: m.vitals_site_axillary() },
  { value: 'oral', label: m.vitals_site_oral() },
  { value: 'tympanic', label: m.vitals_site_tympanic() },
  { value: 'temporal', label: m.vitals_site_temporal() },
  { value: 'rectal', label: m.vitals_site_rectal() },
];

const tools = () => [
  { value: 'nrs', label: m.vitals_tool_nrs() },
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
