import { formWithin } from '#platform/web/form/form-within.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { goOn, goToSave, markNext } from './next-question.ts';
import type { PaneForm } from './use-facts.ts';

/**
 * What other duties ask in the pane (slot `room.pane`): each keeps what was said under the name of its slice, as the verb
 * takes it that it adds to the commit.
 * @param props.rest what is not due, at the end of the pane, where it is in nobody's way
 */
export function OfOthers(props: {
  form: PaneForm;
  visitId: string;
  rest?: boolean;
  /** Whether something of theirs waits for an answer; told when they have looked, and whenever it changes. */
  onDue?: (due: boolean) => void;
}) {
  const { form, visitId, rest = false, onDue = nobodyAsks } = props;
  // a draft of before there were parts holds none
  const parts = formWithin({ ...form, values: { ...form.values, parts: form.values.parts ?? {} } }, 'parts');
  const keys = rest ? { next: nobodyAsks, goOn: goToSave } : { next: markNext, goOn };
  return <Slot name="room.pane" props={{ visitId, form: parts, rest, onDue, ...keys }} />;
}

const nobodyAsks = () => undefined;
