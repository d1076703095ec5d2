import { m } from '#messages';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { siteRatings, training } from '../contract.ts';
import { figures, RatingFields, unrated } from './Ratings.tsx';

const areas = Object.keys(siteRatings.shape) as (keyof typeof siteRatings.shape)[];

/** The student's word on her site. Her preceptor does not read it. */
export function SiteEvaluationForm({ practicumId, onDone }: { practicumId: string; onDone: () => void }) {
  const form = useForm(training, 'evaluateSite', {
    initial: { ratings: unrated(areas), comment: '' },
    prepare: ({ ratings, comment }) => ({ practicumId, ratings: figures(ratings), comment }),
    onDone: () => {
      tell(m.training_evaluation_signed());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_site_evaluate()}>
      <p className="s-hint">{m.training_site_private()}</p>
      <RatingFields areas={areas} field={(area) => form.at<string>(`ratings.${area}`)} />
      <FieldArea label={m.training_site_comment()} {...form.field('comment')} rows={3} />
      <SaveBar form={form} label={m.training_sign()} onCancel={onDone} />
    </Form>
  );
}
