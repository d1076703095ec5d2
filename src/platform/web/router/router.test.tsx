// @vitest-environment happy-dom
import { createMemoryHistory, Outlet, RouterProvider } from '@tanstack/react-router';
import { act, cleanup, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, it } from 'vitest';
import { type Me, MeContext } from '../shell/session.ts';
import type { ScreenProps, WebSlice } from '../slots/web-slice.ts';
import { makeRouter } from './router.tsx';

afterEach(cleanup);

/** Holds what was first given to it, as a form holds what was typed. */
function Held({ params, search }: ScreenProps) {
  const whose = `${params.visitId ?? ''}${search.patientId ?? ''}`;
  const [held] = useState({ whose, panel: search.panel ?? 'none' });
  return <p>{`${whose} at ${search.panel ?? 'none'} holds ${held.whose} at ${held.panel}`}</p>;
}

const load = async () => ({ default: Held });
const slice = {
  name: 'testing',
  routes: [
    { path: '/visits/$visitId', place: 'today', title: () => 'Visit', load },
    { path: '/book', place: 'calendar', title: () => 'Book', load },
  ],
} as unknown as WebSlice;

async function opened(path: string) {
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = makeRouter({ slices: [slice], frame: Outlet, own: [], history });
  await router.load();
  const me = { staffId: 'test', name: 'Ayu', roles: [], holds: () => true } as unknown as Me;
  render(
    <MeContext value={me}>
      <RouterProvider router={router} />
    </MeContext>,
  );
  return (to: string) => act(async () => history.push(to));
}

it('begins a screen anew for another visit: nothing that it held goes over, straight or by the back button', async () => {
  const go = await opened('/visits/one');
  await screen.findByText('one at none holds one at none');
  await go('/visits/two');
  await screen.findByText('two at none holds two at none');
  await go('/visits/one');
  await screen.findByText('one at none holds one at none');
});

it('does so where the patient stands in the query, and keeps the screen where anything else changes there', async () => {
  const go = await opened('/book?patientId=one');
  await screen.findByText('one at none holds one at none');
  await go('/book?patientId=two');
  await screen.findByText('two at none holds two at none');
  await go('/book?patientId=two&panel=x');
  await screen.findByText('two at x holds two at none');
});
