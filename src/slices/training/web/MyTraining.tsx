import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Go } from '#platform/web/router/link.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Practicum, training } from '../contract.ts';
import { Evaluations } from './Evaluations.tsx';
import { HoursTable } from './HoursTable.tsx';
import { Journals } from './Journals.tsx';
import { LogHours } from './LogHours.tsx';
import { MyPlan } from './MyPlan.tsx';
import { MyProgrammes } from './MyProgrammes.tsx';
import { PracticumFacts } from './PracticumFacts.tsx';
import { SiteEvaluationForm } from './SiteEvaluationForm.tsx';
import './training.css';

const refreshed = { refreshOn: ['training.', 'competencies.'] };

/** Whatever one learns here oneself: practicum, on-the-job plan, programme. */
export default function MyTraining() {
  const practica = useRead(training, 'myPractica', {}, refreshed);
  const plans = useRead(training, 'myPlans', {}, refreshed);
  const open = practica.data?.practica.find((one) => one.state === 'open');
  const [logging, setLogging] = useState<Practicum>();
  const log = () => setLogging(open);
  useKeys({ n: open && { label: m.training_hours_log(), run: log } });
  const nothing = practica.data?.practica.length === 0 && plans.data?.plans.length === 0;
  return (
    <Page
      title={m.training_mine_title()}
      back="/work"
      actions={
        open && (
          <Button tone="primary" keys="N" onClick={log}>
            {m.training_hours_log()}
          </Button>
        )
      }
    >
      {nothing && (
        <EmptyState
          title={m.training_mine_none()}
          text={m.training_mine_noneText()}
          act={{ label: m.training_career_title(), to: '/work/career' }}
        />
      )}
      <ReadView read={practica} rows={6}>
        {(all) => all.practica.map((one) => <MyPracticum key={one.practicumId} practicum={one} />)}
      </ReadView>
      <ReadView read={plans} rows={4}>
        {(all) => all.plans.map((one) => <MyPlan key={one.planId} plan={one} />)}
      </ReadView>
      <MyProgrammes />
      {!nothing && (
        <p>
          <Go to="/work/career">{m.training_career_title()}</Go>
        </p>
      )}
      <Dialog
        title={m.training_hours_log()}
        open={logging !== undefined}
        onClose={() => setLogging(undefined)}
      >
        {logging && (
          <LogHours
            practicum={logging}
            subjects={practica.data?.subjects ?? []}
            onDone={() => setLogging(undefined)}
          />
        )}
      </Dialog>
    </Page>
  );
}

function MyPracticum({ practicum }: { practicum: Practicum }) {
  const withdraw = useAct(training, 'withdrawHours');
  const [rating, setRating] = useState(false);
  const take = (entryId: string) =>
    void withdraw.run({ practicumId: practicum.practicumId, entryId }).then(
      () => tell(m.training_hours_withdrawnNow()),
      () => undefined,
    );
  return (
    <Panel title={m.training_practicum()}>
      <PracticumFacts practicum={practicum} />
      <Problem problem={withdraw.problem} />
      <HoursTable
        entries={practicum.entries}
        act={(entry) =>
          entry.state === 'waiting' && practicum.state === 'open'
            ? {
                label: m.training_hours_withdraw(),
                run: () => take(entry.entryId),
                pending: withdraw.pending,
              }
            : undefined
        }
      />
      <h3>{m.training_journal_title()}</h3>
      <Journals practicum={practicum} reader="student" />
      <More label={m.training_paper_evaluations()}>
        <Evaluations practicum={practicum} />
      </More>
      {!practicum.siteEvaluation && (
        <Button onClick={() => setRating(true)}>{m.training_site_evaluate()}</Button>
      )}
      <Dialog title={m.training_site_evaluate()} open={rating} onClose={() => setRating(false)}>
        {rating && <SiteEvaluationForm practicumId={practicum.practicumId} onDone={() => setRating(false)} />}
      </Dialog>
    </Panel>
  );
}
