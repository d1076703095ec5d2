import { m } from '#messages';
import { useLocale } from '#platform/web/language.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { VitalFlag } from '../shared/assess.ts';
import { inEnteredUnit } from '../shared/entered-unit.ts';
import { reasonWords } from './words.ts';

const tones = { critical: 'red', outOfRange: 'amber', normal: 'green' } as const;
const gravity = { normal: 0, outOfRange: 1, critical: 2 };

/** The gravest of some flags; a pressure has one for each half. */
export function gravest(flags: readonly VitalFlag[]): VitalFlag | undefined {
  return flags.reduce<VitalFlag | undefined>(
    (worst, one) => (worst === undefined || gravity[one.level] > gravity[worst.level] ? one : worst),
    undefined,
  );
}

/** A flag by colour, icon and word; `brief` says only how grave it is. */
export function Flag(props: {
  flag: VitalFlag | undefined;
  brief?: boolean;
  /** UCUM unit of the value beside it, in which its limits are told. */
  unit?: string | undefined;
}) {
  const locale = useLocale();
  if (props.flag === undefined) return null;
  const flag = inEnteredUnit(props.flag, props.unit);
  const level = {
    critical: m.vitals_level_critical,
    outOfRange: m.vitals_level_outOfRange,
    normal: m.vitals_level_normal,
  }[flag.level]();
  return (
    <SignalBadge tone={tones[flag.level]}>
      {props.brief ? level : reasonWords(flag, locale) || level}
    </SignalBadge>
  );
}
