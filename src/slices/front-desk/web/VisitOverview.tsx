import type { ReactNode } from 'react';
import { m } from '#messages';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { measures } from '../shared/waits.ts';
import { measureWords } from './measure-words.ts';
import { relationWords } from './relation-words.ts';
import type { Visit } from './visit-types.ts';

/** The facts of the visit, its waits, and everything that happened, with what was taken back. */
export function VisitOverview({ visit }: { visit: Visit }) {
  const none = m.frontDesk_visit_none();
  const measured = measures.filter((measure) => visit.waits[measure] !== undefined);
  const { identity, guardian } = visit;
  return (
    <div className="fd-overview">
      <Panel title={m.frontDesk_visit_facts()}>
        <dl className="fd-facts">
          <Fact label={m.frontDesk_visit_reason()}>{visit.reason || none}</Fact>
          <Fact label={m.frontDesk_visit_type()}>{visit.visitType || none}</Fact>
          <Fact label={m.frontDesk_board_col_time()}>
            {visit.scheduledAt && !visit.walkIn ? (
              <When at={visit.scheduledAt} as="time" />
            ) : (
              m.frontDesk_board_walkIn()
            )}
          </Fact>
          <Fact label={m.frontDesk_greet_number()}>{visit.queueNumber ?? none}</Fact>
          <Fact label={m.frontDesk_board_col_person()}>{visit.practitioner?.name ?? none}</Fact>
          <Fact label={m.frontDesk_room_label()}>{visit.room?.name ?? none}</Fact>
          <Fact label={m.frontDesk_visit_payer()}>{visit.payer?.name ?? none}</Fact>
          <Fact label={m.frontDesk_visit_identity()}>
            {identity ? identity.by : m.frontDesk_visit_notIdentified()}
          </Fact>
          {guardian && (
            <Fact
              label={m.frontDesk_visit_guardian()}
            >{`${guardian.name} (${relationWords(guardian.relationship)})`}</Fact>
          )}
        </dl>
      </Panel>
      {measured.length > 0 && (
        <Panel title={m.frontDesk_visit_waits()}>
          <dl className="fd-facts">
            {measured.map((measure) => (
              <Fact key={measure} label={measureWords(measure)}>
                {m.frontDesk_board_minutes({ count: visit.waits[measure] ?? 0 })}
              </Fact>
            ))}
          </dl>
        </Panel>
      )}
      <Panel title={m.frontDesk_visit_log()}>
        <ol className="fd-log">
          {visit.log.map((one) => (
            <li key={`${one.at} ${one.step} ${one.undone}`} className={one.undone ? 'fd-undone' : ''}>
              <When at={one.at} as="time" /> <strong>{one.label}</strong> {one.by}
              {one.reason && ` · ${one.reason}`}
              {one.undone && ` · ${m.frontDesk_visit_undone()}`}
              {one.receivedAt && (
                <>
                  {` · ${m.frontDesk_visit_receivedAt()} `}
                  <When at={one.receivedAt} as="time" />
                </>
              )}
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
