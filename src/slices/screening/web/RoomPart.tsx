import { useEffect, useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { More } from '#platform/web/ui/More.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { screening, type VisitScreening } from '../contract.ts';
import type { Code } from '../shared/instruments.ts';
import { Alarm } from './Alarm.tsx';
import { Answered } from './Answered.tsx';
import { linesOf } from './asked.ts';
import { Questionnaires } from './Questionnaires.tsx';
import type { RoomPartProps } from './room-part-props.ts';
import { askedIn } from './use-asked.ts';
import './screening.css';

/** The questionnaires within the pane of the room: what is due in its place of speech, the others folded away at the end. */
export default function RoomPart(props: RoomPartProps) {
  const read = useRead(
    screening,
    'visitScreening',
    { visitId: props.visitId },
    { refreshOn: ['screening.', 'frontDesk.alert'] },
  );
  return (
    <ReadView read={read} rows={1}>
      {(state) => (props.rest ? <Others {...props} state={state} /> : <Due {...props} state={state} />)}
    </ReadView>
  );
}

type Read = RoomPartProps & { state: VisitScreening };

function Due({ state, onDue, ...props }: Read) {
  const [asking, onAsking] = useState<Code>();
  const { asked } = askedIn(props.form);
  const all = linesOf(state, asked);
  const due = all.filter((one) => one.due);
  const open = due.some((one) => one.state === 'open' || one.state === 'begun');
  useEffect(() => onDue(open), [open, onDue]);
  return (
    <>
      <Alarm visitId={props.visitId} form={props.form} state={state} />
      <Questionnaires {...props} language={state.language} lines={due} {...{ all, asking, onAsking }} />
      <Answered state={state} />
    </>
  );
}

function Others({ state, onDue: _, ...props }: Read) {
  const [asking, onAsking] = useState<Code>();
  const { asked } = askedIn(props.form);
  const all = linesOf(state, asked);
  const others = all.filter((one) => !one.due);
  // what was begun there, maybe before the browser fell over, is not hidden
  const begun = others.some((one) => one.state !== 'open');
  if (state.language !== null && others.length === 0) return null;
  return (
    <More
      key={begun ? 'begun' : 'none'}
      open={begun}
      label={others.length < all.length ? m.screening_others() : m.screening_title()}
    >
      {state.language === null && <p className="sc9-soft">{m.screening_noWording()}</p>}
      <Questionnaires {...props} language={state.language} lines={others} {...{ all, asking, onAsking }} />
    </More>
  );
}
