import { useEffect, useRef } from 'react';
import { type BadgeHearer, hearBadges } from './scans.ts';

/** Hears scanned badges while the component is there; of several components the one that came last is asked first. */
export function useBadge(onBadge: BadgeHearer): void {
  const latest = useRef(onBadge);
  latest.current = onBadge;
  useEffect(() => hearBadges((staffId) => latest.current(staffId)), []);
}
