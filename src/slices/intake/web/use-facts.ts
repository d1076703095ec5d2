import type { CallOf } from '#platform/shared/contract.ts';
import type { FormState } from '#platform/web/form/use-form.tsx';
import type { RoomingValues } from '#slices/vitals/web/index.tsx';
import type { Added, Changed, intake } from '../contract.ts';
import type { Source, Topic, TopicAnswer } from '../shared/topics.ts';

/** What was said of one topic so far. Paths are those of the verb's input, so that a refusal finds its field by itself. */
export interface TopicValues {
  answer: TopicAnswer;
  items: Changed[];
  added: Added[];
}
export interface PaneValues {
  source: Source;
  sourceName: string;
  facts: Partial<Record<Topic, TopicValues>>;
  vitals: RoomingValues;
  /** What other duties asked in the pane, by duty. */
  parts: NonNullable<Commit['parts']>;
}
export type PaneForm = FormState<PaneValues>;
export type Commit = CallOf<typeof intake, 'commitIntake'>;

export const blank: TopicValues = { answer: 'changed', items: [], added: [] };

/** Reads and changes what was said of one topic; with nothing left of it, nothing was said. */
export function factsOf(form: PaneForm, topic: Topic) {
  const said = form.values.facts[topic];
  const put = (next: TopicValues | undefined) => {
    const { [topic]: _, ...others } = form.values.facts;
    form.set('facts', next ? { ...others, [topic]: next } : others);
  };
  const change = (next: Partial<TopicValues>) => {
    const values = { ...(said ?? blank), ...next };
    put(values.items.length + values.added.length > 0 ? { ...values, answer: 'changed' } : undefined);
  };
  return {
    said,
    /** Of the topic as a whole. */
    answer: (answer: TopicAnswer) => put({ ...blank, ...(answer === 'none' && said), answer, added: [] }),
    takeBack: () => put(undefined),
    /** Of one fact of it. */
    say: (one: Changed) =>
      change({ items: [...(said?.items ?? []).filter(({ ref }) => ref !== one.ref), one] }),
    unsay: (ref: string) => change({ items: (said?.items ?? []).filter((one) => one.ref !== ref) }),
    add: (one: Added) => change({ added: [...(said?.added ?? []), one] }),
    /** A habit has one fact. */
    choose: (one: Added) => change({ added: [one] }),
    remove: (place: number) => change({ added: (said?.added ?? []).toSpliced(place, 1) }),
  };
}
export type TopicFacts = ReturnType<typeof factsOf>;
