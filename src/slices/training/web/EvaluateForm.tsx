import { m } from '#messages';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { moments, type Practicum, practicumRatings, training } from '../contract.ts';
import { figures, RatingFields, unrated } from './Ratings.tsx';
import { momentWords } from './words.ts';

const areas = Object.keys(practicumRatings.shape) as (keyof typeof practicumRatings.shape)[];

/** The preceptor's word at the middle or at the end; what is signed stays. */
export function EvaluateForm({ practicum, onDone }: { practicum: Practicum; onDone: () => void }) {
  const open = moments.filter((moment) => !practicum.evaluations.some((one) => one.moment === moment));
  const form = useForm(training, 'evaluate', {
    initial: { moment: open[0] as string, ratings: unrated(areas), strengths: '', goals: '' },
    prepare: ({ moment, ratings, ...words }) => ({
      ...{ practicumId: practicum.practicumId, moment: moment as 'mid', ratings: figures(ratings), ...words },
    }),
    onDone: () => {
      tell(m.training_evaluation_signed());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_evaluation_write()}>
      <FieldChips
        label={m.training_evaluation_moment()}
        options={open.map((moment) => ({ value: moment, label: momentWords[moment]() }))}
        {...form.field('moment')}
      />
      <RatingFields areas={areas} field={(area) => form.at<string>(`ratings.${area}`)} />
      <FieldArea label={m.training_strengths()} {...form.field('strengths')} rows={2} />
      <FieldArea label={m.training_goals()} {...form.field('goals')} rows={2} />
      <SaveBar form={form} label={m.training_sign()} onCancel={onDone} />
    </Form>
  );
}
