import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { records } from '#slices/records/contract.ts';
import { reasonWords } from '#slices/records/web/index.tsx';
import { merging, type Pair } from '../contract.ts';
import { Person } from './Person.tsx';

/** Pairs that wait, likeliest first. Enter compares; calling them two people is for good. */
export function Pairs({ pairs, more }: { pairs: Pair[]; more: boolean }) {
  const go = useGo();
  const { staffId } = useMe();
  const different = useAct(records, 'sayDifferent');
  const assign = useAct(merging, 'assignPair');
  const look = useAct(merging, 'lookAtPair');
  const ids = (pair: Pair) => ({ patientId: pair.patient.id, otherId: pair.other.id });
  const isMine = (pair: Pair) => pair.assignee?.id === staffId;
  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined);
  return (
    <>
      <Problem problem={different.problem ?? assign.problem ?? look.problem} />
      <DataTable
        label={m.merging_list_pairs()}
        rows={pairs}
        rowKey={(pair) => `${pair.patient.id} ${pair.other.id}`}
        act={(pair) => ({
          label: m.merging_list_compare(),
          run: () => go(`/patients/${pair.patient.id}/join/${pair.other.id}`),
        })}
        more={(pair) => [
          { label: m.merging_list_different(), run: () => quietly(different.run(ids(pair))) },
          {
            label: isMine(pair) ? m.merging_list_giveBack() : m.merging_list_take(),
            run: () => quietly(assign.run({ ...ids(pair), toMe: !isMine(pair) })),
          },
          { label: m.merging_list_looked(), run: () => quietly(look.run(ids(pair))) },
        ]}
        columns={[
          { id: 'one', header: m.merging_list_one(), cell: (pair) => <Person chart={pair.patient} /> },
          { id: 'other', header: m.merging_list_other(), cell: (pair) => <Person chart={pair.other} /> },
          { id: 'why', header: m.merging_list_why(), hideOn: 'phone', cell: (pair) => <Why pair={pair} /> },
        ]}
        empty={<EmptyState title={m.merging_list_empty()} text={m.merging_list_emptyText()} />}
      />
      {more && <p className="mg-soft">{m.merging_list_more()}</p>}
    </>
  );
}

function Why({ pair }: { pair: Pair }) {
  const { reported, assignee, looked } = pair;
  return (
    <span className="mg-stack">
      <span>{reasonWords(pair.reasons)}</span>
      {reported && <span>{m.merging_list_reported({ name: reported.by, note: reported.note })}</span>}
      {assignee && <SignalBadge tone="blue">{m.merging_list_assigned({ name: assignee.name })}</SignalBadge>}
      {looked && (
        <span className="mg-soft">
          {m.merging_list_lookedBy({ name: looked.by })} <When at={looked.at} />
        </span>
      )}
    </span>
  );
}
