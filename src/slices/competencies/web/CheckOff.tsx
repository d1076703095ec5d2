import { useState, useSyncExternalStore } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { usePrint } from '#platform/web/print/use-print.ts';
import { onSession, sessionNow, useMe } from '#platform/web/shell/session.ts';
import { SignDialog } from '#platform/web/sign/SignDialog.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Refusal } from '#platform/web/ui/Refusal.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { competencies, type Method, methods, purposes } from '../contract.ts';
import { Outcome } from './Outcome.tsx';
import { StateBadge } from './StateBadge.tsx';
import { Steps } from './Steps.tsx';
import { methodWords, purposeWords } from './words.ts';
import './competencies.css';

type Sheet = OutputOf<typeof competencies, 'sheet'>;

/** The whole checklist beside the learner: a key for each step, and the observer's signature. */
export default function CheckOff({ params }: ScreenProps) {
  const { staffId, code = '' } = params;
  return staffId ? <Hers staffId={staffId} code={code} /> : <Own code={code} />;
}

function Hers(about: { staffId: string; code: string }) {
  const read = useRead(competencies, 'sheet', about, { refreshOn: ['competencies.'] });
  return (
    <ReadView read={read} rows={10}>
      {(sheet) => <Form key={sheet.competency.version} sheet={sheet} />}
    </ReadView>
  );
}

/** At the learner's tablet: the observer beside her signs by her PIN, and the screen stays the learner's. */
function Own({ code }: { code: string }) {
  const read = useRead(competencies, 'mySheet', { code }, { refreshOn: ['competencies.'] });
  const observers = useObserversHere();
  return (
    <ReadView read={read} rows={10}>
      {(sheet) => <Form key={sheet.competency.version} sheet={sheet} observers={observers} />}
    </ReadView>
  );
}

function Form({ sheet, observers }: { sheet: Sheet; observers?: Observer[] }) {
  const { competency, standing, staffId, name } = sheet;
  const { code, version, steps } = competency;
  const me = useMe();
  const practised = standing.practised >= standing.needed || standing.validatedAt !== undefined;
  const [purpose, setPurpose] = useState<(typeof purposes)[number]>(practised ? 'validation' : 'practice');
  const [method, setMethod] = useState<Method>('observation');
  const [note, setNote] = useState('');
  const [results, setResults] = useState<Record<string, boolean>>({});
  const check = useAct(competencies, 'checkOff');
  const here = useAct(competencies, 'checkOffHere');
  const [asked, setAsked] = useState(false);
  const mayAnswer = observers ? observers.length > 0 : sheet.mayObserve;
  const [done, setDone] = useState<OutputOf<typeof competencies, 'checkOff'>>();
  const left = steps.filter(({ step }) => results[step] === undefined).length;
  const signWords = observers
    ? m.competencies_sheet_signHere()
    : m.competencies_sheet_sign({ name: me.name });
  const sign = () => {
    if (left > 0 || done) return;
    if (observers) return setAsked(true);
    void check.run({ staffId, code, version, purpose, method, results, note }).then(setDone, () => undefined);
  };
  useKeys({
    'ctrl+enter': mayAnswer ? { label: signWords, run: sign } : undefined,
  });
  return (
    <Page
      title={m.competencies_sheet_title({ label: standing.label })}
      back={observers ? '/work/passport' : '/work/practice'}
      actions={!observers && <PrintSheet staffId={staffId} code={code} />}
    >
      <p>
        {m.competencies_sheet_person({ name })} <StateBadge state={standing.state} />{' '}
        {m.competencies_sheet_practised({ done: standing.practised, needed: standing.needed })}
      </p>
      {observers?.length === 0 && <Refusal reason={m.competencies_sheet_nobodyHere()} />}
      {!observers && !sheet.mayObserve && (
        <Refusal
          reason={
            staffId === me.staffId
              ? m.competencies_error_ownCompetency()
              : m.competencies_error_observerNotAllowed({ label: standing.label })
          }
        />
      )}
      {done && <Outcome done={done} competency={competency} label={standing.label} staffId={staffId} />}
      {!done && (
        <>
          <Steps steps={steps} results={results} onAnswer={setResults} disabled={!mayAnswer} />
          <div className="cp-how">
            <FieldChips
              label={m.competencies_sheet_purpose()}
              options={purposes.map((value) => ({ value, label: purposeWords[value]() }))}
              value={purpose}
              onChange={(value) => setPurpose(value as typeof purpose)}
            />
            <FieldChips
              label={m.competencies_sheet_method()}
              options={methods
                .filter((one) => purpose === 'validation' || one === 'observation' || one === 'simulation')
                .map((value) => ({ value, label: methodWords(value) }))}
              value={method}
              onChange={(value) => setMethod(value as Method)}
            />
            <FieldText
              label={m.competencies_sheet_note()}
              hint={m.competencies_sheet_noteHint()}
              value={note}
              onChange={setNote}
              maxLength={500}
            />
          </div>
          <div className="s-savebar">
            <Problem problem={check.problem} />
            <div className="s-savebar-acts">
              {left > 0 && <span className="s-hint">{m.competencies_sheet_left({ count: left })}</span>}
              <Button
                tone="primary"
                keys="Ctrl ↵"
                onClick={sign}
                pending={check.pending}
                disabled={left > 0 || !mayAnswer}
              >
                {signWords}
              </Button>
            </div>
          </div>
        </>
      )}
      {observers && (
        <SignDialog
          title={m.competencies_sheet_signHere()}
          text={m.competencies_sheet_signHereText({ name, label: standing.label })}
          act={m.competencies_sheet_signHere()}
          signers={observers}
          open={asked}
          pending={here.pending}
          problem={here.problem}
          onSign={async (proof) =>
            setDone(await here.run({ code, version, purpose, method, results, note, proof }))
          }
          onClose={() => setAsked(false)}
        />
      )}
    </Page>
  );
}

interface Observer {
  staffId: string;
  name: string;
}

/** Who is signed in at this device beside her, in this clinic: one of them may have watched. */
function useObserversHere(): Observer[] {
  const { clinic } = useMe();
  const { others } = useSyncExternalStore(onSession, sessionNow, sessionNow);
  return others
    .filter((one) => one.clinicName === clinic.name)
    .map(({ staffId, name }) => ({ staffId, name }));
}

function PrintSheet({ staffId, code }: { staffId: string; code: string }) {
  const make = useAct(competencies, 'printChecklist');
  const { print, pending } = usePrint();
  const run = () =>
    void make.run({ staffId, code }).then(
      ({ paperId }) => print(paperId),
      () => undefined,
    );
  return (
    <>
      <PrintButton label={m.competencies_sheet_print()} onPrint={run} pending={make.pending || pending} />
      <Problem problem={make.problem} />
    </>
  );
}
