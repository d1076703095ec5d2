import { useState } from 'react';
import { m } from '#messages';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { competencies, type Passport, type PassportLine } from '../contract.ts';
import { isGood } from '../shared/states.ts';
import { checkOffPath } from './paths.ts';
import { PassportLines } from './PassportLines.tsx';

/** Another person's passport, for who supervises: check off, suspend, name as trainer. */
export default function PersonPassport({ params }: ScreenProps) {
  const staffId = params.staffId ?? '';
  const read = useRead(competencies, 'passport', { staffId }, { refreshOn: ['competencies.'] });
  return (
    <ReadView read={read} rows={8}>
      {(passport) => <Shown passport={passport} />}
    </ReadView>
  );
}

function Shown({ passport }: { passport: Passport }) {
  const { staffId, name } = passport;
  const print = useAct(competencies, 'printTranscript');
  const { print: send, pending } = usePrint();
  const mayPrint = useMay('print.paper');
  const transcript = () =>
    void print.run({ staffId }).then(
      ({ paperId }) => send(paperId),
      () => undefined,
    );
  return (
    <Page
      title={m.competencies_passport_of({ name })}
      back="/clinic/competencies"
      actions={
        mayPrint && (
          <PrintButton
            label={m.competencies_passport_print()}
            onPrint={transcript}
            pending={print.pending || pending}
          />
        )
      }
    >
      <Problem problem={print.problem} />
      <PassportLines passport={passport} acts={(line) => <Acts staffId={staffId} line={line} />} />
    </Page>
  );
}

function Acts({ staffId, line }: { staffId: string; line: PassportLine }) {
  const go = useGo();
  const own = useMe().staffId === staffId;
  const mayObserve = useMay('competencies.observe') && !own;
  const maySupervise = useMay('competencies.supervise') && !own;
  const suspend = useAct(competencies, 'suspend');
  const name = useAct(competencies, 'setTrainer');
  const [asked, setAsked] = useState(false);
  const { code, label } = line;
  const setTrainer = () => void name.run({ staffId, code, trainer: !line.trainer }).catch(() => undefined);
  return (
    <>
      {mayObserve && (
        <Button tone="primary" onClick={() => go(checkOffPath(staffId, code))}>
          {m.competencies_passport_checkOff()}
        </Button>
      )}
      {maySupervise && isGood(line.state) && (
        <Button small onClick={setTrainer} pending={name.pending}>
          {line.trainer ? m.competencies_trainer_end() : m.competencies_trainer_name()}
        </Button>
      )}
      {maySupervise && line.throughDay && line.state !== 'suspended' && (
        <Button small tone="plain" onClick={() => setAsked(true)}>
          {m.competencies_suspend_act()}
        </Button>
      )}
      <Problem problem={name.problem} />
      <ReasonDialog
        asked={
          asked
            ? {
                title: m.competencies_suspend_title({ label }),
                label: m.competencies_suspend_reason(),
                act: m.competencies_suspend_act(),
              }
            : undefined
        }
        maxLength={500}
        pending={suspend.pending}
        problem={suspend.problem}
        onSay={async (reason) => {
          await suspend.run({ staffId, code, reason });
          tell(m.competencies_suspend_done({ label }));
        }}
        onClose={() => setAsked(false)}
      />
    </>
  );
}
