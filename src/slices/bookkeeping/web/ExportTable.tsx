import { useAct } from '#platform/web/client/use-act.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { ExportButton } from '#platform/web/ui/ExportButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { bookkeeping } from '../contract.ts';
import type { ExportTable as Table } from '../shared/words.ts';

/** The table of a screen as a file, for whose job description it is. */
export function ExportTable({ table, day }: { table: Table; day: string }) {
  const may = useMay('bookkeeping.export');
  const act = useAct(bookkeeping, 'exportTable');
  if (!may) return null;
  return (
    <>
      <ExportButton make={() => act.run({ table, day })} pending={act.pending} />
      <Problem problem={act.problem} />
    </>
  );
}
