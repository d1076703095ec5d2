import { m } from '#messages';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { vitals } from '../contract.ts';
import type { RangeVersion } from '../contract-clinic.ts';
import { type BandRow, type ChildBand, childBands, type RangeTable } from '../shared/range-table.ts';
import { asFigures, asTexts, type Texts } from './range-texts.ts';
import { signWords } from './words.ts';

type Values = { table: Texts<RangeTable>; note: string };
type Figures = FormState<Values>;

/** All ranges as fields; saving makes a version that waits for a physician. */
export function RangesForm({ version }: { version: RangeVersion }) {
  const initial: Values = { table: asTexts(version.table), note: '' };
  const next = version.version + 1;
  const form = useForm(vitals, 'saveRanges', {
    initial,
    prepare: ({ table, note }) => ({ after: version.version, table: asFigures(table), note }),
    onDone: ({ version: saved }) => tell(m.vitals_ranges_saved({ version: saved })),
  });
  return (
    <More label={m.vitals_ranges_save({ version: next })}>
      <Panel title={m.vitals_ranges_save({ version: next })}>
        <Form form={form} label={m.vitals_ranges_title()}>
          <Adults form={form} />
          <Critical form={form} />
          <Temperatures form={form} />
          <h3>{m.vitals_ranges_children()}</h3>
          {childBands.map((band) => (
            <Band key={band} form={form} band={band} />
          ))}
          <FieldText label={m.vitals_ranges_note()} {...form.field('note')} required />
          <SaveBar form={form} label={m.vitals_ranges_save({ version: next })} />
        </Form>
      </Panel>
    </More>
  );
}

/** The two ends of one range; a turned one is told at its lower end. */
function RangeFields({ form, path, name }: { form: Figures; path: string; name: string }) {
  const field = (end: 'low' | 'high') => form.at<string>(`${path}.${end}`);
  return (
    <span className="v-pair">
      <FieldNumber
        label={m.vitals_ranges_low({ name })}
        {...field('low')}
        error={form.errors[`${path}.low`] ?? form.errors[path]}
        pad
      />
      <span className="v-slash" aria-hidden>
        –
      </span>
      <FieldNumber label={m.vitals_ranges_high({ name })} {...field('high')} pad />
    </span>
  );
}

function Adults({ form }: { form: Figures }) {
  return (
    <fieldset className="v-ranges">
      <legend>{m.vitals_ranges_adult()}</legend>
      {(['heartRate', 'respiratoryRate', 'oxygenSaturation'] as const).map((sign) => (
        <RangeFields key={sign} form={form} path={`table.adult.${sign}`} name={signWords(sign)} />
      ))}
    </fieldset>
  );
}

function Critical({ form }: { form: Figures }) {
  return (
    <fieldset className="v-ranges">
      <legend>{m.vitals_ranges_critical()}</legend>
      {(['heartRate', 'respiratoryRate', 'systolic', 'temperature', 'glucose'] as const).map((sign) => (
        <RangeFields key={sign} form={form} path={`table.critical.${sign}`} name={signWords(sign)} />
      ))}
      <FieldNumber
        label={m.vitals_ranges_criticalSaturation()}
        {...form.at<string>('table.critical.oxygenSaturationLow')}
        pad
      />
    </fieldset>
  );
}

const siteWords = {
  oral: m.vitals_site_oral,
  axillary: m.vitals_site_axillary,
  core: m.vitals_ranges_core,
};

function Temperatures({ form }: { form: Figures }) {
  return (
    <fieldset className="v-ranges">
      <legend>{m.vitals_ranges_temperature()}</legend>
      {(['oral', 'axillary', 'core'] as const).map((site) => (
        <span key={site} className="v-rare">
          <RangeFields form={form} path={`table.temperature.${site}`} name={siteWords[site]()} />
          <FieldNumber
            label={`${m.vitals_ranges_fever()}, ${siteWords[site]()}`}
            {...form.at<string>(`table.fever.${site}`)}
            pad
          />
        </span>
      ))}
    </fieldset>
  );
}

const bandWords: Record<ChildBand, () => string> = {
  neonate: m.vitals_band_neonate,
  infant: m.vitals_band_infant,
  toddler: m.vitals_band_toddler,
  preschool: m.vitals_band_preschool,
  school: m.vitals_band_school,
  preteen: m.vitals_band_preteen,
  adolescent: m.vitals_band_adolescent,
};
const rowWords: Record<keyof BandRow, () => string> = {
  heartRate: m.vitals_sign_heartRate,
  heartRateAsleep: m.vitals_ranges_asleep,
  respiratoryRate: m.vitals_sign_respiratoryRate,
  systolic: m.vitals_sign_systolic,
  diastolic: m.vitals_sign_diastolic,
};

function Band({ form, band }: { form: Figures; band: ChildBand }) {
  return (
    <fieldset className="v-ranges">
      <legend>{bandWords[band]()}</legend>
      {(Object.keys(rowWords) as (keyof BandRow)[]).map((sign) => (
        <RangeFields key={sign} form={form} path={`table.children.${band}.${sign}`} name={rowWords[sign]()} />
      ))}
    </fieldset>
  );
}
