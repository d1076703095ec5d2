import type { KeyboardEvent } from 'react';

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrow keys go from cell to cell as in a sheet, over cells in which there is nothing to do. */
export function moveInGrid(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  const from = (event.target as Element).closest('td');
  const row = from?.parentElement;
  if (!step || !from || !(row instanceof HTMLTableRowElement)) return;
  const [down, right] = step;
  const { rows } = event.currentTarget;
  let [y, x] = [row.rowIndex + down, from.cellIndex + right];
  for (; rows[y]?.cells[x]; y += down, x += right) {
    const button = rows[y]?.cells[x]?.querySelector('button');
    if (!button) continue;
    event.preventDefault();
    button.focus();
    return;
  }
}
