import { useEffect, useState } from 'react';
import type { OutputOf } from '#platform/shared/contract.ts';
import type { Read } from '#platform/web/client/use-read.ts';
import { quietly, vault } from '#platform/web/offline/kept.ts';
import type { BoardRow, frontDesk } from '#slices/front-desk/contract.ts';

export type Board = OutputOf<typeof frontDesk, 'todayBoard'>;
type Setup = OutputOf<typeof frontDesk, 'setup'>;

/** The board as it was last read, and what of the clinic's set-up is needed to go on with it. */
export interface KeptBoard {
  board: Board;
  readAtMs: number;
  setup: Pick<Setup, 'rooms' | 'steps'>;
}

/** Another name where a row gains what the board cannot do without: what an older version kept is not read any more. */
const keptName = 'frontDesk.board2';

/** What the board shows and nothing beside it: of allergies that there are some, of the payer nothing. */
export function keptRow(row: BoardRow): BoardRow {
  const { payer: _, waits: __, ...shown } = row;
  const { id, name, birthDate, sex, recordNumber, nameAlert, allergies } = row.patient;
  return {
    ...shown,
    waits: {},
    patient: {
      ...{ id, name, sex, recordNumber, nameAlert, flags: [] },
      ...(birthDate && { birthDate }),
      allergies: Array.isArray(allergies) ? allergies.map(() => '') : allergies,
    },
  };
}

/** Keeps each board that is read, and gives the last one where none can be read. */
export function useKeptBoard(read: Read<Board>, setup: Setup | undefined): KeptBoard | undefined {
  const [kept, setKept] = useState<KeptBoard>();
  const { data, readAtMs, problem } = read;
  useEffect(() => {
    if (!data || !setup) return;
    const { rooms, steps } = setup;
    const board = { ...data, rows: data.rows.map(keptRow) };
    void quietly(vault?.keep(keptName, { board, readAtMs, setup: { rooms, steps } } satisfies KeptBoard));
  }, [data, readAtMs, setup]);
  const silent = problem !== undefined && (problem.status === 0 || problem.status >= 500);
  useEffect(() => {
    if (!silent) return;
    void quietly(vault?.read(keptName)).then((found) => setKept(found as KeptBoard | undefined));
  }, [silent]);
  return kept;
}
