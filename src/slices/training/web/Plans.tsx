import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type PlanLine, training } from '../contract.ts';
import { AssignForm } from './AssignForm.tsx';
import { ReviewBadge, StateBadge } from './badges.tsx';
import { planPath } from './paths.ts';

/** On-the-job plans of the clinic: who learns what with whom, and what is late. */
export function Plans() {
  const go = useGo();
  const locale = useLocale();
  const mayManage = useMay('training.manage');
  const [adding, setAdding] = useState(false);
  useKeys({ n: mayManage ? { label: m.training_plan_assign(), run: () => setAdding(true) } : undefined });
  const read = useRead(training, 'plans', {}, { refreshOn: ['training.', 'competencies.'] });
  const columns: Column<PlanLine>[] = [
    { id: 'name', header: m.training_paper_learner(), cell: (one) => <strong>{one.name}</strong> },
    { id: 'label', header: m.training_paper_plan(), cell: (one) => one.label, hideOn: 'phone' },
    { id: 'preceptor', header: m.training_paper_preceptor(), cell: (one) => one.preceptor, hideOn: 'tablet' },
    {
      id: 'topics',
      header: m.training_topics(),
      cell: (one) => m.training_countOf({ done: one.topicsDone, of: one.topics }),
      figures: true,
    },
    {
      id: 'review',
      header: m.training_plan_nextReview(),
      cell: (one) =>
        one.nextReview && (
          <>
            {formatPlainDate(one.nextReview.dueOn, locale, 'short')}{' '}
            <ReviewBadge state={one.nextReview.state} />
          </>
        ),
      figures: true,
    },
    { id: 'state', header: m.training_paper_state(), cell: (one) => <StateBadge state={one.state} /> },
  ];
  const open = (one: PlanLine) => go(planPath(one.planId));
  return (
    <>
      {mayManage && (
        <div className="tr-acts">
          <Button tone="primary" keys="N" onClick={() => setAdding(true)}>
            {m.training_plan_assign()}
          </Button>
        </div>
      )}
      <ReadView read={read} rows={6}>
        {({ plans }) => (
          <DataTable
            label={m.training_office_plans()}
            rows={plans}
            rowKey={(one) => one.planId}
            columns={columns}
            tone={(one) => (one.late > 0 || one.nextReview?.state === 'late' ? 'amber' : undefined)}
            open={open}
            act={(one) => ({ label: m.training_openIt(), run: () => open(one) })}
            empty={<EmptyState title={m.training_plans_none()} text={m.training_plans_noneText()} />}
          />
        )}
      </ReadView>
      <Dialog title={m.training_plan_assign()} open={adding} onClose={() => setAdding(false)}>
        {adding && <AssignForm onDone={() => setAdding(false)} />}
      </Dialog>
    </>
  );
}
