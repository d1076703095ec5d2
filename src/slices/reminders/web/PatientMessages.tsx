import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { formatDateTime } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Message, reminders } from '../contract.ts';
import { WishesForm } from './WishesForm.tsx';
import { channelWords, codeWords, kindWords, stateWords, toneOf } from './words.ts';
import './reminders.css';

type Shown = OutputOf<typeof reminders, 'patientMessages'>;

/** What a patient was told of her bookings and what she answered; on a visit, of that visit alone. */
export default function PatientMessages({ patientId, visitId }: { patientId: string; visitId?: string }) {
  const about = { patientId, ...(visitId && { visitId }) };
  const read = useRead(reminders, 'patientMessages', about, {
    refreshOn: ['reminders.messageChanged', 'reminders.visitConfirmed', 'scheduling.visit'],
  });
  const maySend = useMay('reminders.send');
  return (
    <Panel title={m.reminders_panel_title()}>
      <ReadView read={read} rows={2}>
        {(shown) => (
          <div className="rm-stack">
            <Coming shown={shown} visitId={visitId} />
            <DataTable
              label={m.reminders_panel_title()}
              rows={shown.messages}
              rowKey={(row) => row.messageId}
              columns={columns()}
              empty={<EmptyState title={m.reminders_panel_none()} />}
            />
            <Answers answers={shown.answers} />
            {maySend && !visitId && (
              <More label={m.reminders_panel_wishes()}>
                <WishesForm patientId={patientId} shown={shown} />
              </More>
            )}
          </div>
        )}
      </ReadView>
    </Panel>
  );
}

function Coming({ shown, visitId }: { shown: Shown; visitId: string | undefined }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const words = (at: string) => formatDateTime(at, locale, zone, 'short');
  const [confirmed] = shown.confirmed;
  const [next] = shown.next;
  return (
    <>
      {confirmed && (
        <SignalBadge tone="green">{m.reminders_panel_confirmedAt({ at: words(confirmed.at) })}</SignalBadge>
      )}
      {next && <span>{m.reminders_panel_next({ at: words(next.at) })}</span>}
      {visitId && shown.open.includes(visitId) && (
        <VisitActs visitId={visitId} confirmed={confirmed !== undefined} />
      )}
    </>
  );
}

function VisitActs({ visitId, confirmed }: { visitId: string; confirmed: boolean }) {
  const confirm = useAct(reminders, 'confirmVisit');
  const file = useAct(reminders, 'visitFile');
  const maySend = useMay('reminders.send');
  const save = async () => {
    const { fileName, calendar } = await file.run({ visitId });
    const address = URL.createObjectURL(new Blob([calendar], { type: 'text/calendar' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <Problem problem={confirm.problem ?? file.problem} />
      <div className="rm-acts">
        {maySend && !confirmed && (
          <Button
            pending={confirm.pending}
            onClick={() => void confirm.run({ visitId }).catch(() => undefined)}
          >
            {m.reminders_panel_confirm()}
          </Button>
        )}
        <Button pending={file.pending} onClick={() => void save().catch(() => undefined)}>
          {m.reminders_panel_file()}
        </Button>
      </div>
    </>
  );
}

/** Two columns: the panel stands in a third of the chart. */
function columns(): Column<Message>[] {
  return [
    {
      id: 'what',
      header: m.reminders_label_what(),
      cell: (row) => (
        <>
          {[kindWords(row.kind), row.channel && channelWords(row.channel)].filter(Boolean).join(' · ')}
          <span className="rm-under">
            <When at={row.visitAt} />
          </span>
          <span className="rm-under">{m.reminders_panel_version({ version: row.templateVersion })}</span>
        </>
      ),
    },
    {
      id: 'result',
      header: m.reminders_label_result(),
      cell: (row) => (
        <>
          <SignalBadge tone={toneOf(row.state)}>{stateWords(row.state)}</SignalBadge>
          <span className="rm-under">
            <When at={row.endedAt ?? row.at} />
          </span>
          <span className="rm-under">
            {[
              row.code && codeWords(row.code),
              row.detail,
              row.doneBy && m.reminders_panel_by({ name: row.doneBy }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      ),
    },
  ];
}

function Answers({ answers }: { answers: Shown['answers'] }) {
  if (answers.length === 0) return null;
  return (
    <section aria-label={m.reminders_panel_answers()}>
      <h3>{m.reminders_panel_answers()}</h3>
      <ul>
        {answers.map((one) => (
          <li key={`${one.at} ${one.answer} ${one.way}`}>
            <When at={one.at} /> {m[`reminders_answer_${one.answer}`]()}, {m[`reminders_way_${one.way}`]()}
            {one.said && one.answer === 'unclear' && <q className="rm-text">{one.said}</q>}
          </li>
        ))}
      </ul>
    </section>
  );
}
