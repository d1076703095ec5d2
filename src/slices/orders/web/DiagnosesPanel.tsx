import { useState } from 'react';
import { m } from '#messages';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { call } from '#platform/web/client/call.ts';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { type Consultation, type Diagnosis, orders } from '../contract.ts';
import { SearchBox } from './SearchBox.tsx';

/** Diagnoses of the visit, found in the physician's own words. */
export function DiagnosesPanel({ view, mayChange }: { view: Consultation; mayChange: boolean }) {
  const [removing, setRemoving] = useState<Diagnosis>();
  const remove = useAct(orders, 'removeDiagnosis');
  const { visitId } = view;
  return (
    <Panel title={m.orders_diagnoses()}>
      {mayChange && <DiagnosisFinder view={view} />}
      {view.diagnoses.length === 0 && <p className="o-soft">{m.orders_diagnosisNone()}</p>}
      {view.diagnoses.length > 0 && (
        <ul className="o-list">
          {view.diagnoses.map((one) => (
            <li key={one.id} className="o-line">
              <span className="o-line-main">
                <strong>{one.label}</strong> <span className="o-soft">{one.code}</span>{' '}
                {one.main && <SignalBadge tone="grey">{m.orders_diagnosisMain()}</SignalBadge>}
              </span>
              {mayChange && (
                <Button small tone="plain" onClick={() => setRemoving(one)}>
                  {m.orders_remove()}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ReasonDialog
        maxLength={300}
        asked={
          removing && {
            title: m.orders_removeTitle(),
            text: `${removing.code} ${removing.label}`,
            label: m.orders_reason(),
            act: m.orders_remove(),
          }
        }
        pending={remove.pending}
        problem={remove.problem}
        onSay={(reason) => remove.run({ visitId, diagnosisId: removing?.id ?? '', reason })}
        onClose={() => setRemoving(undefined)}
      />
    </Panel>
  );
}

function DiagnosisFinder({ view }: { view: Consultation }) {
  const { visitId } = view;
  const [text, setText] = useState('');
  const [lasting, setLasting] = useState(false);
  const add = useAct(orders, 'addDiagnosis');
  const read = useRead(
    orders,
    'findDiagnosis',
    { text, limit: 8 },
    { enabled: text.trim() !== '', keep: true },
  );
  const found = text.trim() === '' ? [] : (read.data?.found ?? []);
  const choose = async (code: string) => {
    const { diagnosis } = await add.run({ visitId, code, lasting });
    setText('');
    setLasting(false);
    const reason = m.web_undo();
    offerUndo(`${diagnosis.code} ${diagnosis.label}`, async () => {
      await call(orders, 'removeDiagnosis', { visitId, diagnosisId: diagnosis.id, reason });
      refreshSlice('orders');
    });
  };
  return (
    <>
      <SearchBox
        label={m.orders_diagnosisFind()}
        placeholder={m.orders_diagnosisPlaceholder()}
        text={text}
        onText={(next) => {
          add.reset();
          setText(next);
        }}
        choices={found.map((one) => ({
          id: one.code,
          label: one.label,
          detail: `${one.code} · ${one.other}`,
        }))}
        onChoose={(code) => void choose(code).catch(() => undefined)}
      />
      <FieldCheck label={m.orders_lasting()} value={lasting} onChange={setLasting} />
      <Problem problem={add.problem} keepFocus />
    </>
  );
}
