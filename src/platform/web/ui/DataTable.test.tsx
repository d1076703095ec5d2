// @vitest-environment happy-dom
import { act } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { cleanUp, renderScreen } from '../testing/render.tsx';
import { DataTable } from './DataTable.tsx';

interface Visit {
  id: string;
  name: string;
}

const visits = (...names: string[]): Visit[] => names.map((name) => ({ id: name, name }));
let push: (rows: Visit[]) => void;
const acted: string[] = [];

function Board(props: { first: Visit[]; holdNew?: boolean }) {
  const [rows, setRows] = useState(props.first);
  push = (next) => act(() => setRows(next));
  return (
    <DataTable
      label="Arrivals"
      rows={rows}
      rowKey={(row) => row.id}
      columns={[{ id: 'name', header: 'Patient', cell: (row) => row.name }]}
      act={(row) => ({ label: `Room ${row.name}`, run: () => acted.push(row.name) })}
      holdNew={props.holdNew ?? false}
      empty={<p>Nobody yet</p>}
    />
  );
}

const namesIn = (container: HTMLElement) =>
  [...container.querySelectorAll('tbody tr td:first-child')].map((cell) => cell.textContent);

afterEach(() => {
  acted.length = 0;
  cleanUp();
});

it('Arrows move between rows and Enter does the one next act', async () => {
  const { user, container } = await renderScreen(<Board first={visits('Ani', 'Budi', 'Citra')} />);
  await user.tab();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
  expect(acted).toEqual(['Budi']);
  expect(document.activeElement).toBe(container.querySelectorAll('tbody tr')[1]);
});

it('A push never takes the focus or moves the row under it', async () => {
  const { user, container } = await renderScreen(<Board first={visits('Ani', 'Budi', 'Citra')} />);
  await user.tab();
  await user.keyboard('{ArrowDown}');
  const focused = document.activeElement;
  push(visits('Zaki', 'Citra', 'Budi'));
  expect(document.activeElement).toBe(focused);
  expect(namesIn(container)).toEqual(['Ani', 'Budi', 'Citra', 'Zaki']);
  act(() => (focused as HTMLElement).blur());
  expect(namesIn(container)).toEqual(['Zaki', 'Citra', 'Budi']);
});

it('Arrivals wait as "1 new" until they are asked for', async () => {
  const { user, container, getByRole } = await renderScreen(<Board first={visits('Ani')} holdNew />);
  push(visits('Budi', 'Ani'));
  expect(namesIn(container)).toEqual(['Ani']);
  await user.click(getByRole('button', { name: '1 new' }));
  expect(namesIn(container)).toEqual(['Budi', 'Ani']);
});

it('An empty table says what belongs there', async () => {
  const { getByText } = await renderScreen(<Board first={[]} />);
  expect(getByText('Nobody yet')).toBeDefined();
});
