import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Kind, roster } from '../contract.ts';
import { KindForm } from './KindForm.tsx';
import { kindTimes } from './words.ts';

/** Kinds of shift: what the country begins with, and the clinic's own. */
export function Kinds() {
  const language = useLanguage();
  const locale = useLocale();
  const read = useRead(roster, 'setup', {}, { refreshOn: ['roster.setupChanged'] });
  const [editing, setEditing] = useState<Kind | 'new'>();
  const close = () => setEditing(undefined);
  return (
    <ReadView read={read}>
      {({ kinds }) => (
        <>
          <DataTable
            label={m.roster_tab_kinds()}
            rows={kinds}
            rowKey={(row) => row.code}
            columns={[
              { id: 'label', header: m.roster_kind_label(), cell: (row) => row.label[language] },
              {
                id: 'times',
                header: m.roster_kind_times(),
                cell: (row) => kindTimes(row, locale),
                figures: true,
              },
              {
                id: 'break',
                header: m.roster_kind_break(),
                cell: (row) => m.roster_minutes({ minutes: row.breakMinutes }),
                figures: true,
              },
              {
                id: 'active',
                header: m.roster_kind_use(),
                cell: (row) => (row.active ? m.roster_kind_used() : m.roster_kind_unused()),
              },
            ]}
            act={(row) => ({ label: m.roster_kind_edit(), run: () => setEditing(row) })}
            empty={<EmptyState title={m.roster_kind_none()} />}
          />
          <div className="ro-even">
            <Button onClick={() => setEditing('new')}>{m.roster_kind_add()}</Button>
          </div>
          <Dialog title={m.roster_kind_title()} open={editing !== undefined} onClose={close}>
            {editing && <KindForm {...(editing !== 'new' && { kind: editing })} onDone={close} />}
          </Dialog>
        </>
      )}
    </ReadView>
  );
}
