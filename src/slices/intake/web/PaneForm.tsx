import { useEffect, useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { formWithin } from '#platform/web/form/form-within.ts';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { useSlot } from '#platform/web/slots/Slot.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type FormPlace, type RoomingValues, SetFields } from '#slices/vitals/web/index.tsx';
import { intake, type IntakeState } from '../contract.ts';
import { type Source, sources } from '../shared/topics.ts';
import { begin } from './next-question.ts';
import { OfOthers } from './OfOthers.tsx';
import { TopicAsked } from './TopicAsked.tsx';
import { type Commit, factsOf, type PaneForm as Pane, type PaneValues } from './use-facts.ts';
import { sourceWords } from './words.ts';

interface Props {
  state: IntakeState;
  place: FormPlace;
}

/** One pane, one commit; after it the next one begins empty. */
export function PaneForm(props: Props) {
  const [count, setCount] = useState(0);
  return <OneCommit key={count} {...props} onSaved={() => setCount(count + 1)} />;
}

function OneCommit({ state, place, onSaved }: Props & { onSaved: () => void }) {
  const { visitId, patientId } = state;
  const [initial] = useState<PaneValues>(() => ({
    ...{ source: 'patient', sourceName: '', facts: {}, vitals: place.initial, parts: {} },
  }));
  const form = useForm(intake, 'commitIntake', {
    initial,
    draft: `intake.commitIntake/${visitId}`,
    prepare: (values): Commit => ({
      ...{ visitId, patientId, seen: state.seen, source: values.source, sourceName: values.sourceName },
      facts: values.facts,
      ...(wasMeasured(values.vitals, initial.vitals) && {
        vitals: withoutVisit(place.callOf(values.vitals)),
      }),
      parts: values.parts ?? {},
    }),
    onDone: ({ preliminary }, values) => {
      tell(preliminary ? m.intake_savedPreliminary() : m.intake_saved());
      for (const slice of Object.keys(values.parts ?? {})) refreshSlice(slice);
      onSaved();
      if (wasMeasured(values.vitals, initial.vitals)) place.onSaved();
    },
  });
  const due = state.topics.filter((one) => one.due);
  const others = state.topics.filter((one) => !one.due);
  const asksMore = useSlot('room.pane').length > 0;
  const [dueElsewhere, setDueElsewhere] = useState<boolean>();
  // with nothing due of the history, whether another duty asks first is known once it has looked
  const [waits] = useState(place.autoFocus && due.length === 0 && asksMore);
  const looked = dueElsewhere !== undefined;
  useEffect(() => {
    if (waits && looked) begin(form.element.current);
  }, [waits, looked, form.element]);
  const asks = due.length > 0 || place.measuring || dueElsewhere;
  return (
    <Panel title={place.measuring ? m.intake_form() : m.intake_facts()}>
      {!asks && <p className="ik-soft">{m.intake_settled()}</p>}
      <Form form={form} label={m.intake_form()}>
        <Questions form={form} topics={due} first={place.autoFocus} />
        <OfOthers form={form} visitId={visitId} onDue={setDueElsewhere} />
        {others.length > 0 && (
          <More
            label={asks ? m.intake_more() : m.intake_askAgain()}
            open={others.some(({ topic }) => form.values.facts[topic])}
          >
            <Questions form={form} topics={others} />
          </More>
        )}
        <SaidBy form={form} />
        {place.measuring && (
          <SetFields
            form={formWithin(form, 'vitals')}
            place={{ ...place, autoFocus: place.autoFocus && due.length === 0 && !asksMore }}
          />
        )}
        <OfOthers form={form} visitId={visitId} rest />
        {(asks || form.dirty) && <SaveBar form={form} label={m.intake_save()} />}
      </Form>
    </Panel>
  );
}

const wasMeasured = (values: RoomingValues, initial: RoomingValues) =>
  JSON.stringify(values) !== JSON.stringify(initial);

function withoutVisit({ visitId: _, ...vitals }: ReturnType<FormPlace['callOf']>): Commit['vitals'] {
  return vitals;
}

function Questions(props: { form: Pane; topics: IntakeState['topics']; first?: boolean }) {
  return (
    <div className="ik-questions">
      {props.topics.map((state, place) => (
        <TopicAsked
          key={state.topic}
          state={state}
          form={props.form}
          facts={factsOf(props.form, state.topic)}
          autoFocus={(props.first ?? false) && place === 0}
        />
      ))}
    </div>
  );
}

/** Mostly the patient; who speaks for her, or which paper it is, is named. */
function SaidBy({ form }: { form: Pane }) {
  const { source } = form.values;
  if (Object.keys(form.values.facts).length === 0 && source === 'patient') return null;
  return (
    <div className="ik-source">
      <FieldChips
        label={m.intake_source()}
        value={source}
        onChange={(value) => form.set('source', value as Source)}
        options={sources.map((value) => ({ value, label: sourceWords(value) }))}
      />
      {source !== 'patient' && (
        <FieldText label={m.intake_sourceName()} {...form.field('sourceName')} maxLength={200} />
      )}
    </div>
  );
}
