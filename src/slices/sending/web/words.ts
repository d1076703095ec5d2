import { m } from '#messages';
import type { OfferedWay, Sending } from '../contract.ts';

export const wayWords = (way: Sending['way']) => m[`sending_way_${way}`]();
export const stateWords = (state: Sending['state']) => m[`sending_state_${state}`]();
export const becauseWords = (because: NonNullable<OfferedWay['because']>) =>
  m[`sending_because_${because}`]();

/** Red is for safety alone; what waits for a person is out of order. */
export function toneOf({ state, openings }: Sending) {
  if (state === 'failed' || state === 'unclear') return 'amber' as const;
  if (state === 'ended' || state === 'over') return 'grey' as const;
  return openings > 0 || state === 'delivered' ? ('green' as const) : ('blue' as const);
}

/** `E-mail, siti@…`; a code went nowhere but to her own telephone. */
export const wayAndAddress = ({ way, to }: { way: Sending['way']; to: string }) =>
  [wayWords(way), to].filter(Boolean).join(', ');
