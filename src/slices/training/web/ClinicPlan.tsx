import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Plan, training } from '../contract.ts';
import { PlanFacts, Reviews, Topics } from './PlanParts.tsx';
import { PreceptorField } from './PreceptorField.tsx';
import { VersionLine } from './Versions.tsx';
import './training.css';

/** A plan for the office: to read, to print, to give to another preceptor, to extend, to end. */
export default function ClinicPlan({ params }: ScreenProps) {
  const planId = params.planId ?? '';
  const read = useRead(training, 'plan', { planId }, { refreshOn: ['training.', 'competencies.'] });
  return (
    <ReadView read={read} rows={8}>
      {(plan) => <Shown plan={plan} />}
    </ReadView>
  );
}

function Shown({ plan }: { plan: Plan }) {
  const { planId } = plan;
  const mayManage = useMay('training.manage') && plan.state === 'open';
  const mayPrint = useMay('print.paper');
  const [changing, setChanging] = useState(false);
  const [ending, setEnding] = useState(false);
  const paper = useAct(training, 'printPlan');
  const end = useAct(training, 'endPlan');
  const move = useAct(training, 'movePlan');
  const moveTo = (version: number) =>
    void move.run({ planId, version }).then(
      () => tell(m.training_version_moved({ version })),
      () => undefined,
    );
  const { print, pending } = usePrint();
  const send = () =>
    void paper.run({ planId }).then(
      ({ paperId }) => print(paperId),
      () => undefined,
    );
  return (
    <Page
      title={m.training_planOf({ name: plan.name })}
      back="/clinic/training?tab=plans"
      actions={mayPrint && <PrintButton onPrint={send} pending={pending || paper.pending} />}
    >
      <Problem problem={paper.problem ?? move.problem} />
      <Panel
        title={m.training_paper_plan()}
        actions={
          mayManage && (
            <>
              <Button small onClick={() => setChanging(true)}>
                {m.training_plan_change()}
              </Button>
              <Button small tone="plain" onClick={() => setEnding(true)}>
                {m.training_end()}
              </Button>
            </>
          )
        }
      >
        <PlanFacts plan={plan} />
        <VersionLine
          list="template"
          code={plan.template}
          current={plan.version}
          newest={plan.newestVersion}
          {...(mayManage && { onMove: moveTo })}
        />
        {plan.extendedFor && <p>{m.training_plan_extended({ reason: plan.extendedFor })}</p>}
        <Topics plan={plan} />
      </Panel>
      <Panel title={m.training_paper_reviews()}>
        <Reviews reviews={plan.reviews} />
      </Panel>
      <Dialog title={m.training_plan_change()} open={changing} onClose={() => setChanging(false)}>
        {changing && <ChangeForm plan={plan} onDone={() => setChanging(false)} />}
      </Dialog>
      <ReasonDialog
        asked={
          ending
            ? {
                title: m.training_plan_endTitle(),
                label: m.training_reason(),
                act: m.training_end(),
                danger: true,
              }
            : undefined
        }
        maxLength={500}
        pending={end.pending}
        problem={end.problem}
        onSay={(reason) => end.run({ planId, reason })}
        onClose={() => setEnding(false)}
      />
    </Page>
  );
}

function ChangeForm({ plan, onDone }: { plan: Plan; onDone: () => void }) {
  const form = useForm(training, 'changePlan', {
    initial: { preceptorId: plan.preceptorId, endsOn: plan.endsOn, reason: '' },
    prepare: (values) => ({ ...values, planId: plan.planId }),
    onDone: () => {
      tell(m.training_saved());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_plan_change()}>
      <PreceptorField {...form.field('preceptorId')} />
      <FieldDate label={m.training_plan_lastDay()} {...form.field('endsOn')} required />
      <FieldText label={m.training_plan_extensionReason()} {...form.field('reason')} />
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}
