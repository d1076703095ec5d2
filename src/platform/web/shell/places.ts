import { m } from '#messages';
import { isFor } from '../slots/registry.ts';
import { type Person, type Place, type WebRoute, type WebSlice, places } from '../slots/web-slice.ts';

/** A place as one person sees it: where it opens, and what its own navigation lists. */
export interface OpenPlace {
  place: Place;
  label: string;
  to: string;
  entries: { path: string; label: string; group?: string }[];
}

const labels: Record<Place, () => string> = {
  today: m.web_place_today,
  work: m.web_place_work,
  patients: m.web_place_patients,
  calendar: m.web_place_calendar,
  money: m.web_place_money,
  clinic: m.web_place_clinic,
};

/** The places in which something is for this person. Today is always there; My work when something fills it. */
export function placesFor(person: Person, slices: readonly WebSlice[]): OpenPlace[] {
  const routes = slices
    .flatMap((slice) => slice.routes ?? [])
    .filter((route) => route.nav && isFor(person, route))
    // what stands under no heading comes first: it would look as if it were of the one above it
    .sort((a, b) => Number(!!a.nav?.group) - Number(!!b.nav?.group) || orderOf(a) - orderOf(b));
  return places.flatMap((place): OpenPlace[] => {
    const label = labels[place]();
    const entries = routes.filter((route) => route.place === place).map(entryOf);
    if (place === 'today')
      return [{ place, label, to: '/today', entries: [{ path: '/today', label }, ...entries] }];
    const works = place === 'work' && ['today.work', 'work.main'].some((slot) => fills(slices, slot, person));
    if (works) return [{ place, label, to: '/work', entries: [{ path: '/work', label }, ...entries] }];
    const first = entries[0];
    return first ? [{ place, label, to: first.path, entries }] : [];
  });
}

function orderOf(route: WebRoute): number {
  return route.nav?.order ?? 0;
}

function entryOf(route: WebRoute): OpenPlace['entries'][number] {
  const group = route.nav?.group?.();
  return { path: route.path, label: route.title(), ...(group && { group }) };
}

/** Whether a slot holds anything for this person. */
export function fills(slices: readonly WebSlice[], slot: string, person: Person): boolean {
  return slices.some((slice) => slice.slots?.[slot]?.some((entry) => isFor(person, entry)));
}

/** Whether the screen of a path stands alone, without header and places. */
export function isBare(pathname: string, slices: readonly WebSlice[]): boolean {
  return slices.some((slice) => slice.routes?.some((route) => route.bare && route.path === pathname));
}

/** The place to which a path belongs; Today where no route says otherwise. */
export function placeOf(pathname: string, slices: readonly WebSlice[]): Place {
  if (pathname === '/work') return 'work';
  const steps = pathname.split('/');
  const route = slices
    .flatMap((slice) => slice.routes ?? [])
    .find(({ path }) => {
      const own = path.split('/');
      return (
        own.length === steps.length && own.every((step, at) => step.startsWith('$') || step === steps[at])
      );
    });
  return route?.place ?? 'today';
}

/** Where this person starts: what her duties say, else Today. */
export function homeOf(person: Person, slices: readonly WebSlice[]): string {
  const homes = slices.flatMap((slice) => slice.home ?? []).sort((a, b) => a.order - b.order);
  return homes.find((home) => home.when(person))?.path ?? '/today';
}
