import { m } from '#messages';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { News2 } from '../shared/news2.ts';
import type { VitalsSet } from '../contract.ts';

const tones = { low: 'green', lowMedium: 'amber', medium: 'amber', high: 'red' } as const;
const wordsOf = {
  low: m.vitals_news2_low,
  lowMedium: m.vitals_news2_lowMedium,
  medium: m.vitals_news2_medium,
  high: m.vitals_news2_high,
};

/** The early warning score, only when every part of it was measured: an incomplete score is no score. */
export function News2Line(props: { news2: VitalsSet['news2'] | News2 }) {
  const { news2 } = props;
  if (news2?.status !== 'complete') return null;
  return <SignalBadge tone={tones[news2.risk]}>{wordsOf[news2.risk]({ score: news2.score })}</SignalBadge>;
}
