import { type ComponentType, type LazyExoticComponent, createContext, lazy, useContext } from 'react';
import type { Person, WebSlice } from './web-slice.ts';

/** All slices' web doors, provided by the app. */
export const SlicesContext = createContext<readonly WebSlice[]>([]);

export function useSlices(): readonly WebSlice[] {
  return useContext(SlicesContext);
}

/** Whether the person sees this at all. */
export function isFor(person: Person, one: { action?: string; when?: (person: Person) => boolean }): boolean {
  return (
    (one.action === undefined || person.holds(one.action)) && (one.when === undefined || one.when(person))
  );
}

// biome-ignore lint/suspicious/noExplicitAny: screens and slot entries of all props live in one table
export type Loader = () => Promise<{ default: ComponentType<any> }>;
// biome-ignore lint/suspicious/noExplicitAny: see above
const made = new WeakMap<Loader, LazyExoticComponent<ComponentType<any>>>();

const failed = new Set<Loader>();

/** The component of a `load`, made once, so that drawing again does not load again. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export function lazyOf(load: Loader): LazyExoticComponent<ComponentType<any>> {
  const known = made.get(load);
  if (known) return known;
  const component = lazy(() =>
    loadPatiently(load).catch((error: unknown) => {
      failed.add(load);
      throw error;
    }),
  );
  made.set(load, component);
  return component;
}

/** Has what did not load loaded again when it is drawn next: React keeps a failure for ever. */
export function forgetFailed(): void {
  for (const load of failed) made.delete(load);
  failed.clear();
}

/** Milliseconds before a part is asked for again that did not come: a connection that was away for a moment. */
const pausesMs = [300, 1_500];

async function loadPatiently(load: Loader): ReturnType<Loader> {
  for (const pauseMs of pausesMs) {
    try {
      return await load();
    } catch {
      await new Promise((done) => setTimeout(done, pauseMs));
    }
  }
  return load();
}
