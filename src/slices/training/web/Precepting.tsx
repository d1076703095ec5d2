import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { training } from '../contract.ts';
import { DeclineHours } from './DeclineHours.tsx';
import { Learners } from './Learners.tsx';
import { clockWords, hoursWords } from './words.ts';
import './training.css';

type Waiting = OutputOf<typeof training, 'hoursToConfirm'>['hours'][number];

/** What waits for the preceptor, and whom she teaches. One key confirms the line that is marked. */
export default function Precepting() {
  const read = useRead(training, 'hoursToConfirm', {}, { refreshOn: ['training.'] });
  return (
    <Page title={m.training_precepting_title()} back="/work">
      <Panel title={m.training_precepting_hours()}>
        <ReadView read={read} rows={4}>
          {({ hours }) => <ToConfirm hours={hours} />}
        </ReadView>
      </Panel>
      <Learners />
    </Page>
  );
}

function ToConfirm({ hours }: { hours: Waiting[] }) {
  const locale = useLocale();
  const [at, setAt] = useState(0);
  const [declining, setDeclining] = useState<Waiting>();
  const confirm = useAct(training, 'confirmHours');
  const current = hours[Math.min(at, hours.length - 1)];
  const say = (one: Waiting) =>
    void confirm.run(whichOf(one)).then(
      ({ complete, confirmedHundredths }) =>
        tell(
          complete
            ? m.training_precepting_complete({ name: one.name })
            : m.training_precepting_confirmed({
                name: one.name,
                hours: hoursWords(confirmedHundredths, locale),
              }),
        ),
      () => undefined,
    );
  useKeys({
    c: current && { label: m.training_hours_confirm(), run: () => say(current) },
    x: current && { label: m.training_hours_decline(), run: () => setDeclining(current) },
    arrowdown: { label: m.training_precepting_hours(), run: () => setAt(Math.min(at + 1, hours.length - 1)) },
    arrowup: { label: m.training_precepting_hours(), run: () => setAt(Math.max(at - 1, 0)) },
  });
  if (hours.length === 0)
    return <EmptyState title={m.training_precepting_none()} text={m.training_precepting_noneText()} />;
  return (
    <>
      <Problem problem={confirm.problem} />
      <ul className="tr-lines" aria-label={m.training_precepting_hours()}>
        {hours.map((one, place) => (
          <li
            key={one.entryId}
            className="tr-line"
            aria-current={one === current ? 'true' : undefined}
            onFocus={() => setAt(place)}
          >
            <div className="tr-line-main">
              <strong>{one.name}</strong> · {formatPlainDate(one.day, locale, 'short')} ·{' '}
              {clockWords(one.from, locale)}–{clockWords(one.to, locale)}
              {one.breakMinutes > 0 && ` · −${m.training_minutes({ count: one.breakMinutes })}`} ·{' '}
              <strong>{m.training_hours_figure({ hours: hoursWords(one.hundredths, locale) })}</strong>
              <p className="s-hint">
                {[one.department, one.subject?.label, one.site].filter(Boolean).join(' · ')}
              </p>
            </div>
            <div className="tr-line-acts">
              <Button tone="primary" keys="C" onClick={() => say(one)} pending={confirm.pending}>
                {m.training_hours_confirm()}
              </Button>
              <Button keys="X" onClick={() => setDeclining(one)}>
                {m.training_hours_decline()}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <DeclineHours entry={declining && whichOf(declining)} onClose={() => setDeclining(undefined)} />
    </>
  );
}

function whichOf({ practicumId, entryId }: Waiting) {
  return { practicumId, entryId };
}
