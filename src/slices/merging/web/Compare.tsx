import { useEffect, useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { merging } from '../contract.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { FieldChoices } from './FieldChoices.tsx';
import { Person } from './Person.tsx';
import { warningWords } from './words.ts';
import './merging.css';

type Compared = OutputOf<typeof merging, 'comparePair'>;
type Sides = Record<string, 'survivor' | 'other'>;

/** Two charts side by side. The one that has more in it, or the older number, is proposed to stay; a person may turn them round. */
export default function Compare({ params }: ScreenProps) {
  const { patientId = '', otherId = '' } = params;
  const [turned, setTurned] = useState<boolean>();
  // while they are being joined there are no two charts to compare
  const [joining, setJoining] = useState(false);
  const ids = turned ? [otherId, patientId] : [patientId, otherId];
  const read = useRead(
    merging,
    'comparePair',
    { survivorId: ids[0] ?? '', otherId: ids[1] ?? '' },
    { refreshOn: ['records.', 'merging.'], enabled: !joining },
  );
  const proposed = read.data?.suggested;
  useEffect(() => {
    if (turned === undefined && proposed) setTurned(proposed === 'other');
  }, [turned, proposed]);
  return (
    <Page title={m.merging_compare_title()} back="/patients/look-alikes">
      <ReadView read={read} rows={8}>
        {(compared) => (
          <Comparison
            key={compared.survivor.id}
            compared={compared}
            onTurn={() => setTurned(!turned)}
            onJoining={setJoining}
          />
        )}
      </ReadView>
    </Page>
  );
}

function Comparison(props: {
  compared: Compared;
  onTurn: () => void;
  onJoining: (joining: boolean) => void;
}) {
  const { compared, onTurn, onJoining } = props;
  const { survivor, other, warnings, objections } = compared;
  const go = useGo();
  const [choices, setChoices] = useState<Sides>({});
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const act = useAct(merging, 'mergeCharts');
  const blocked = objections.length > 0;
  const wrong = (path: string) => act.problem?.fields.find((field) => field.path === path)?.words;
  const join = () => {
    setAsking(false);
    onJoining(true);
    void act
      .run({
        ...{ survivorId: survivor.id, otherId: other.id, choices, reason },
        ...{ survivorVersion: survivor.version, otherVersion: other.version },
      })
      .then(
        ({ items }) => {
          tell(m.merging_compare_done({ count: items }));
          go(`/patients/${survivor.id}`, { replace: true });
        },
        () => onJoining(false),
      );
  };
  const ask = () => !blocked && setAsking(true);
  useKeys({ 'ctrl+enter': { label: m.merging_compare_join(), run: ask } });
  return (
    <div className="mg-compare">
      {blocked && (
        <Panel title={m.merging_compare_blocked()} tone="red">
          <ul className="mg-lines">
            {objections.map((one) => (
              <li key={one}>
                <SignalBadge tone="red">{one}</SignalBadge>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {warnings.length > 0 && (
        <Panel title={m.merging_compare_against()} tone="amber">
          <ul className="mg-lines">
            {warnings.map((one) => (
              <li key={one}>
                <SignalBadge tone="amber">{warningWords(one)}</SignalBadge>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <FieldChoices compared={compared} choices={choices} onChoose={setChoices} errorOf={wrong} />
      <FieldText
        label={m.merging_compare_reason()}
        hint={warnings.length > 0 ? m.merging_compare_reasonNeeded() : m.merging_compare_reasonFree()}
        value={reason}
        onChange={setReason}
        maxLength={500}
        required={warnings.length > 0}
        error={wrong('reason')}
      />
      <Problem problem={act.problem} />
      <div className="mg-acts">
        <Button tone="primary" onClick={ask} pending={act.pending} disabled={blocked} keys="Ctrl ↵">
          {m.merging_compare_join()}
        </Button>
        <Button onClick={onTurn}>{m.merging_compare_swap()}</Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={m.merging_compare_sure()}
          act={m.merging_compare_join()}
          onSay={join}
          onClose={() => setAsking(false)}
        >
          <p>{m.merging_compare_sureText({ count: other.items })}</p>
          <dl className="mg-sure">
            <dt>{m.merging_compare_stays()}</dt>
            <dd>
              <Person chart={survivor} plain />
            </dd>
            <dt>{m.merging_compare_closes()}</dt>
            <dd>
              <Person chart={other} plain />
            </dd>
          </dl>
        </ConfirmDialog>
      )}
    </div>
  );
}
