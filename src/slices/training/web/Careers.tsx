import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { training } from '../contract.ts';
import { careerPath } from './paths.ts';

type Row = OutputOf<typeof training, 'careers'>['people'][number];

/** Everybody's goal and how far she is; whose papers wait for a word stands out. */
export function Careers() {
  const go = useGo();
  const read = useRead(training, 'careers', {}, { refreshOn: ['training.', 'competencies.', 'scope.'] });
  const columns: Column<Row>[] = [
    { id: 'name', header: m.competencies_paper_person(), cell: (one) => <strong>{one.name}</strong> },
    { id: 'goal', header: m.training_goal(), cell: (one) => one.goal ?? m.training_goal_none() },
    {
      id: 'met',
      header: m.training_career_metOf(),
      cell: (one) => (one.goal ? m.training_countOf({ done: one.met, of: one.of }) : '–'),
      figures: true,
    },
    {
      id: 'waiting',
      header: m.training_background_title(),
      cell: (one) =>
        one.waiting > 0 && (
          <SignalBadge tone="amber">{m.training_background_waiting({ count: one.waiting })}</SignalBadge>
        ),
    },
  ];
  const open = (one: Row) => go(careerPath(one.staffId));
  return (
    <ReadView read={read} rows={8}>
      {({ people }) => (
        <DataTable
          label={m.training_office_careers()}
          rows={people}
          rowKey={(one) => one.staffId}
          columns={columns}
          open={open}
          act={(one) => ({ label: m.training_openIt(), run: () => open(one) })}
          tone={(one) => (one.waiting > 0 ? 'amber' : undefined)}
          empty={null}
        />
      )}
    </ReadView>
  );
}
