import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { type AllergyList, records } from '../contract.ts';
import { AllergyForm } from './AllergyForm.tsx';
import { EndAllergyForm } from './EndAllergyForm.tsx';
import { criticalityWords, severityWords } from './allergy-words.ts';
import { dateWords } from './words.ts';
import './records.css';

type Allergy = AllergyList['items'][number];
/** Absent where she may not. */
type OnEnd = ((one: Pick<Allergy, 'id' | 'substance'>) => void) | undefined;

/** The allergy list with what its emptiness means; asked and reviewed at each visit in one key. */
export default function AllergiesPanel({ patientId, visitId }: { patientId: string; visitId?: string }) {
  const read = useRead(records, 'readAllergies', { patientId }, { refreshOn: ['records.allergiesChanged'] });
  const record = useAct(records, 'recordAllergies');
  const mayRecord = useMay('records.recordAllergy');
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Pick<Allergy, 'id' | 'substance'>>();
  const state = read.data?.state;
  const end = useAct(records, 'endAllergy');
  const say = async (none?: 'all' | 'drugs') => {
    const list = await record
      .run({ patientId, ...(visitId && { visitId }), ...(none && { none }) })
      .catch(() => undefined);
    const allergyId = list?.stated?.id;
    if (list && none && allergyId) {
      const reason = m.records_allergy_undone();
      offerUndo(m.records_allergy_saidNone(), () => end.run({ patientId, allergyId, why: 'error', reason }));
    } else if (list) tell(m.records_allergy_reviewedNow());
  };
  const reviewable = state !== undefined && state !== 'notAsked';
  useKeys({
    a: mayRecord ? { label: m.records_allergy_add(), run: () => setAdding(true) } : undefined,
    r: mayRecord && reviewable ? { label: m.records_allergy_review(), run: () => void say() } : undefined,
  });
  const acts = mayRecord && state && (
    <>
      {state === 'notAsked' && (
        <>
          <Button small onClick={() => void say('all')} pending={record.pending}>
            {m.records_allergy_none()}
          </Button>
          <Button small tone="plain" onClick={() => void say('drugs')} pending={record.pending}>
            {m.records_allergy_noneToDrugs()}
          </Button>
        </>
      )}
      {reviewable && (
        <Button small onClick={() => void say()} pending={record.pending} keys="R">
          {m.records_allergy_review()}
        </Button>
      )}
      <Button small onClick={() => setAdding(true)} keys="A">
        {m.records_allergy_add()}
      </Button>
    </>
  );
  return (
    <Panel
      title={m.records_allergy_title()}
      actions={acts}
      {...(state === 'notAsked' && { tone: 'amber' as const })}
    >
      <Problem problem={record.problem} />
      <ReadView read={read} rows={2}>
        {(list) => <List list={list} onEnd={mayRecord ? setEnding : undefined} />}
      </ReadView>
      <Dialog title={m.records_allergy_add()} open={adding} onClose={() => setAdding(false)}>
        <AllergyForm patientId={patientId} {...(visitId && { visitId })} onDone={() => setAdding(false)} />
      </Dialog>
      <Dialog
        title={m.records_allergy_endTitle({ substance: ending?.substance ?? '' })}
        open={ending !== undefined}
        onClose={() => setEnding(undefined)}
        size="small"
      >
        {ending && (
          <EndAllergyForm patientId={patientId} allergyId={ending.id} onDone={() => setEnding(undefined)} />
        )}
      </Dialog>
    </Panel>
  );
}

function List({ list, onEnd }: { list: AllergyList; onEnd: OnEnd }) {
  return (
    <>
      {list.state === 'notAsked' && <p>{m.records_allergy_notAsked()}</p>}
      <Statement list={list} onEnd={onEnd} />
      {list.items.length > 0 && (
        <ul className="rc-list">
          {list.items.map((one) => (
            <Item key={one.id} one={one} onEnd={onEnd} />
          ))}
        </ul>
      )}
      {list.reviewed && (
        <p className="rc-note">
          {m.records_allergy_reviewed({ name: list.reviewed.by })}{' '}
          <When at={list.reviewed.at} as="dateTime" />
        </p>
      )}
    </>
  );
}

/** Somebody's word that there is nothing; it too can turn out to be a mistake. */
function Statement({ list, onEnd }: { list: AllergyList; onEnd: OnEnd }) {
  if (list.state === 'notAsked' || list.state === 'listed') return null;
  const words = list.state === 'none' ? m.records_allergy_none() : m.records_allergy_noneToDrugs();
  const { stated } = list;
  return (
    <p className="rc-line">
      <span className="rc-line-main">
        <strong>{words}</strong>
        {stated?.by && <span className="rc-note"> {m.records_saidBy({ name: stated.by })}</span>}
      </span>
      {onEnd && stated && (
        <Button small tone="plain" onClick={() => onEnd({ id: stated.id, substance: words })}>
          {m.records_allergy_end()}
        </Button>
      )}
    </p>
  );
}

function Item({ one, onEnd }: { one: Allergy; onEnd: OnEnd }) {
  const locale = useLocale();
  const severe =
    one.criticality === 'high' || one.reactions.some((reaction) => reaction.severity === 'severe');
  const reactions = one.reactions.map((reaction) =>
    [
      reaction.words || m.records_allergy_reactionUnknown(),
      reaction.severity && severityWords(reaction.severity),
    ]
      .filter(Boolean)
      .join(', '),
  );
  return (
    <li className="rc-line">
      <span className="rc-line-main">
        <strong>{one.substance}</strong>{' '}
        {severe && <SignalBadge tone="red">{m.records_allergy_severe()}</SignalBadge>}
        {one.unconfirmed && <SignalBadge tone="amber">{m.records_allergy_unconfirmed()}</SignalBadge>}
        <span className="rc-note">
          {[
            one.kind === 'intolerance' && m.records_allergy_intolerance(),
            ...reactions,
            one.criticality && criticalityWords(one.criticality),
            one.onset && m.records_allergy_since({ date: dateWords(one.onset, locale) }),
            one.note,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {onEnd && (
        <Button small tone="plain" onClick={() => onEnd(one)}>
          {m.records_allergy_end()}
        </Button>
      )}
    </li>
  );
}
