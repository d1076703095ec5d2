import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import type { FormState } from '#platform/web/form/use-form.tsx';
import { techniques } from '../contract.ts';
import type { RoomingValues } from './form-values.ts';
import { measureWords, techniqueWords } from './words.ts';

const measures = ['bloodPressure', 'pulse', 'temperature', 'oxygenSaturation'] as const;

/** What was seen to while measuring, of the signs that have a figure; of several pressures it holds for all. */
export function TechniqueFields({ form }: { form: FormState<RoomingValues> }) {
  const given = form.values.values;
  const typed = measures.filter((measure) =>
    measure === 'bloodPressure' ? given.bloodPressure[0]?.systolic : given[measure].value,
  );
  return typed.map((measure) => (
    <FieldChips
      key={measure}
      many
      label={`${m.vitals_technique_title()}: ${measureWords(measure)}`}
      {...form.at<string[]>(
        measure === 'bloodPressure' ? 'values.bloodPressure.0.technique' : `values.${measure}.technique`,
      )}
      options={techniques[measure].map((value) => ({ value, label: techniqueWords[value]?.() ?? '' }))}
    />
  ));
}
