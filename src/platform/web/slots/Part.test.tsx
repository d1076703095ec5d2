// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Part } from './Part.tsx';
import { forgetFailed } from './registry.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const Here = ({ who }: { who: string }) => <p>{`${who} is here`}</p>;

function draw(failures: number) {
  // React tells the console of what a boundary caught
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  let asked = 0;
  const load = async () => {
    asked += 1;
    if (asked <= failures) throw new TypeError('Failed to fetch dynamically imported module');
    return { default: Here };
  };
  render(
    <ErrorBoundary onAgain={forgetFailed}>
      <Suspense fallback="…">
        <Part load={load} props={{ who: 'Ayu' }} />
      </Suspense>
    </ErrorBoundary>,
  );
  return () => asked;
}

it('is asked for again where a connection was away for a moment', async () => {
  const asked = draw(2);
  await screen.findByText('Ayu is here', undefined, { timeout: 5_000 });
  expect(asked()).toBe(3);
});

it('is fetched anew by whoever shows it again', async () => {
  const asked = draw(3);
  fireEvent.click(await screen.findByRole('button', undefined, { timeout: 5_000 }));
  await screen.findByText('Ayu is here');
  expect(asked()).toBe(4);
});
