import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { formatTime } from '#platform/shared/time.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { type VisitVitals, type VitalsSet, vitals } from '../contract.ts';
import type { VitalSign } from '../shared/values.ts';
import { Flag } from './Flag.tsx';
import { instantOf } from './form-values.ts';
import { signsOfMeasure } from '../shared/sign-measures.ts';
import { signWords } from './words.ts';

const other = 'other';

/** A critical set of which nobody has been told: what it is, and one row to write down who heard it. */
export function CriticalBar(props: { set: VitalsSet; visit: VisitVitals }) {
  const { set, visit } = props;
  const mayRecord = useMay('vitals.record');
  const critical = set.flags.filter(({ level }) => level === 'critical');
  const box = useRef<HTMLDivElement>(null);
  // what was just saved is critical: nothing below matters until it is told
  useEffect(() => box.current?.focus(), []);
  return (
    <Panel title={m.vitals_notice_title()} tone="red">
      <div role="alert" className="v-critical" tabIndex={-1} ref={box}>
        {critical.map((flag) => (
          <p key={flag.sign}>
            <strong>{signWords(flag.sign)}</strong> <Flag flag={flag} unit={unitOf(set, flag.sign)} />
          </p>
        ))}
        <p>{set.notices.length > 0 ? m.vitals_notice_unheard() : m.vitals_notice_untold()}</p>
      </div>
      {mayRecord && <NoticeForm set={set} visit={visit} />}
    </Panel>
  );
}

function unitOf(set: VitalsSet, sign: VitalSign): string | undefined {
  return set.items.find(({ measure }) => signsOfMeasure[measure].includes(sign))?.unit;
}

function NoticeForm(props: { set: VitalsSet; visit: VisitVitals }) {
  const { set, visit } = props;
  const { zone } = useMe().clinic;
  const form = useForm(vitals, 'recordNotice', {
    initial: { staffId: visit.clinicians[0]?.staffId ?? other, name: '', toldAt: '', readBack: '' },
    prepare: ({ staffId, name, toldAt, readBack }) => ({
      setId: set.setId,
      ...(staffId === other ? { name } : { staffId }),
      ...(toldAt && { toldAt: instantOf(toldAt, visit.day, zone) ?? toldAt }),
      // unanswered stays absent, so that the form names it
      ...((readBack && { readBack: readBack === 'yes' }) as { readBack: boolean }),
    }),
  });
  return (
    <Form form={form} label={m.vitals_notice_title()}>
      <div className="v-notice">
        <FieldChips
          label={m.vitals_notice_who()}
          {...form.field('staffId')}
          options={[
            ...visit.clinicians.slice(0, 5).map(({ staffId, name }) => ({ value: staffId, label: name })),
            { value: other, label: m.vitals_notice_other() },
          ]}
        />
        {form.values.staffId === other && (
          <FieldText label={m.vitals_notice_name()} {...form.field('name')} />
        )}
        <FieldTime
          label={m.vitals_notice_time()}
          hint={m.vitals_rooming_lateHint()}
          {...form.field('toldAt')}
        />
        <FieldChips
          label={m.vitals_notice_readBack()}
          {...form.field('readBack')}
          required
          options={[
            { value: 'yes', label: m.vitals_notice_readBackYes() },
            { value: 'no', label: m.vitals_notice_readBackNo() },
          ]}
        />
        <Button type="submit" tone="primary" pending={form.pending}>
          {m.vitals_notice_save()}
        </Button>
      </div>
      {form.wrongCount === 0 && <Problem problem={form.problem} />}
    </Form>
  );
}

/** Who was told of a critical set. */
export function NoticeLines(props: { set: VitalsSet }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  return props.set.notices.map(({ toldTo, toldAt, readBack }) => (
    <p key={`${toldTo}${toldAt}`} className="v-soft">
      {m.vitals_notice_done({
        name: toldTo,
        time: formatTime(toldAt, locale, zone),
        readBack: readBack ? m.vitals_notice_readBackYes() : m.vitals_notice_readBackNo(),
      })}
    </p>
  ));
}
