import type { FormState } from './use-form.tsx';

/**
 * A part of a form as a form of its own, for fields that another duty brought: its paths begin where the part does.
 * Saving, pending and the refusal as a whole stay those of the whole form.
 * @param at path of the part, `vitals`
 */
export function formWithin<Values extends object, Output, At extends keyof Values & string>(
  form: FormState<Values, Output>,
  at: At,
): FormState<Values[At]> {
  const path = (inner: string) => `${at}.${inner}`;
  return {
    ...form,
    values: form.values[at],
    set: (inner, value) => form.set(path(inner), value),
    setAll: (next) => form.set(at, next),
    field: (name) => form.at(path(name)),
    at: (inner) => form.at(path(inner)),
    submit: async () => {
      await form.submit();
      return undefined;
    },
    errors: Object.fromEntries(
      Object.entries(form.errors).flatMap(([name, words]) =>
        name.startsWith(`${at}.`) ? [[name.slice(at.length + 1), words]] : [],
      ),
    ),
  };
}
