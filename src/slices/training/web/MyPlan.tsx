import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Plan, type Review, training } from '../contract.ts';
import { PlanFacts, Reviews, Topics } from './PlanParts.tsx';

/** One's own plan: what is done, what comes, and the reviews to be read and signed. */
export function MyPlan({ plan }: { plan: Plan }) {
  const [signing, setSigning] = useState<Review>();
  const paper = useAct(training, 'printMyPlan');
  const { print, pending } = usePrint();
  const mayPrint = useMay('print.paper');
  const send = () =>
    void paper.run({ planId: plan.planId }).then(
      ({ paperId }) => print(paperId),
      () => undefined,
    );
  return (
    <Panel
      title={m.training_paper_plan()}
      actions={mayPrint && <PrintButton onPrint={send} pending={pending || paper.pending} />}
    >
      <PlanFacts plan={plan} />
      <Problem problem={paper.problem} />
      <Topics plan={plan} />
      <h3>{m.training_paper_reviews()}</h3>
      <Reviews
        reviews={plan.reviews}
        act={(review) =>
          review.state === 'written' && (
            <Button tone="primary" onClick={() => setSigning(review)}>
              {m.training_review_countersign()}
            </Button>
          )
        }
      />
      <Dialog
        title={m.training_review_countersign()}
        open={signing !== undefined}
        onClose={() => setSigning(undefined)}
      >
        {signing && <SignForm planId={plan.planId} review={signing} onDone={() => setSigning(undefined)} />}
      </Dialog>
    </Panel>
  );
}

function SignForm(props: { planId: string; review: Review; onDone: () => void }) {
  const form = useForm(training, 'countersignReview', {
    initial: { note: '' },
    prepare: ({ note }) => ({ planId: props.planId, days: props.review.days, note }),
    onDone: () => {
      tell(m.training_review_countersigned());
      props.onDone();
    },
  });
  return (
    <Form form={form} label={m.training_review_countersign()}>
      <p>{m.training_review_countersignHint()}</p>
      <Reviews reviews={[props.review]} />
      <FieldArea label={m.training_review_learnerNote()} {...form.field('note')} rows={2} autoFocus />
      <SaveBar form={form} label={m.training_review_countersign()} onCancel={props.onDone} />
    </Form>
  );
}
