import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { formatDateTime } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type FreeTime, type MoveChoice, type MoveLine, scheduling } from '../contract.ts';

type Outcome = OutputOf<typeof scheduling, 'moveMany'>['lines'][number];

/** The lines with what becomes of each, and what was done. */
export function MassMoveLines(props: {
  away: { practitionerId: string; startsAt: string; endsAt: string; reason: string };
  lines: MoveLine[];
}) {
  // what was proposed first is kept, so that a push cannot change a line that somebody has decided on
  const [lines] = useState(props.lines);
  const [choices, setChoices] = useState(new Map(lines.map((one) => [one.visitId, one.choice])));
  const [done, setDone] = useState<Outcome[]>();
  const act = useAct(scheduling, 'moveMany');
  const open = lines.filter((one) => one.state === 'open');
  const choiceOf = (one: MoveLine) => choices.get(one.visitId) ?? one.choice;
  const run = () =>
    void act
      .run({
        ...props.away,
        lines: open.map((one) => ({ visitId: one.visitId, choice: choiceOf(one) })),
      })
      .then(
        (answer) => setDone(answer.lines),
        () => undefined,
      );
  const label = m.scheduling_mass_confirm({
    count: open.filter((one) => choiceOf(one).do !== 'leave').length,
  });
  useKeys({ 'ctrl+enter': done ? undefined : { label, run } });
  if (done) return <Done lines={done} />;
  return (
    <Panel title={m.scheduling_mass_title()}>
      <DataTable
        label={m.scheduling_mass_title()}
        rows={lines}
        rowKey={(row) => row.visitId}
        columns={[
          {
            id: 'when',
            header: m.scheduling_label_time(),
            cell: (row) => <When at={row.startsAt} as="time" />,
            figures: true,
            width: '7rem',
          },
          { id: 'patient', header: m.scheduling_book_patient(), cell: (row) => row.patientName },
          {
            id: 'type',
            header: m.scheduling_label_visitType(),
            cell: (row) => row.visitType,
            hideOn: 'tablet',
          },
          {
            id: 'instead',
            header: m.scheduling_mass_instead(),
            cell: (row) => (
              <Instead
                line={row}
                choice={choiceOf(row)}
                onChange={(choice) => setChoices(new Map(choices).set(row.visitId, choice))}
              />
            ),
            width: '24rem',
          },
        ]}
        empty={null}
      />
      <p className="sc-note">
        {m.scheduling_mass_blocked()} {m.scheduling_mass_told()}
      </p>
      <Problem problem={act.problem} />
      <Button tone="primary" keys="Ctrl Enter" pending={act.pending} onClick={run}>
        {label}
      </Button>
    </Panel>
  );
}

/** One line's choice. Choices stand in a native list, which arrows and first letters work without a mouse. */
function Instead(props: { line: MoveLine; choice: MoveChoice; onChange: (choice: MoveChoice) => void }) {
  const { line, choice } = props;
  const locale = useLocale();
  const { zone } = useMe().clinic;
  if (line.state === 'here') return m.scheduling_mass_here();
  const timeWords = (time: FreeTime) =>
    `${formatDateTime(time.startsAt, locale, zone, 'short')} · ${time.practitionerName}`;
  const options = [
    ...line.options.map((time, index) => ({ value: String(index), label: timeWords(time) })),
    // a wait-list entry is for one service
    ...(line.visitTypeCode && line.parts.length === 0
      ? [{ value: 'waitlist', label: m.scheduling_mass_waitlist() }]
      : []),
    { value: 'call', label: m.scheduling_mass_call() },
    { value: 'leave', label: m.scheduling_mass_leave() },
  ];
  const chosen =
    choice.do === 'move'
      ? String(
          line.options.findIndex(
            (one) => one.startsAt === choice.startsAt && one.practitionerId === choice.practitionerId,
          ),
        )
      : choice.do;
  const choose = (value: string) => {
    const time = line.options[Number(value)];
    if (time) props.onChange({ do: 'move', practitionerId: time.practitionerId, startsAt: time.startsAt });
    else if (value === 'waitlist' || value === 'call' || value === 'leave') props.onChange({ do: value });
  };
  return (
    <NativeSelect
      aria-label={m.scheduling_mass_for({
        name: line.patientName,
        time: formatDateTime(line.startsAt, locale, zone, 'short'),
      })}
      value={chosen}
      data={options}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}

function Done({ lines }: { lines: Outcome[] }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const words = ({ outcome, taken, startsAt }: Outcome) => {
    if (taken) return m.scheduling_mass_did_taken();
    if (outcome === 'moved')
      return m.scheduling_mass_did_moved({
        time: startsAt ? formatDateTime(startsAt, locale, zone, 'short') : '',
      });
    return m[`scheduling_mass_did_${outcome}`]();
  };
  return (
    <Panel title={m.scheduling_mass_done()}>
      <DataTable
        label={m.scheduling_mass_done()}
        rows={lines}
        rowKey={(row) => row.visitId}
        columns={[
          { id: 'patient', header: m.scheduling_book_patient(), cell: (row) => row.patientName },
          { id: 'what', header: m.scheduling_mass_outcome(), cell: words },
        ]}
        tone={(row) => (row.outcome === 'called' ? 'amber' : undefined)}
        empty={null}
      />
    </Panel>
  );
}
