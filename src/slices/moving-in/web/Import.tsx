import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { call } from '#platform/web/client/call.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ConfirmButton } from '#platform/web/ui/ConfirmButton.tsx';
import { ExportButton } from '#platform/web/ui/ExportButton.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Counts, movingIn, type Overview } from '../contract.ts';
import { Columns } from './Columns.tsx';
import { Reading } from './Reading.tsx';
import { Rows } from './Rows.tsx';
import { type Step, type Steps, useSteps } from './use-steps.ts';
import { kindWords, stateWords } from './words.ts';
import './moving-in.css';

/** One file: how it is read, what its columns are, what becomes of its rows, and the way back. */
export default function Import(props: ScreenProps) {
  const importId = props.params.importId ?? '';
  const read = useRead(movingIn, 'readImport', { importId }, { refreshOn: ['movingIn.'] });
  const steps = useSteps(importId);
  return (
    <Page
      title={read.data ? `${kindWords[read.data.kind]()}: ${read.data.fileName}` : m.movingIn_title()}
      back="/clinic/moving-in"
    >
      <ReadView read={read} rows={10}>
        {(one) => <Shown one={one} steps={steps} />}
      </ReadView>
    </Page>
  );
}

function Shown({ one, steps }: { one: Overview; steps: Steps }) {
  const counts = steps.running?.counts ?? one.counts;
  const started = (counts.stored ?? 0) > 0 || one.state === 'takenBack' || one.state === 'takingBack';
  // what asks for a person stands first: once rows are checked, how they were read is folded away above them
  const checked = (counts.waiting ?? 0) < one.rows;
  return (
    <>
      <Problem problem={steps.problem} />
      {!started && (
        <details className="s-more mi-settings" open={!checked}>
          <summary>{m.movingIn_settings()}</summary>
          <Reading one={one} />
          <Columns one={one} />
        </details>
      )}
      <Panel title={m.movingIn_result()} actions={<Acts one={one} counts={counts} steps={steps} />}>
        <p className="mi-state">
          <strong>{stateWords[one.state]()}</strong>
          {!started && <span>{m.movingIn_nothingYet()}</span>}
          {steps.stopped && <span>{m.movingIn_stopped()}</span>}
        </p>
        {one.kind === 'staff' && started && one.state !== 'takenBack' && (
          <p className="mi-state">
            <span>{m.movingIn_invited()}</span>
            <a href="/clinic/people">{m.workforce_people_title()}</a>
          </p>
        )}
        {steps.running && <Progress step={steps.running.step} counts={counts} rows={one.rows} />}
        {checked && !steps.running && <Rows one={one} counts={counts} />}
      </Panel>
    </>
  );
}

/** The rows that a step has still before it. */
function leftOf(step: Step, counts: Counts): number {
  if (step === 'checkRows') return counts.waiting ?? 0;
  if (step === 'takeRows') return (counts.good ?? 0) + (counts.warning ?? 0);
  return counts.stored ?? 0;
}

function Progress(props: { step: Step; counts: Counts; rows: number }) {
  const done = props.rows - leftOf(props.step, props.counts);
  return (
    <div className="mi-progress">
      <progress max={props.rows} value={done} aria-label={m.movingIn_progress({ done, total: props.rows })} />
      <span role="status">{m.movingIn_progress({ done, total: props.rows })}</span>
    </div>
  );
}

/** One next act; the way back and the file of what is not in stand beside it. */
function Acts({ one, counts, steps }: { one: Overview; counts: Counts; steps: Steps }) {
  const go = useGo();
  const discard = useAct(movingIn, 'discard');
  if (steps.running) return <Button onClick={steps.stop}>{m.movingIn_stop()}</Button>;
  const waiting = counts.waiting ?? 0;
  const able = (counts.good ?? 0) + (counts.warning ?? 0);
  const open = (counts.error ?? 0) + (counts.ask ?? 0) + (counts.kept ?? 0);
  const back = one.state === 'takenBack' || one.state === 'takingBack';
  const putAway = async () => {
    await discard.run({ importId: one.importId });
    go('/clinic/moving-in');
  };
  return (
    <>
      {open > 0 && <ErrorFile importId={one.importId} />}
      {(one.state === 'read' || one.state === 'opened') && (
        <Button onClick={() => void putAway().catch(() => undefined)} pending={discard.pending}>
          {m.movingIn_discard()}
        </Button>
      )}
      {(one.state === 'running' || one.state === 'done') && (
        <ConfirmButton
          label={m.movingIn_takeBack()}
          title={m.movingIn_takeBackTitle()}
          text={m.movingIn_takeBackText({ count: counts.stored ?? 0 })}
          confirm={m.movingIn_takeBack()}
          onConfirm={() => steps.run('takeBack')}
          disabled={(counts.stored ?? 0) === 0}
        />
      )}
      {one.state === 'takingBack' && (
        <Button tone="primary" onClick={() => steps.run('takeBack')}>
          {m.movingIn_goOnTakingBack()}
        </Button>
      )}
      {!back && waiting > 0 && (
        <Button tone="primary" disabled={one.needs.length > 0} onClick={() => steps.run('checkRows')}>
          {waiting < one.rows ? m.movingIn_checkAgain() : m.movingIn_check()}
        </Button>
      )}
      {!back && waiting === 0 && able > 0 && (
        <Button tone="primary" onClick={() => steps.run('takeRows')}>
          {m.movingIn_take({ count: able })}
        </Button>
      )}
    </>
  );
}

function ErrorFile({ importId }: { importId: string }) {
  const make = async () => {
    let file = { fileName: '', csv: '' };
    for (let after: number | undefined = 0; after !== undefined; ) {
      const piece: { fileName: string; csv: string; next?: number | undefined } = await call(
        movingIn,
        'errorFile',
        { importId, after },
      );
      file = { fileName: piece.fileName, csv: file.csv + piece.csv };
      after = piece.next;
    }
    return file;
  };
  return <ExportButton label={m.movingIn_errorsFile()} make={make} pending={false} />;
}
