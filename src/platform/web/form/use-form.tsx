import { type ReactNode, createContext, useContext, useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import type { CallOf, Contract, OutputOf, VerbName } from '#platform/shared/contract.ts';
import { ProblemError } from '../client/call.ts';
import { useAct } from '../client/use-act.ts';
import { useKeys } from '../keys/use-keys.tsx';
import { missingFields } from './missing-fields.ts';
import { valueAt, withValueAt, withoutBlanks } from './paths.ts';
import { useDraft } from './use-draft.tsx';

/** What a field is given by its form. */
export interface FieldBinding<Value> {
  name: string;
  value: Value;
  onChange: (value: Value) => void;
  error: string | undefined;
}

export interface FormState<Values, Output = unknown> {
  values: Values;
  set(path: string, value: unknown): void;
  setAll(values: Values): void;
  /** Binds a field to a value of the form. */
  field<Name extends keyof Values & string>(name: Name): FieldBinding<Values[Name]>;
  /** The same for a dotted path; say the type of the value: `at<string>('lines.0.fee')`. */
  at<Value>(path: string): FieldBinding<Value>;
  /** Resolves with the answer, or with undefined when something has to be corrected first. */
  submit(): Promise<Output | undefined>;
  pending: boolean;
  /** What stands above the save button: the refusal as a whole. Words for single fields are at the fields. */
  problem: ProblemError | undefined;
  /** How many fields wait for correction. */
  wrongCount: number;
  dirty: boolean;
  restored: boolean;
  discard(): void;
  errors: Record<string, string>;
  element: { current: HTMLFormElement | null };
}

/**
 * The state of one form over one verb. Absent required fields are named before the call; everything else the server
 * judges, in words, under the field. A failed save keeps what was typed, and its retry is safe.
 */
export function useForm<C extends Contract, N extends VerbName<C>, Values extends object>(
  contract: C,
  verb: N,
  options: {
    initial: Values;
    /** Key of the draft, `<slice>.<verb>/<what it is about>`; without it, leaving the page asks first. */
    draft?: string;
    /** Makes the verb's input; without it the values are the input, blank text left out. */
    prepare?: (values: Values) => CallOf<C, N>;
    onDone?: (output: OutputOf<C, N>, values: Values) => void;
  },
): FormState<Values, OutputOf<C, N>> {
  const [initial, setInitial] = useState(options.initial);
  const [values, setValues, draft] = useDraft<Values>(options.draft, initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [stumbles, setStumbles] = useState(0);
  const element = useRef<HTMLFormElement | null>(null);
  const { run, pending, problem, reset } = useAct(contract, verb, options.draft);
  const unanswered = useRef<{ values: string; input: CallOf<C, N> }>(undefined);
  const latest = useRef({ values, pending });
  latest.current = { values, pending };
  const dirty = JSON.stringify(values) !== JSON.stringify(initial);

  useEffect(() => {
    if (stumbles > 0) focusFirstWrong(element.current);
  }, [stumbles]);
  useEffect(() => {
    if (!dirty || options.draft) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty, options.draft]);

  const set = (path: string, value: unknown) => {
    const next = withValueAt(latest.current.values, path, value);
    latest.current.values = next;
    setValues(next);
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([at]) => at !== path)));
  };
  const stumble = (wrong: Record<string, string>) => {
    setErrors(wrong);
    setStumbles((count) => count + 1);
  };
  const submit = async () => {
    // a commit gives the draft up, so what was typed before is seen before anything is saved
    const coming = draft.coming();
    if (coming && (await coming)) return undefined;
    const now = latest.current.values;
    // what was asked and never answered is asked again as it was, or it might be done twice
    const again = unanswered.current?.values === JSON.stringify(now) ? unanswered.current.input : undefined;
    // Without `prepare` the values are the input: the schema looks at them here, and the server again.
    const input = again ?? (options.prepare ? options.prepare(now) : (withoutBlanks(now) as CallOf<C, N>));
    const missing = missingFields(contract.verbs[verb]?.input, input);
    if (missing.length > 0) {
      reset();
      stumble(Object.fromEntries(missing.map((path) => [path, m.web_field_required()])));
      return undefined;
    }
    await draft.rest();
    try {
      const output = await run(input);
      unanswered.current = undefined;
      setErrors({});
      draft.leave();
      setInitial(now);
      options.onDone?.(output, now);
      return output;
    } catch (error) {
      draft.goOn();
      const fields = error instanceof ProblemError ? error.fields : [];
      unanswered.current = wasAnswered(error) ? undefined : { values: JSON.stringify(now), input };
      stumble(Object.fromEntries(fields.map((field) => [field.path, field.words])));
      return undefined;
    }
  };
  const at = <Value,>(path: string): FieldBinding<Value> => ({
    name: path,
    value: valueAt(values, path) as Value,
    onChange: (value) => set(path, value),
    error: errors[path],
  });
  return {
    values,
    set,
    setAll: (next) => {
      latest.current.values = next;
      setValues(next);
    },
    field: (name) => at(name),
    at,
    submit,
    pending,
    problem,
    wrongCount: Object.keys(errors).length,
    dirty,
    restored: draft.restored,
    discard: () => {
      draft.drop();
      setErrors({});
      reset();
    },
    errors,
    element,
  };
}

function focusFirstWrong(form: HTMLFormElement | null): void {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const target = wrong?.matches('input, select, textarea, button')
    ? wrong
    : wrong?.querySelector<HTMLElement>('input');
  (target ?? form?.querySelector<HTMLElement>('.s-problem'))?.focus();
}

const FormContext = createContext<FormState<never> | undefined>(undefined);

/** The form element: Enter in a one-line field moves on to saving only by `Ctrl Enter` or the button. */
export function Form<Values, Output>(props: {
  form: FormState<Values, Output>;
  children: ReactNode;
  label?: string;
}) {
  const { form } = props;
  const save = { label: m.web_key_save(), run: () => void form.submit() };
  useKeys({ 'ctrl+enter': save }, { within: form.element });
  return (
    <FormContext value={form as unknown as FormState<never>}>
      <form
        ref={form.element}
        noValidate
        aria-label={props.label}
        className="s-form"
        onSubmit={(event) => {
          event.preventDefault();
          // React hands events of a dialog on to the form from which it was opened; that one must not save as well
          event.stopPropagation();
          void form.submit();
        }}
      >
        {props.children}
      </form>
    </FormContext>
  );
}

/** The form around, for pieces that are used in several forms. */
export function useFormAround(): FormState<never> | undefined {
  return useContext(FormContext);
}

/** Whether somebody judged it. Where the line was cut or the server fell over, it may have been done all the same. */
function wasAnswered(error: unknown): boolean {
  return error instanceof ProblemError && error.status > 0 && error.status < 500;
}
