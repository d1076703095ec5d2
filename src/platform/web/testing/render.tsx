import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  Outlet,
  RouterProvider,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from '@tanstack/react-router';
import { type RenderResult, cleanup, render } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import { type ReactElement, type ReactNode, cloneElement, useSyncExternalStore } from 'react';
import type { Language } from '#platform/shared/languages.ts';
import { setBaseUrl } from '../client/call.ts';
import { DraftsContext, draftsOf } from '../form/use-draft.tsx';
import { pressKey } from '../keys/keys.ts';
import { LanguageContext, currentLanguage, onLanguage, switchLanguage, useLanguage } from '../language.ts';
import { type Me, MeContext } from '../shell/session.ts';
import { SlicesContext } from '../slots/registry.ts';
import type { WebSlice } from '../slots/web-slice.ts';
import { theme } from '../ui/theme.ts';

export interface RenderOptions {
  language?: Language;
  /** Actions that the person holds; all of them when absent. */
  actions?: string[];
  /** Address of a true server; without it no call can be answered. */
  baseUrl?: string;
  path?: string;
  slices?: readonly WebSlice[];
}

/** Draws a screen or piece as the shell would, for a person of a clinic in Jakarta. Call `cleanUp` after each test. */
export async function renderScreen(
  screen: ReactElement,
  options: RenderOptions = {},
): Promise<RenderResult & { user: UserEvent; path: () => string }> {
  switchLanguage(options.language ?? 'en');
  setBaseUrl(options.baseUrl ?? '');
  const history = createMemoryHistory({ initialEntries: [options.path ?? '/'] });
  const root = createRootRoute({ component: Outlet });
  const component = () => <Drawn screen={screen} />;
  const any = createRoute({ getParentRoute: () => root, path: '$', component });
  const index = createRoute({ getParentRoute: () => root, path: '/', component });
  const router = createRouter({ routeTree: root.addChildren([index, any]), history });
  await router.load();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } });
  const me = personWith(options.actions);
  const result = render(
    <Around>
      <QueryClientProvider client={client}>
        <SlicesContext value={options.slices ?? []}>
          <MeContext value={me}>
            <DraftsContext value={draftsOf(me.staffId, () => options.baseUrl !== undefined)}>
              <RouterProvider router={router} />
            </DraftsContext>
          </MeContext>
        </SlicesContext>
      </QueryClientProvider>
    </Around>,
  );
  addEventListener('keydown', press);
  return { ...result, user: userEvent.setup(), path: () => history.location.href };
}

/** Draws its screen anew after a switch of language, as the shell does around every screen. */
function Drawn({ screen }: { screen: ReactElement }) {
  useLanguage();
  return cloneElement(screen);
}

const press = (event: KeyboardEvent) => void pressKey(event, 'test');

function Around({ children }: { children: ReactNode }) {
  const language = useSyncExternalStore(onLanguage, currentLanguage, currentLanguage);
  return (
    <LanguageContext value={language}>
      <MantineProvider theme={theme} env="test">
        {children}
      </MantineProvider>
    </LanguageContext>
  );
}

function personWith(actions: string[] | undefined): Me {
  return {
    staffId: 'test',
    name: 'Ayu Wulandari',
    language: 'en',
    hasPin: true,
    roles: ['frontDesk'],
    roleLabels: [{ en: 'Front desk', id: 'Loket' }],
    holds: (action) => actions === undefined || actions.includes(action),
    clinic: {
      id: '00000000-0000-7000-8000-000000000000',
      slug: 'melati',
      name: 'Klinik Melati',
      country: 'ID',
      zone: 'Asia/Jakarta',
      currency: 'IDR',
      language: 'id',
      demo: true,
    },
  };
}

/** Takes everything off the page again. */
export function cleanUp(): void {
  removeEventListener('keydown', press);
  cleanup();
}
