import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import type { FormState } from '#platform/web/form/use-form.tsx';
import { consciousnessLevels } from '../contract.ts';
import type { News2 } from '../shared/news2.ts';
import type { RoomingValues } from './form-values.ts';
import { News2Line } from './News2Line.tsx';
import { levelWords } from './words.ts';

/** Consciousness by ACVPU, which completes the early warning score. */
export function ConsciousnessField(props: { form: FormState<RoomingValues>; news2: News2 | undefined }) {
  return (
    <div>
      <FieldChips
        label={m.vitals_measure_consciousness()}
        {...props.form.at<string>('values.consciousness')}
        options={[
          ...consciousnessLevels.map((value) => ({ value, label: levelWords(value) })),
          { value: '', label: m.vitals_consciousness_not() },
        ]}
      />
      <News2Line news2={props.news2} />
    </div>
  );
}
