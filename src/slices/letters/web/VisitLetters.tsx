import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Letter, letters } from '../contract.ts';
import { LetterActs } from './LetterActs.tsx';
import { LetterForm } from './LetterForm.tsx';
import { LetterLine } from './LetterLine.tsx';
import { askedFor, type ReasonVerb } from './reasons.ts';
import { SignDialog } from './SignDialog.tsx';
import { makePaper, usePaper } from './use-paper.ts';
import './letters.css';

interface PanelProps {
  visitId: string;
  patientId: string;
}

/** "Letters / Surat": what this visit certifies, from the draft to the paper, and the summary for the patient. */
export default function VisitLetters(props: PanelProps) {
  const { visitId } = props;
  const read = useRead(
    letters,
    'visitLetters',
    { visitId },
    { refreshOn: ['letters.', 'vitals.', 'intake.committed'] },
  );
  return (
    <ReadView read={read} rows={4}>
      {(found) => (
        <Letters {...props} all={found.letters.filter(({ state }) => state !== 'discarded').reverse()} />
      )}
    </ReadView>
  );
}

function Letters({ visitId, patientId, all }: PanelProps & { all: Letter[] }) {
  const [mayDraft, mayPrint] = [useMay('letters.draft'), useMay('letters.print')];
  const maySign = useMay('letters.sign');
  const [form, setForm] = useState<{ letter?: Letter }>();
  const [signing, setSigning] = useState<Letter>();
  const [asked, setAsked] = useState<{ verb: ReasonVerb; letter: Letter }>();
  const acts = {
    ...{ sendBack: useAct(letters, 'sendBack'), discardDraft: useAct(letters, 'discardDraft') },
    correctLetter: useAct(letters, 'correctLetter'),
  };
  const paper = usePaper();
  const draft = () => setForm({});
  useKeys({ n: mayDraft ? { label: m.letters_new(), run: draft } : undefined });
  const say = async (reason: string) => {
    if (!asked) return;
    const { verb, letter } = asked;
    const done = await acts[verb].run({ letterId: letter.letterId, reason });
    if (verb === 'sendBack') tell(m.letters_sentBack({ name: letter.draftedBy }));
    // a new version begins with the old words, and there is something in them to change
    if (verb === 'correctLetter') setForm({ letter: done.letter });
  };
  const summary = { visitId };
  return (
    <Panel
      title={m.letters_title()}
      actions={
        <>
          {mayPrint && (
            <PrintButton
              label={m.letters_printSummary()}
              onPrint={() => void paper.print('printVisitSummary', summary)}
              pending={paper.isPending(summary)}
            />
          )}
          {mayPrint && (
            <Slot
              name="paper.send"
              inline
              props={{
                ...{ patientId, paper: m.letters_printSummary(), hasKey: true },
                make: () => makePaper('printVisitSummary', summary),
              }}
            />
          )}
          {mayDraft && (
            <Button tone={all.length === 0 ? 'primary' : 'quiet'} keys="N" onClick={draft}>
              {m.letters_new()}
            </Button>
          )}
        </>
      }
    >
      {all.length === 0 ? (
        <EmptyState title={m.letters_none()} text={m.letters_noneInVisit()} />
      ) : (
        <ul className="lt-list">
          {all.map((letter) => (
            <LetterLine key={letter.letterId} letter={letter}>
              <LetterActs
                letter={letter}
                isReplaced={all.some(({ replaces }) => replaces?.letterId === letter.letterId)}
                paper={paper}
                onRead={() => setSigning(letter)}
                onChange={() => setForm({ letter })}
                onAsk={(verb) => setAsked({ verb, letter })}
              />
            </LetterLine>
          ))}
        </ul>
      )}
      {!maySign && <p className="lt-soft">{m.letters_assistantsHint()}</p>}
      <LetterForm
        {...{ visitId, patientId, letter: form?.letter }}
        open={form !== undefined}
        onClose={() => setForm(undefined)}
      />
      <SignDialog
        letter={signing}
        onClose={() => setSigning(undefined)}
        onSendBack={(letter) => {
          setSigning(undefined);
          setAsked({ verb: 'sendBack', letter });
        }}
      />
      <ReasonDialog
        asked={asked && askedFor(asked.verb, asked.letter)}
        onSay={say}
        onClose={() => setAsked(undefined)}
        maxLength={500}
        pending={asked ? acts[asked.verb].pending : false}
        problem={asked && acts[asked.verb].problem}
      />
    </Panel>
  );
}
