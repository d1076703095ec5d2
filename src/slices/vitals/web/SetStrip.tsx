import { useState } from 'react';
import { m } from '#messages';
import { formatNumber } from '#platform/shared/quantities.ts';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { VitalItem, VitalsSet } from '../contract.ts';
import { isDerived } from '../shared/reading.ts';
import { CorrectItem } from './CorrectItem.tsx';
import { NoticeLines } from './CriticalBar.tsx';
import { Flag, gravest } from './Flag.tsx';
import { News2Line } from './News2Line.tsx';
import { signsOfMeasure } from '../shared/sign-measures.ts';
import { circumstanceWords, measureWords, valueWords } from './words.ts';
import './rooming.css';

/** One set: every value with its flag, who measured it and when; with `mayCorrect` each can be put right. */
export function SetStrip(props: { set: VitalsSet; mayCorrect?: boolean }) {
  const { set } = props;
  const [open, setOpen] = useState<string>();
  const chosen = set.items.find(({ observationId }) => observationId === open);
  return (
    <div className="v-set">
      <p className="v-soft">
        <When at={set.measuredAt} as="time" />
        {set.recordedBy && ` ${m.vitals_strip_by({ name: set.recordedBy })}`}
        {set.typedBy && `, ${m.vitals_strip_typedBy({ name: set.typedBy })}`}{' '}
        {set.status === 'preliminary' && (
          <SignalBadge tone="grey">{m.vitals_strip_preliminary()}</SignalBadge>
        )}{' '}
        <News2Line news2={set.news2} />
      </p>
      <NoticeLines set={set} />
      <ul className="v-items">
        {set.items.map((item) => (
          <Item
            key={item.observationId}
            item={item}
            set={set}
            onCorrect={
              props.mayCorrect && item.status !== 'entered-in-error' && !isDerived(item.measure)
                ? () => setOpen(open === item.observationId ? undefined : item.observationId)
                : undefined
            }
          />
        ))}
      </ul>
      <OrthostaticLine set={set} />
      {chosen && (
        <CorrectItem
          key={`${chosen.observationId}${chosen.version}`}
          item={chosen}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

function Item(props: { item: VitalItem; set: VitalsSet; onCorrect: (() => void) | undefined }) {
  const locale = useLocale();
  const { item, set, onCorrect } = props;
  const wrong = item.status === 'entered-in-error';
  // of a series the mean is judged, and each reading stands beside it
  const judged = !wrong && !item.notObtained && item.context.series === undefined;
  const flag = judged
    ? gravest(set.flags.filter(({ sign }) => signsOfMeasure[item.measure].includes(sign)))
    : undefined;
  const more = circumstanceWords(item);
  return (
    <li className="v-item">
      <span className="v-name">{measureWords(item.measure)}</span>
      <span className="v-value">{wrong ? <s>{valueWords(item, locale)}</s> : valueWords(item, locale)}</span>
      {more && <span className="v-soft">{more}</span>}
      {flag && flag.level !== 'normal' && (
        <Flag flag={flag} brief={flag.level === 'critical'} unit={item.unit} />
      )}
      {item.status === 'corrected' && <SignalBadge tone="grey">{m.vitals_strip_corrected()}</SignalBadge>}
      {wrong && <SignalBadge tone="grey">{m.vitals_strip_error()}</SignalBadge>}
      {item.reason && <span className="v-soft">{m.vitals_strip_reason({ reason: item.reason })}</span>}
      {onCorrect && (
        <Button small tone="plain" onClick={onCorrect}>
          {m.vitals_correct_open()}
          <span className="s-hidden"> {measureWords(item.measure)}</span>
        </Button>
      )}
    </li>
  );
}

function OrthostaticLine(props: { set: VitalsSet }) {
  const locale = useLocale();
  const found = props.set.orthostatic;
  if (found === undefined) return null;
  const write = (value: number) => formatNumber(value, 0, locale);
  const falls = { systolic: write(found.systolicFall), diastolic: write(found.diastolicFall) };
  return (
    <p>
      {found.positive ? (
        <SignalBadge tone="amber">{m.vitals_strip_orthostatic(falls)}</SignalBadge>
      ) : (
        m.vitals_strip_orthostaticNegative(falls)
      )}
      {found.symptoms && <SignalBadge tone="amber">{m.vitals_orthostatic_symptoms()}</SignalBadge>}
      {found.tellClinicianHeartRate && (
        <SignalBadge tone="amber">
          {m.vitals_strip_orthostaticPulse({ rise: write(found.heartRateRise ?? 0) })}
        </SignalBadge>
      )}
    </p>
  );
}
