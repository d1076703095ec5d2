import { m } from '#messages';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { VitalsSet } from '../contract.ts';
import type { News2 } from '../shared/news2.ts';
import type { VitalSign } from '../shared/values.ts';
import { signWords } from './words.ts';

const tones = { low: 'green', lowMedium: 'amber', medium: 'amber', high: 'red' } as const;
const wordsOf = {
  low: m.vitals_news2_low,
  lowMedium: m.vitals_news2_lowMedium,
  medium: m.vitals_news2_medium,
  high: m.vitals_news2_high,
};

/** What it is made of, each by the sign that is measured for it: whether on oxygen is said with the saturation. */
const parts: readonly VitalSign[] = [
  ...(['respiratoryRate', 'oxygenSaturation', 'systolic', 'heartRate'] as const),
  ...(['consciousness', 'temperature'] as const),
];

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
  const lacking: readonly string[] = news2.missing;
  const missing = parts.filter((sign) => lacking.includes(sign));
  if (missing.length === parts.length) return null;
  return (
    <SignalBadge tone="grey">
      {m.vitals_news2_incomplete({ missing: missing.map(signWords).join(', ') })}
    </SignalBadge>
  );
}
