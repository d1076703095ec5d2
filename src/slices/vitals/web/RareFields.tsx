import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldCheck, FieldSelect } from '#platform/web/form/fields.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import type { FormState } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { pregnancyStates, type VisitVitals } from '../contract.ts';
import { ConsciousnessField } from './ConsciousnessField.tsx';
import { herself, nextPressure, orthostaticRows, type RoomingValues } from './form-values.ts';
import { FigureChoices, FigureField } from './measure-fields.tsx';
import { TechniqueFields } from './TechniqueFields.tsx';
import type { LiveJudgement } from './use-judgement.ts';
import { measureWords, stateWords } from './words.ts';

const mostReadings = 6;

type Props = { form: FormState<RoomingValues>; visit: VisitVitals; live: LiveJudgement };

/** What is rarely needed: consciousness, posture test, waist, pregnancy, how it was measured, who measured, a late entry. */
export function RareFields(props: Props) {
  const { form, visit, live } = props;
  return (
    <More>
      <div className="v-more">
        <ConsciousnessField form={form} news2={visit.settings.news2 ? live.news2 : undefined} />
        <PressureActs {...props} />
        {visit.rare.includes('waist') && <Figure form={form} measure="waist" />}
        {visit.rare.includes('gestationAtBirth') && <Figure form={form} measure="gestationAtBirth" />}
        {visit.rare.includes('pregnancy') && <PregnancyFields form={form} />}
        <TechniqueFields form={form} />
        <FieldCheck
          label={m.vitals_rooming_asleep()}
          value={form.values.asleep}
          onChange={(value) => form.set('asleep', value)}
        />
        <MeasuredBy form={form} visit={visit} />
        <FieldTime
          label={m.vitals_rooming_late()}
          hint={m.vitals_rooming_lateHint()}
          {...form.field('measuredAt')}
        />
      </div>
    </More>
  );
}

function PressureActs({ form, visit }: Props) {
  const readings = form.values.values.bloodPressure;
  const set = (rows: typeof readings) => form.set('values.bloodPressure', rows);
  if (!visit.required.includes('bloodPressure')) return null;
  return (
    <div className="v-rare">
      {readings.length < mostReadings && (
        <Button onClick={() => set([...readings, nextPressure(readings)])}>
          {m.vitals_rooming_addReading()}
        </Button>
      )}
      {!readings.some(({ position }) => position === 'supine') && (
        <Button onClick={() => set(orthostaticRows(readings).slice(-mostReadings))}>
          {m.vitals_orthostatic_start()}
        </Button>
      )}
    </div>
  );
}

function Figure({ form, measure }: { form: Props['form']; measure: 'waist' | 'gestationAtBirth' }) {
  return (
    <div className="v-rare">
      <FigureField form={form} measure={measure} />
      <FigureChoices form={form} measure={measure} />
    </div>
  );
}

function PregnancyFields({ form }: { form: Props['form'] }) {
  return (
    <>
      <FieldChips
        label={measureWords('pregnancy')}
        {...form.at<string>('values.pregnancy')}
        options={[
          ...pregnancyStates.map((value) => ({ value, label: stateWords(value) })),
          { value: '', label: m.vitals_pregnancy_unsaid() },
        ]}
      />
      <FieldDate label={measureWords('lastMenses')} {...form.at<string>('values.lastMenses')} past />
    </>
  );
}

/** Where one measures and another types. */
function MeasuredBy({ form, visit }: Pick<Props, 'form' | 'visit'>) {
  const me = useMe();
  const others = visit.measurers.filter(({ staffId }) => staffId !== me.staffId);
  return (
    <FieldSelect
      label={m.vitals_measuredBy_label()}
      {...form.field('measuredBy')}
      options={[
        { value: herself, label: m.vitals_measuredBy_me() },
        ...others.map(({ staffId, name }) => ({ value: staffId, label: name })),
      ]}
    />
  );
}
