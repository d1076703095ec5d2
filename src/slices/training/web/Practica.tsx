import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type PracticumLine, training } from '../contract.ts';
import { StateBadge } from './badges.tsx';
import { practicumPath } from './paths.ts';
import { PracticumForm } from './PracticumForm.tsx';
import { hoursWords, spanWords } from './words.ts';

/** Practica of the clinic's students: hours, competencies, state. */
export function Practica() {
  const go = useGo();
  const locale = useLocale();
  const mayManage = useMay('training.manage');
  const [adding, setAdding] = useState(false);
  useKeys({ n: mayManage ? { label: m.training_practicum_open(), run: () => setAdding(true) } : undefined });
  const read = useRead(training, 'practica', {}, { refreshOn: ['training.', 'competencies.'] });
  const columns: Column<PracticumLine>[] = [
    { id: 'name', header: m.training_paper_student(), cell: (one) => <strong>{one.name}</strong> },
    { id: 'site', header: m.training_paper_site(), cell: (one) => one.site, hideOn: 'phone' },
    {
      id: 'dates',
      header: m.training_paper_dates(),
      cell: (one) => spanWords(one.startsOn, one.endsOn, locale),
      figures: true,
      hideOn: 'tablet',
    },
    {
      id: 'hours',
      header: m.training_paper_column_hours(),
      cell: (one) =>
        m.training_hoursOf({
          done: hoursWords(one.confirmedHundredths, locale),
          needed: hoursWords(one.neededHundredths, locale),
        }),
      figures: true,
    },
    {
      id: 'skills',
      header: m.training_paper_skills(),
      cell: (one) =>
        m.training_countOf({ done: one.skills.filter(({ good }) => good).length, of: one.skills.length }),
      figures: true,
    },
    { id: 'state', header: m.training_paper_state(), cell: (one) => <StateBadge state={one.state} /> },
  ];
  const open = (one: PracticumLine) => go(practicumPath(one.practicumId));
  return (
    <>
      {mayManage && (
        <div className="tr-acts">
          <Button tone="primary" keys="N" onClick={() => setAdding(true)}>
            {m.training_practicum_open()}
          </Button>
        </div>
      )}
      <ReadView read={read} rows={6}>
        {({ practica }) => (
          <DataTable
            label={m.training_office_practica()}
            rows={practica}
            rowKey={(one) => one.practicumId}
            columns={columns}
            open={open}
            act={(one) => ({ label: m.training_openIt(), run: () => open(one) })}
            empty={<EmptyState title={m.training_practica_none()} text={m.training_practica_noneText()} />}
          />
        )}
      </ReadView>
      <Dialog title={m.training_practicum_open()} open={adding} onClose={() => setAdding(false)} size="large">
        {adding && <PracticumForm onDone={() => setAdding(false)} />}
      </Dialog>
    </>
  );
}
