import { m } from '#messages';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { outcomes, type Plan, type Review, reviewRatings, training } from '../contract.ts';
import { figures, RatingFields, unrated } from './Ratings.tsx';
import { outcomeWords } from './words.ts';

const areas = Object.keys(reviewRatings.shape) as (keyof typeof reviewRatings.shape)[];

/** The review of a day: areas, strengths, goals, and whether it goes on. */
export function ReviewForm({ plan, review, onDone }: { plan: Plan; review: Review; onDone: () => void }) {
  const form = useForm(training, 'writeReview', {
    initial: {
      ...{ ratings: unrated(areas), strengths: '', goals: '', outcome: 'continue' as string },
      extendTo: '',
    },
    prepare: ({ ratings, outcome, extendTo, ...words }) => ({
      ...{ planId: plan.planId, days: review.days, ratings: figures(ratings), ...words },
      outcome: outcome as 'continue',
      ...(outcome === 'extend' && extendTo && { extendTo }),
    }),
    onDone: () => {
      tell(m.training_review_signedNow({ name: plan.name }));
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_review_write()}>
      <RatingFields areas={areas} field={(area) => form.at<string>(`ratings.${area}`)} />
      <FieldArea label={m.training_strengths()} {...form.field('strengths')} rows={2} />
      <FieldArea label={m.training_goals()} {...form.field('goals')} rows={2} />
      <FieldChips
        label={m.training_paper_column_outcome()}
        options={outcomes.map((one) => ({ value: one, label: outcomeWords[one]() }))}
        {...form.field('outcome')}
      />
      {form.values.outcome === 'extend' && (
        <FieldDate label={m.training_review_extendTo()} {...form.field('extendTo')} required />
      )}
      <SaveBar form={form} label={m.training_sign()} onCancel={onDone} />
    </Form>
  );
}
