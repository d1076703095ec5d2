import { useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { merging } from '../contract.ts';
import { FindOther, type Other } from './FindOther.tsx';
import { ItemChoice } from './ItemChoice.tsx';
import { Person } from './Person.tsx';
import './merging.css';

type Read = OutputOf<typeof merging, 'readOverlay'>;

/** A report of a wrong person's data: the entries are moved to the right chart, or it was right after all. */
export default function Overlay({ params }: ScreenProps) {
  const overlayId = params.overlayId ?? '';
  const read = useRead(merging, 'readOverlay', { overlayId }, { refreshOn: ['merging.'] });
  return (
    <Page
      title={m.merging_overlay_title()}
      back="/patients/look-alikes?tab=overlays"
      {...(read.data && { banner: <PatientBanner patientId={read.data.patientId} /> })}
    >
      <ReadView read={read} rows={6}>
        {(data) => (
          <div className="mg-compare">
            <Said overlay={data.overlay} />
            {data.overlay.state === 'open' && <Moving read={data} />}
          </div>
        )}
      </ReadView>
    </Page>
  );
}

function Said({ overlay: { what, reported, decided, right, state, told } }: Pick<Read, 'overlay'>) {
  return (
    <Panel title={m.merging_overlay_what()} {...(state === 'open' && { tone: 'red' as const })}>
      <p className="mg-words">{what}</p>
      <p className="mg-soft">
        <When at={reported.at} /> · {reported.by}
      </p>
      {right && (
        <p>
          {m.merging_overlay_movedTo()} <Person chart={right} />
        </p>
      )}
      {decided && (
        <p>
          {state === 'moved' ? m.merging_overlay_moved({ count: told }) : m.merging_overlay_right()} ·{' '}
          <When at={decided.at} /> · {decided.by} · {decided.reason}
        </p>
      )}
    </Panel>
  );
}

function Moving({ read: { overlay, items, patientId } }: { read: Read }) {
  const { overlayId } = overlay;
  const [right, setRight] = useState<Other>();
  const [chosen, setChosen] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [closing, setClosing] = useState(false);
  const move = useAct(merging, 'moveOverlay');
  const close = useAct(merging, 'closeOverlay');
  const picked = items.filter(({ type, id }) => chosen.includes(`${type}/${id}`));
  const wrong = move.problem?.fields.find((field) => field.path === 'reason')?.words;
  const isReady = right !== undefined && picked.length > 0;
  const run = () => {
    if (!right || picked.length === 0) return;
    const call = {
      overlayId,
      rightId: right.id,
      items: picked.map(({ type, id }) => ({ type, id })),
      reason,
    };
    void move.run(call).then(
      ({ moved, told }) => tell(m.merging_overlay_done({ count: moved, told })),
      () => undefined,
    );
  };
  useKeys({ 'ctrl+enter': { label: m.merging_overlay_move(), run } });
  return (
    <>
      <FindOther label={m.merging_overlay_whose()} exceptId={patientId} chosen={right} onChosen={setRight} />
      <ItemChoice items={items} chosen={chosen} onChoose={setChosen} />
      <FieldText
        label={m.merging_part_reason()}
        value={reason}
        onChange={setReason}
        maxLength={500}
        required
        error={wrong}
      />
      <Problem problem={move.problem} />
      <div className="mg-acts">
        <Button tone="primary" onClick={run} pending={move.pending} disabled={!isReady} keys="Ctrl ↵">
          {m.merging_overlay_move()}
        </Button>
        <Button onClick={() => setClosing(true)}>{m.merging_overlay_isRight()}</Button>
      </div>
      <ReasonDialog
        asked={
          closing
            ? {
                title: m.merging_overlay_isRight(),
                label: m.merging_part_reason(),
                act: m.merging_overlay_isRight(),
              }
            : undefined
        }
        onSay={(said) => close.run({ overlayId, reason: said })}
        onClose={() => setClosing(false)}
        maxLength={500}
        pending={close.pending}
        problem={close.problem}
      />
    </>
  );
}
