import { m } from '#messages';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { VitalsSet } from '../contract.ts';
import { lackingSigns, type News2 } from '../shared/news2.ts';
import { signWords } from './words.ts';

const tones = { low: 'green', lowMedium: 'amber', medium: 'amber', high: 'red' } as const;
const wordsOf = {
  low: m.vitals_news2_low,
  lowMedium: m.vitals_news2_lowMedium,
  medium: m.vitals_news2_medium,
  high: m.vitals_news2_high,
};

/** The early warning score; where a part was not measured, which, and never a score. Nothing of a set without any part. */
export function News2Line(props: { news2: VitalsSet['news2'] | News2 }) {
  const { news2 } = props;
  if (news2 === undefined) return null;
  if (news2.status === 'complete')
    return <SignalBadge tone={tones[news2.risk]}>{wordsOf[news2.risk]({ score: news2.score })}</SignalBadge>;
  if (news2.status === 'notApplicable')
    return news2.reason === 'pregnant' ? (
      <SignalBadge tone="grey">{m.vitals_news2_not_applicable()}</SignalBadge>
    ) : null;
  const missing = lackingSigns(news2.missing);
  if (missing.length === 0) return null;
  return (
    <SignalBadge tone="grey">
      {m.vitals_news2_incomplete({ missing: missing.map(signWords).join(', ') })}
    </SignalBadge>
  );
}
