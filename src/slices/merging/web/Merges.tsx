import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { merging, type MergeView } from '../contract.ts';
import { Person } from './Person.tsx';

/** What was joined, newest first; what stands can be taken apart. */
export function Merges() {
  const go = useGo();
  const read = useRead(merging, 'merges', {}, { refreshOn: ['merging.'] });
  const open = (merge: MergeView) => go(`/patients/joined/${merge.mergeId}`);
  return (
    <ReadView read={read}>
      {({ merges }) => (
        <DataTable
          label={m.merging_list_joined()}
          rows={merges}
          rowKey={(merge) => merge.mergeId}
          act={(merge) => ({
            label: merge.undone ? m.merging_list_open() : m.merging_part_act(),
            run: () => open(merge),
          })}
          columns={[
            {
              id: 'stays',
              header: m.merging_compare_stays(),
              cell: (merge) => <Person chart={merge.survivor} />,
            },
            {
              id: 'closed',
              header: m.merging_list_closed(),
              cell: (merge) => <Person chart={merge.other} plain />,
            },
            {
              id: 'when',
              header: m.merging_list_when(),
              hideOn: 'phone',
              cell: ({ merged, undone, items }) => (
                <span className="mg-stack">
                  <span>
                    <When at={merged.at} /> · {merged.by}
                  </span>
                  <span className="mg-soft">
                    {undone
                      ? m.merging_list_undone({ name: undone.by })
                      : m.merging_list_items({ count: items })}
                  </span>
                </span>
              ),
            },
          ]}
          empty={<EmptyState title={m.merging_list_noneJoined()} text={m.merging_list_noneJoinedText()} />}
        />
      )}
    </ReadView>
  );
}
