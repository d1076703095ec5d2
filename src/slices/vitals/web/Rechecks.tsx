import { useState } from 'react';
import { m } from '#messages';
import { epochMsOf, formatTime } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Measure, type Recheck, type VisitVitals, vitals } from '../contract.ts';
import { measureWords } from './words.ts';

/** What is to be measured again and by when; late ones turn amber. */
export function Rechecks(props: { visit: VisitVitals; nowMs: number }) {
  const { visit, nowMs } = props;
  const may = useMay('vitals.record');
  const [ending, setEnding] = useState<Recheck>();
  const act = useAct(vitals, 'endRecheck');
  const end = async (reason: string) => {
    if (!ending) return;
    await act.run({ recheckId: ending.recheckId, reason });
    setEnding(undefined);
    tell(m.vitals_recheck_ended());
  };
  if (visit.rechecks.length === 0) return null;
  return (
    <Panel title={m.vitals_recheck_title()}>
      {visit.rechecks.map((one) => (
        <p key={one.recheckId} className="v-rare">
          <DueLine recheck={one} nowMs={nowMs} />
          {may && (
            <Button small tone="plain" onClick={() => setEnding(one)}>
              {m.vitals_recheck_end()}
              <span className="s-hidden"> {one.measures.map(measureWords).join(', ')}</span>
            </Button>
          )}
        </p>
      ))}
      <ReasonDialog
        asked={
          ending && {
            title: m.vitals_recheck_title(),
            text: ending.measures.map(measureWords).join(', '),
            label: m.vitals_recheck_endWhy(),
            act: m.vitals_recheck_end(),
          }
        }
        onSay={end}
        onClose={() => setEnding(undefined)}
        maxLength={500}
        pending={act.pending}
        problem={act.problem}
      />
    </Panel>
  );
}

function DueLine({ recheck, nowMs }: { recheck: Recheck; nowMs: number }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const measures = recheck.measures.map(measureWords).join(', ');
  const time = formatTime(recheck.dueAt, locale, zone);
  if (epochMsOf(recheck.dueAt) < nowMs) {
    return <SignalBadge tone="amber">{m.vitals_recheck_late({ measures, time })}</SignalBadge>;
  }
  return (
    <SignalBadge tone={recheck.cause === 'critical' ? 'red' : 'blue'}>
      {m.vitals_recheck_due({ measures, time })}
    </SignalBadge>
  );
}

const usual: Measure[] = [
  'bloodPressure',
  'pulse',
  'breathing',
  'temperature',
  'oxygenSaturation',
  'consciousness',
  'pain',
];

/** Asks for a timer. */
export function AskRecheck(props: { visitId: string }) {
  const form = useForm(vitals, 'askRecheck', {
    initial: { measures: ['bloodPressure'] as string[], minutes: '15' },
    prepare: ({ measures, minutes }) => ({
      visitId: props.visitId,
      measures: measures as Measure[],
      inMinutes: Number(minutes),
    }),
    onDone: () => tell(m.vitals_recheck_asked()),
  });
  return (
    <More label={m.vitals_recheck_ask()}>
      <Form form={form} label={m.vitals_recheck_ask()}>
        <div className="v-notice">
          <FieldChips
            many
            label={m.vitals_recheck_measures()}
            {...form.field('measures')}
            options={usual.map((value) => ({ value, label: measureWords(value) }))}
          />
          <FieldNumber
            label={m.vitals_recheck_minutes()}
            {...form.field('minutes')}
            error={form.errors.inMinutes}
            pad
          />
          <Button type="submit" pending={form.pending}>
            {m.vitals_recheck_ask()}
          </Button>
        </div>
      </Form>
    </More>
  );
}
