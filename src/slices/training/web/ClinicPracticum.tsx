import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
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
import { type Practicum, training } from '../contract.ts';
import { ChangePracticumForm } from './ChangePracticumForm.tsx';
import { CheckOffs } from './CheckOffs.tsx';
import { Evaluations } from './Evaluations.tsx';
import { HoursTable } from './HoursTable.tsx';
import { Journals } from './Journals.tsx';
import { PracticumFacts } from './PracticumFacts.tsx';
import './training.css';

/** A practicum for the office: everything but drafts, and its papers. `P` prints the evidence pack. */
export default function ClinicPracticum({ params }: ScreenProps) {
  const practicumId = params.practicumId ?? '';
  const read = useRead(training, 'practicum', { practicumId }, { refreshOn: ['training.', 'competencies.'] });
  return (
    <ReadView read={read} rows={8}>
      {(practicum) => <Shown practicum={practicum} />}
    </ReadView>
  );
}

function Shown({ practicum }: { practicum: Practicum }) {
  const { practicumId } = practicum;
  const mayManage = useMay('training.manage') && practicum.state === 'open';
  const mayPrint = useMay('print.paper');
  const [changing, setChanging] = useState(false);
  const [ending, setEnding] = useState(false);
  const evidence = useAct(training, 'printEvidence');
  const sheet = useAct(training, 'printHours');
  const end = useAct(training, 'endPracticum');
  const { print, pending } = usePrint();
  const send = (made: Promise<{ paperId: string }>) =>
    void made.then(
      ({ paperId }) => print(paperId),
      () => undefined,
    );
  return (
    <Page
      title={m.training_practicumOf({ name: practicum.name })}
      back="/clinic/training"
      actions={
        mayPrint && (
          <>
            <PrintButton
              label={m.training_paper_evidence()}
              onPrint={() => send(evidence.run({ practicumId }))}
              pending={pending || evidence.pending}
            />
            <Button onClick={() => send(sheet.run({ practicumId }))} pending={pending || sheet.pending}>
              {m.training_paper_hours()}
            </Button>
          </>
        )
      }
    >
      <Problem problem={evidence.problem ?? sheet.problem} />
      <Panel
        title={m.training_practicum()}
        actions={
          mayManage && (
            <>
              <Button small onClick={() => setChanging(true)}>
                {m.training_edit()}
              </Button>
              <Button small tone="plain" onClick={() => setEnding(true)}>
                {m.training_end()}
              </Button>
            </>
          )
        }
      >
        <PracticumFacts practicum={practicum} />
        <CheckOffs practicum={practicum} />
      </Panel>
      <Panel title={m.training_paper_hours()}>
        <HoursTable entries={practicum.entries} />
      </Panel>
      <Panel title={m.training_paper_journals()}>
        <Journals practicum={practicum} reader="office" />
      </Panel>
      <Panel title={m.training_paper_evaluations()}>
        <Evaluations practicum={practicum} />
      </Panel>
      <Dialog title={m.training_edit()} open={changing} onClose={() => setChanging(false)} size="large">
        {changing && <ChangePracticumForm practicum={practicum} onDone={() => setChanging(false)} />}
      </Dialog>
      <ReasonDialog
        asked={
          ending
            ? {
                title: m.training_practicum_endTitle(),
                label: m.training_reason(),
                act: m.training_end(),
                danger: true,
              }
            : undefined
        }
        maxLength={500}
        pending={end.pending}
        problem={end.problem}
        onSay={(reason) => end.run({ practicumId, reason })}
        onClose={() => setEnding(false)}
      />
    </Page>
  );
}
