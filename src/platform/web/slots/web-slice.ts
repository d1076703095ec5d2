import type { ComponentType } from 'react';

/** The six places. A place in which nothing is for this person is not shown. */
export const places = ['today', 'work', 'patients', 'calendar', 'money', 'clinic'] as const;
export type Place = (typeof places)[number];

/** What decides whether something is shown; `holds` answers for an action of the job description. */
export interface Person {
  staffId: string;
  name: string;
  roles: string[];
  holds(action: string): boolean;
}

/** Every screen gets the parts of its path and its query, as text. */
export interface ScreenProps {
  params: Record<string, string>;
  search: Record<string, string>;
}

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

export interface WebRoute {
  /** TanStack spelling: `/patients/$patientId/vitals`. Unique over all slices. */
  path: string;
  place: Place;
  title: () => string;
  /** Hidden from, and refused to, a person who does not hold it. */
  action?: string;
  /** Shown in the place's own navigation; the first one is what the place opens. Paths with `$` never are. */
  nav?: { order: number; group?: () => string };
  /** Stands alone on its screen, without header and places: a lobby's wall, a kiosk. Sign-in is needed all the same. */
  bare?: boolean;
  load: Load<ScreenProps>;
}

export interface SlotEntry {
  id: string;
  order: number;
  action?: string;
  when?: (person: Person) => boolean;
  /** Heading of the entry, where the slot shows one (`today.main`). */
  title?: () => string;
  // biome-ignore lint/suspicious/noExplicitAny: each slot has its own props, stated where the slot is drawn
  load: Load<any>;
}

export interface Command {
  id: string;
  label: () => string;
  /** Further words by which it is found, separated by spaces. */
  keywords?: () => string;
  action?: string;
  /** Shown beside the label; register the key itself with `useKeys`. */
  shortcut?: string;
  to?: string;
  run?: (go: (href: string) => void) => void;
}

export interface Hit {
  id: string;
  title: string;
  detail?: string;
  /** Where Enter goes. */
  to: string;
}

export interface Finder {
  id: string;
  /** Heading of its hits. */
  label: () => string;
  action?: string;
  /** At most ten hits, best first. Load contracts inside: `(await import('./find.ts')).find(text, signal)`. */
  find: (text: string, signal: AbortSignal) => Promise<Hit[]>;
}

/** A page that stands before sign-in, in place of it, at one exact path. */
export interface Entrance {
  path: string;
  load: Load<EntranceProps>;
}

export interface EntranceProps {
  /** Leaves for the workbench, or for its sign-in page. */
  onLeave: () => void;
}

/** What a slice's web door exports as `web`. */
export interface WebSlice {
  routes?: WebRoute[];
  slots?: Record<string, SlotEntry[]>;
  commands?: Command[];
  finders?: Finder[];
  entrances?: Entrance[];
  /** Where a person starts after sign-in; the lowest order whose `when` holds, else Today. */
  home?: { path: string; order: number; when: (person: Person) => boolean }[];
}
