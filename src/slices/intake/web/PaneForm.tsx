import { useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { formWithin } from '#platform/web/form/form-within.ts';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type FormPlace, type RoomingValues, SetFields } from '#slices/vitals/web/index.tsx';
import { intake, type IntakeState } from '../contract.ts';
import { type Source, sources } from '../shared/topics.ts';
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
    ...{ source: 'patient', sourceName: '', facts: {}, vitals: place.initial },
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
    }),
    onDone: ({ preliminary }, values) => {
      tell(preliminary ? m.intake_savedPreliminary() : m.intake_saved());
      onSaved();
      if (wasMeasured(values.vitals, initial.vitals)) place.onSaved();
    },
  });
  const due = state.topics.filter((one) => one.due);
  const others = state.topics.filter((one) => !one.due);
  if (due.length === 0 && !place.measuring)
    return (
      <Panel title={m.intake_facts()}>
        <p className="ik-soft">{m.intake_settled()}</p>
        <More label={m.intake_askAgain()}>
          <Form form={form} label={m.intake_form()}>
            <Questions form={form} topics={others} />
            <SaveBar form={form} label={m.intake_save()} />
          </Form>
        </More>
      </Panel>
    );
  return (
    <Panel title={place.measuring ? m.intake_form() : m.intake_facts()}>
      <Form form={form} label={m.intake_form()}>
        <Questions form={form} topics={due} first={place.autoFocus} />
        {others.length > 0 && (
          <More label={m.intake_more()} open={others.some(({ topic }) => form.values.facts[topic])}>
            <Questions form={form} topics={others} />
          </More>
        )}
        <SaidBy form={form} />
        {place.measuring && (
          <SetFields
            form={formWithin(form, 'vitals')}
            place={{ ...place, autoFocus: place.autoFocus && due.length === 0 }}
          />
        )}
        <SaveBar form={form} label={m.intake_save()} />
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
