import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { competencies, type PassportLine } from '../contract.ts';
import { myCheckOffPath } from './paths.ts';
import { PassportLines } from './PassportLines.tsx';

/** One's own competencies: what is due when, and what would open what. */
export default function MyPassport() {
  const read = useRead(competencies, 'myPassport', {}, { refreshOn: ['competencies.'] });
  const learn = useAct(competencies, 'learn');
  const print = useAct(competencies, 'printMyTranscript');
  const { print: send, pending } = usePrint();
  const go = useGo();
  const mayPrint = useMay('print.paper');
  const begin = ({ code, label }: PassportLine) =>
    void learn.run({ code }).then(
      () => tell(m.competencies_passport_learning({ label })),
      () => undefined,
    );
  const transcript = () =>
    void print.run({}).then(
      ({ paperId }) => send(paperId),
      () => undefined,
    );
  return (
    <Page
      title={m.competencies_passport_title()}
      back="/work"
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
      <p className="s-hint">{m.competencies_passport_intro()}</p>
      <Problem problem={learn.problem ?? print.problem} />
      <ReadView read={read} rows={8}>
        {(passport) => (
          <PassportLines
            passport={passport}
            acts={(line) =>
              line.state === 'notStarted' ? (
                <Button tone="primary" onClick={() => begin(line)} pending={learn.pending}>
                  {m.competencies_passport_learn()}
                </Button>
              ) : (
                <Button tone="plain" onClick={() => go(myCheckOffPath(line.code))}>
                  {m.competencies_sheet_signHere()}
                </Button>
              )
            }
          />
        )}
      </ReadView>
    </Page>
  );
}
