import { useEffect } from 'react';
import { lastPlaceOf } from '../router/href.ts';
import { useGo } from '../router/link.tsx';
import { useSlices } from '../slots/registry.ts';
import { homeOf } from './places.ts';
import { useMe } from './session.ts';

/** `/`: on to where this person was, or to where her work starts. */
export function Home() {
  const me = useMe();
  const slices = useSlices();
  const go = useGo();
  useEffect(() => go(lastPlaceOf(me.staffId) ?? homeOf(me, slices), { replace: true }), [go, me, slices]);
  return null;
}
