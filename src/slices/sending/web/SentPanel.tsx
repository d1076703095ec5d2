import { useState } from 'react';
import { m } from '#messages';
import { formatDateTime } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { type Column, DataTable, type RowMore } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Sending, sendings } from '../contract.ts';
import { HandLink } from './HandLink.tsx';
import { SendDialog } from './SendDialog.tsx';
import { stateWords, toneOf, wayAndAddress } from './words.ts';
import './sending.css';

const isAlive = ({ state }: Sending) => !['ended', 'over', 'failed'].includes(state);
/** What did not reach her, or opens nothing any more, is sent anew from here; so is what a colleague was to hand over. */
const goesAgain = (row: Sending) =>
  !isAlive(row) || row.state === 'unclear' || (row.state === 'handed' && !row.mine);

const handWords = ({ way }: Sending) =>
  way === 'hand' ? m.sending_panel_whatsApp() : m.sending_panel_show();

/** Papers that the patient was sent: which way, whether they arrived, whether they were opened. */
export default function SentPanel({ patientId }: { patientId: string }) {
  const read = useRead(sendings, 'patientSendings', { patientId }, { refreshOn: ['sending.changed'] });
  const maySend = useMay('sending.send');
  const end = useAct(sendings, 'endLink');
  const [ending, setEnding] = useState<Sending>();
  const [shown, setShown] = useState<Sending>();
  const [again, setAgain] = useState<Sending>();
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const actsOf = (row: Sending): RowMore[] => [
    ...(row.state === 'handed' && row.mine ? [{ label: handWords(row), run: () => setShown(row) }] : []),
    ...(goesAgain(row) ? [{ label: m.sending_again(), run: () => setAgain(row) }] : []),
    ...(isAlive(row) ? [{ label: m.sending_end(), run: () => setEnding(row) }] : []),
  ];
  const openedWords = ({ openings, lastOpenedAt }: Sending) =>
    lastOpenedAt
      ? m.sending_opened({ count: openings, at: formatDateTime(lastOpenedAt, locale, zone, 'short') })
      : m.sending_notYet();
  return (
    <Panel title={m.sending_panel_title()}>
      <ReadView read={read} rows={2}>
        {({ sendings: rows }) => (
          <DataTable
            label={m.sending_panel_title()}
            rows={rows}
            rowKey={(row) => row.sendingId}
            columns={columns(openedWords)}
            more={(row) => (maySend ? actsOf(row) : [])}
            empty={<EmptyState title={m.sending_never()} text={m.sending_neverText()} />}
          />
        )}
      </ReadView>
      <Dialog
        title={m[`sending_${shown?.way === 'hand' ? 'hand' : 'code'}_title`]()}
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
      >
        {shown && <HandLink sending={shown} onDone={() => setShown(undefined)} />}
      </Dialog>
      <SendDialog
        patientId={patientId}
        make={async () => again?.paperId ?? ''}
        open={again !== undefined}
        onClose={() => setAgain(undefined)}
      />
      <ReasonDialog
        asked={
          ending && {
            title: m.sending_endTitle({ paper: ending.title }),
            text: m.sending_endText(),
            label: m.sending_endReason(),
            act: m.sending_end(),
          }
        }
        onSay={(reason) => end.run({ sendingId: ending?.sendingId ?? '', reason })}
        onClose={() => setEnding(undefined)}
        maxLength={255}
        pending={end.pending}
        problem={end.problem}
      />
    </Panel>
  );
}

function columns(openedWords: (row: Sending) => string): Column<Sending>[] {
  return [
    {
      id: 'when',
      header: m.sending_panel_when(),
      cell: (row) => (
        <>
          <When at={row.sentAt} />
          <span className="sd-under">{row.sentBy}</span>
        </>
      ),
      figures: true,
      width: '9.5rem',
    },
    {
      id: 'paper',
      header: m.sending_panel_paper(),
      cell: (row) => (
        <>
          {row.title}
          <span className="sd-under">{wayAndAddress(row)}</span>
        </>
      ),
    },
    {
      id: 'state',
      header: m.sending_panel_state(),
      cell: (row) => (
        <>
          <SignalBadge tone={toneOf(row)}>{stateWords(row.state)}</SignalBadge>
          <span className="sd-under">{row.trouble ?? openedWords(row)}</span>
          {row.ended && (
            <span className="sd-under">
              {m.sending_ended({ by: row.ended.by, reason: row.ended.reason })}
            </span>
          )}
        </>
      ),
    },
  ];
}
