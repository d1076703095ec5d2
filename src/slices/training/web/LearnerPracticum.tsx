import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type HoursEntry, type Practicum, training } from '../contract.ts';
import { CheckOffs } from './CheckOffs.tsx';
import { DeclineHours } from './DeclineHours.tsx';
import { EvaluateForm } from './EvaluateForm.tsx';
import { Evaluations } from './Evaluations.tsx';
import { HoursTable } from './HoursTable.tsx';
import { Journals } from './Journals.tsx';
import { PracticumFacts } from './PracticumFacts.tsx';
import './training.css';

/** A student's practicum for her preceptor: hours, journals handed in, evaluations, and the check-offs next door. */
export default function LearnerPracticum({ params }: ScreenProps) {
  const practicumId = params.practicumId ?? '';
  const read = useRead(
    training,
    'learnerPracticum',
    { practicumId },
    { refreshOn: ['training.', 'competencies.'] },
  );
  return (
    <ReadView read={read} rows={8}>
      {(practicum) => <Shown practicum={practicum} />}
    </ReadView>
  );
}

function Shown({ practicum }: { practicum: Practicum }) {
  const { practicumId } = practicum;
  const [evaluating, setEvaluating] = useState(false);
  const [declining, setDeclining] = useState<HoursEntry>();
  const confirm = useAct(training, 'confirmHours');
  const mayEvaluate = practicum.evaluations.length < 2;
  useKeys({
    e: mayEvaluate ? { label: m.training_evaluation_write(), run: () => setEvaluating(true) } : undefined,
  });
  const open = practicum.state === 'open';
  const act = (entry: HoursEntry) =>
    open && entry.state === 'waiting'
      ? {
          label: m.training_hours_confirm(),
          run: () => void confirm.run({ practicumId, entryId: entry.entryId }).catch(() => undefined),
          pending: confirm.pending,
        }
      : undefined;
  // what was confirmed by mistake is taken back here too
  const more = (entry: HoursEntry) =>
    open && entry.state !== 'declined'
      ? [{ label: m.training_hours_decline(), run: () => setDeclining(entry) }]
      : [];
  return (
    <Page
      title={m.training_practicumOf({ name: practicum.name })}
      back="/work/precepting"
      actions={
        mayEvaluate && (
          <Button tone="primary" keys="E" onClick={() => setEvaluating(true)}>
            {m.training_evaluation_write()}
          </Button>
        )
      }
    >
      <Panel title={m.training_practicum()}>
        <PracticumFacts practicum={practicum} />
        <CheckOffs practicum={practicum} />
      </Panel>
      <Panel title={m.training_paper_hours()}>
        <Problem problem={confirm.problem} />
        <HoursTable entries={practicum.entries} act={act} more={more} />
      </Panel>
      <Panel title={m.training_journal_title()}>
        <Journals practicum={practicum} reader="preceptor" />
      </Panel>
      <Panel title={m.training_paper_evaluations()}>
        <Evaluations practicum={practicum} />
      </Panel>
      <Dialog
        title={m.training_evaluation_write()}
        open={evaluating}
        onClose={() => setEvaluating(false)}
        size="large"
      >
        {evaluating && <EvaluateForm practicum={practicum} onDone={() => setEvaluating(false)} />}
      </Dialog>
      <DeclineHours
        entry={declining && { practicumId, entryId: declining.entryId }}
        onClose={() => setDeclining(undefined)}
      />
    </Page>
  );
}
