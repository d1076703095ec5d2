import { type ReactNode, Suspense } from 'react';
import { useLanguage } from '../language.ts';
import { useMe } from '../shell/session.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Part } from './Part.tsx';
import { forgetFailed, isFor, useSlices } from './registry.ts';
import type { SlotEntry } from './web-slice.ts';

/** The entries of a slot that this person sees, in order. */
export function useSlot(name: string): SlotEntry[] {
  const slices = useSlices();
  const me = useMe();
  return slices
    .flatMap((slice) => slice.slots?.[name] ?? [])
    .filter((entry) => isFor(me, entry))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/**
 * A place that slices fill. Each entry stands alone: one that fails or loads slowly leaves the others be. `inline`: it
 * stands in a line of text or acts, where grey lines while it loads would push what somebody is about to click.
 */
export function Slot(props: {
  name: string;
  props?: Record<string, unknown>;
  empty?: ReactNode;
  inline?: boolean;
}) {
  const entries = useSlot(props.name);
  if (entries.length === 0) return props.empty ?? null;
  return entries.map((entry) => (
    <SlotOne key={entry.id} entry={entry} props={props.props ?? {}} inline={props.inline ?? false} />
  ));
}

/** One entry of a slot. */
export function SlotOne(props: { entry: SlotEntry; props: Record<string, unknown>; inline?: boolean }) {
  useLanguage();
  return (
    <ErrorBoundary onAgain={forgetFailed}>
      <Suspense fallback={props.inline ? null : <Loading rows={3} />}>
        <Part load={props.entry.load} props={props.props} />
      </Suspense>
    </ErrorBoundary>
  );
}
