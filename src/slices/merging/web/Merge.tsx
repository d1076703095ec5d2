import { useState } from 'react';
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
import { When } from '#platform/web/ui/When.tsx';
import { merging } from '../contract.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { Person } from './Person.tsx';
import { SinceList, type Ways } from './SinceList.tsx';
import './merging.css';

type Read = OutputOf<typeof merging, 'readMerge'>;

/** One join: what it was, and how it is taken apart again. */
export default function Merge({ params }: ScreenProps) {
  const read = useRead(
    merging,
    'readMerge',
    { mergeId: params.mergeId ?? '' },
    { refreshOn: ['merging.', 'records.'] },
  );
  return (
    <Page title={m.merging_part_title()} back="/patients/look-alikes?tab=joined">
      <ReadView read={read} rows={6}>
        {(data) => (
          <div className="mg-compare">
            <Facts read={data} />
            {!data.merge.undone && <Parting read={data} />}
          </div>
        )}
      </ReadView>
    </Page>
  );
}

function Facts({ read: { merge } }: { read: Read }) {
  const { survivor, other, merged, undone, reason } = merge;
  return (
    <div className="mg-fields">
      <section className="mg-side" aria-label={m.merging_compare_stays()}>
        <h2>{m.merging_part_stayed()}</h2>
        <Person chart={survivor} />
      </section>
      <section className="mg-side" aria-label={m.merging_list_closed()}>
        <h2>{m.merging_list_closed()}</h2>
        <Person chart={other} />
      </section>
      <p className="mg-whole">
        <When at={merged.at} /> · {merged.by}
        {reason && ` · ${reason}`}
      </p>
      {undone && (
        <p className="mg-whole">
          {m.merging_list_undone({ name: undone.by })} <When at={undone.at} /> · {undone.reason}
        </p>
      )}
    </div>
  );
}

function Parting({ read: { merge, since, changed, objections } }: { read: Read }) {
  const go = useGo();
  const [ways, setWays] = useState<Ways>({});
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const act = useAct(merging, 'unmergeCharts');
  const blocked = objections.length > 0;
  const suggested = Object.fromEntries(
    since.flatMap((one) => (one.suggested ? [[one.key, one.suggested]] : [])),
  );
  const decisions: Ways = { ...suggested, ...ways };
  const part = () => {
    setAsking(false);
    void act.run({ mergeId: merge.mergeId, reason, decisions }).then(
      ({ back }) => {
        tell(m.merging_part_done({ count: back }));
        go(`/patients/${merge.survivor.id}`, { replace: true });
      },
      () => undefined,
    );
  };
  const ask = () => !blocked && setAsking(true);
  useKeys({ 'ctrl+enter': { label: m.merging_part_act(), run: ask } });
  const wrong = act.problem?.fields.find((field) => field.path === 'reason')?.words;
  return (
    <>
      {blocked && (
        <Panel title={m.merging_part_blocked()} tone="red">
          <ul className="mg-lines">
            {objections.map((one) => (
              <li key={one}>
                <SignalBadge tone="red">{one}</SignalBadge>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <p>{m.merging_part_back({ count: merge.items })}</p>
      {changed.length > 0 && (
        <Panel title={m.merging_part_changed()}>
          <ul className="mg-lines">
            {changed.map((one) => (
              <li key={one.key}>
                {one.type}: {one.label}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {since.length > 0 && <SinceList since={since} merge={merge} ways={decisions} onChoose={setWays} />}
      <FieldText
        label={m.merging_part_reason()}
        value={reason}
        onChange={setReason}
        maxLength={500}
        required
        error={wrong}
      />
      <Problem problem={act.problem} />
      <div className="mg-acts">
        <Button tone="primary" onClick={ask} pending={act.pending} disabled={blocked} keys="Ctrl ↵">
          {m.merging_part_act()}
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={m.merging_part_sure()}
          act={m.merging_part_act()}
          onSay={part}
          onClose={() => setAsking(false)}
        >
          <p>{m.merging_part_sureText()}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
