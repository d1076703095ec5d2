import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { reminders, type ToHand } from '../contract.ts';
import { kindWords } from './words.ts';
import './reminders.css';

/** Reminders that a person sends: Enter opens WhatsApp with the text filled in and writes it down. */
export default function HandOver() {
  const read = useRead(reminders, 'handOverList', {}, { refreshOn: ['reminders.messageChanged'] });
  const act = useAct(reminders, 'handOver');
  const go = useGo();
  const mayManage = useMay('reminders.manage');
  const note = (row: ToHand, how: 'whatsapp' | 'called' | 'notNeeded', words: string) =>
    void act.run({ messageId: row.messageId, how }).then(
      () => tell(words),
      () => undefined,
    );
  const open = (row: ToHand) => {
    // what did not open was not handed over
    const opened = window.open(row.link, '_blank');
    if (!opened) return tell(m.reminders_hand_blocked());
    opened.opener = null;
    note(row, 'whatsapp', m.reminders_hand_done({ name: row.patientName }));
  };
  return (
    <Page title={m.reminders_hand_title()}>
      <Problem problem={act.problem} />
      <ReadView read={read} rows={5}>
        {({ messages }) => (
          <DataTable
            label={m.reminders_hand_title()}
            rows={messages}
            rowKey={(row) => row.messageId}
            columns={columns()}
            act={(row) => ({ label: m.reminders_hand_act(), run: () => open(row), pending: act.pending })}
            more={(row) => [
              { label: m.reminders_hand_called(), run: () => note(row, 'called', m.reminders_hand_noted()) },
              {
                label: m.reminders_hand_notNeeded(),
                run: () => note(row, 'notNeeded', m.reminders_hand_noted()),
              },
            ]}
            empty={
              <EmptyState
                title={m.reminders_hand_none()}
                text={m.reminders_hand_noneText()}
                {...(mayManage && {
                  act: { label: m.reminders_hand_setUp(), run: () => go('/clinic/reminders') },
                })}
              />
            }
          />
        )}
      </ReadView>
    </Page>
  );
}

function columns(): Column<ToHand>[] {
  return [
    {
      id: 'visit',
      header: m.reminders_label_visit(),
      cell: (row) => <When at={row.visitAt} />,
      figures: true,
      width: '12rem',
    },
    { id: 'patient', header: m.reminders_label_patient(), cell: (row) => row.patientName, width: '14rem' },
    {
      id: 'what',
      header: m.reminders_label_what(),
      cell: (row) => kindWords(row.kind),
      width: '8rem',
      hideOn: 'phone',
    },
    {
      id: 'text',
      header: m.reminders_label_text(),
      cell: (row) => <span className="rm-line">{row.text.replace(/#\S+/, '#…')}</span>,
      hideOn: 'tablet',
    },
  ];
}
