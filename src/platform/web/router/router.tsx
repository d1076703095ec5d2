import {
  type AnyRouter,
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
  useLocation,
  useParams,
} from '@tanstack/react-router';
import { type FunctionComponent, Suspense, useEffect, useMemo } from 'react';
import { m } from '#messages';
import { useLanguage } from '../language.ts';
import { useMe } from '../shell/session.ts';
import { Part } from '../slots/Part.tsx';
import { forgetFailed, isFor } from '../slots/registry.ts';
import type { WebRoute, WebSlice } from '../slots/web-slice.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { Refusal } from '../ui/Refusal.tsx';

/** Routes of all slices, checked: a path that two slices claim is a fault of ours. */
export function routesOf(slices: readonly WebSlice[]): WebRoute[] {
  const routes = slices.flatMap((slice) => slice.routes ?? []);
  const seen = new Set<string>();
  for (const { path } of routes) {
    if (seen.has(path)) throw new Error(`two routes claim ${path}`);
    seen.add(path);
  }
  return routes;
}

/** One route of the shell itself; its component is part of the first load. */
export interface ShellRoute {
  path: string;
  component: FunctionComponent;
}

/** Puts the router together. `frame` is what stands around every screen and draws an `Outlet`. */
export function makeRouter(options: {
  slices: readonly WebSlice[];
  frame: FunctionComponent;
  own: ShellRoute[];
  history?: RouterHistory;
}): AnyRouter {
  const root = createRootRoute({ component: options.frame, notFoundComponent: NotFound });
  const own = options.own.map(({ path, component }) =>
    createRoute({ getParentRoute: () => root, path, component }),
  );
  const theirs = routesOf(options.slices).map((route) =>
    createRoute({ getParentRoute: () => root, path: route.path, component: () => <Screen route={route} /> }),
  );
  return createRouter({
    routeTree: root.addChildren([...own, ...theirs]),
    ...(options.history && { history: options.history }),
    // Text stays text: a record number 00012 in the query must not become a number.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text === '' ? '' : `?${text}`;
    },
  });
}

function Screen({ route }: { route: WebRoute }) {
  useLanguage();
  const me = useMe();
  const params = useParams({ strict: false }) as Record<string, string>;
  const { searchStr } = useLocation();
  const search = useMemo(() => Object.fromEntries(new URLSearchParams(searchStr)), [searchStr]);
  const title = route.title();
  useEffect(() => {
    document.title = `${title} · Serambi`;
  }, [title]);
  if (!isFor(me, route)) return <NotMine title={title} />;
  // What was typed for one patient must not stand in the screen of the next. The address changes before the params do, so
  // a key of the address would begin a screen anew with the old params and then carry what it holds over to the new ones.
  const about = JSON.stringify([params, search.patientId]);
  return (
    <ErrorBoundary key={about} onAgain={forgetFailed}>
      <Suspense fallback={<Loading rows={8} />}>
        <Part load={route.load} props={{ params, search }} />
      </Suspense>
    </ErrorBoundary>
  );
}

function NotMine({ title }: { title: string }) {
  return (
    <Page title={title}>
      <Refusal reason={m.web_notMine_reason()} who={m.web_notMine_who()} />
    </Page>
  );
}

function NotFound() {
  useLanguage();
  return (
    <Page title={m.web_notFound_title()}>
      <EmptyState title={m.web_notFound_text()} act={{ label: m.web_notFound_act(), to: '/' }} />
    </Page>
  );
}
