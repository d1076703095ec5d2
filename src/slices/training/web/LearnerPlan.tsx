import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Go, pathTo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Plan, type PlanTopic, type Review, training } from '../contract.ts';
import { PlanFacts, Reviews, Topics } from './PlanParts.tsx';
import { ReviewForm } from './ReviewForm.tsx';
import { TickForm } from './TickForm.tsx';
import './training.css';

/** A learner's plan for her preceptor: tick what was learnt, write the reviews. `T` ticks the next open topic. */
export default function LearnerPlan({ params }: ScreenProps) {
  const planId = params.planId ?? '';
  const read = useRead(training, 'learnerPlan', { planId }, { refreshOn: ['training.', 'competencies.'] });
  return (
    <ReadView read={read} rows={8}>
      {(plan) => <Shown plan={plan} />}
    </ReadView>
  );
}

function Shown({ plan }: { plan: Plan }) {
  const [ticking, setTicking] = useState<PlanTopic>();
  const [writing, setWriting] = useState<Review>();
  const untick = useAct(training, 'untickTopic');
  const open = plan.state === 'open';
  const next = open ? plan.items.find((one) => !one.done && !one.competency) : undefined;
  const due = open ? plan.reviews.find((one) => one.state === 'due' || one.state === 'late') : undefined;
  useKeys({
    t: next && { label: m.training_topic_tick(), run: () => setTicking(next) },
    r: due && { label: m.training_review_write(), run: () => setWriting(due) },
  });
  const back = ({ topic, label }: PlanTopic) =>
    void untick.run({ planId: plan.planId, topic }).then(
      () => tell(m.training_topic_unticked({ label })),
      () => undefined,
    );
  return (
    <Page title={m.training_planOf({ name: plan.name })} back="/work/precepting">
      <Panel title={m.training_paper_plan()}>
        <PlanFacts plan={plan} />
        <Problem problem={untick.problem} />
        <Topics
          plan={plan}
          {...(next && { current: next.topic })}
          acts={(topic) => (
            <TopicActs plan={plan} topic={topic} onTick={setTicking} onUntick={back} next={next} />
          )}
        />
      </Panel>
      <Panel title={m.training_paper_reviews()}>
        <Reviews
          reviews={plan.reviews}
          act={(review) =>
            open &&
            (review.state === 'due' || review.state === 'late') && (
              <Button
                tone="primary"
                {...(review === due && { keys: 'R' })}
                onClick={() => setWriting(review)}
              >
                {m.training_review_write()}
              </Button>
            )
          }
        />
      </Panel>
      <Dialog
        title={m.training_topic_tick()}
        open={ticking !== undefined}
        onClose={() => setTicking(undefined)}
        size="small"
      >
        {ticking && <TickForm planId={plan.planId} topic={ticking} onDone={() => setTicking(undefined)} />}
      </Dialog>
      <Dialog
        title={m.training_review_write()}
        open={writing !== undefined}
        onClose={() => setWriting(undefined)}
        size="large"
      >
        {writing && <ReviewForm plan={plan} review={writing} onDone={() => setWriting(undefined)} />}
      </Dialog>
    </Page>
  );
}

function TopicActs(props: {
  plan: Plan;
  topic: PlanTopic;
  next: PlanTopic | undefined;
  onTick: (topic: PlanTopic) => void;
  onUntick: (topic: PlanTopic) => void;
}) {
  const { plan, topic } = props;
  const mayObserve = useMay('competencies.observe');
  if (plan.state !== 'open' || topic.done?.how === 'earned') return null;
  if (topic.competency)
    return (
      mayObserve && (
        <Go to={pathTo('/work/check-off/$staffId/$code', { staffId: plan.staffId, code: topic.competency })}>
          {m.training_checkOff()}
        </Go>
      )
    );
  if (topic.done)
    return (
      <Button small tone="plain" onClick={() => props.onUntick(topic)}>
        {m.training_topic_untick()}
      </Button>
    );
  return (
    <Button
      small
      tone="primary"
      {...(topic === props.next && { keys: 'T' })}
      onClick={() => props.onTick(topic)}
    >
      {m.training_topic_tick()}
    </Button>
  );
}
