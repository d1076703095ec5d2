import type { FormState } from '#platform/web/form/use-form.tsx';
import type { DeclineReason } from '../contract.ts';
import type { Answers } from '../shared/count.ts';
import type { Code } from '../shared/instruments.ts';
import { type Asked, isNothing, type Line, nothingAsked, without } from './asked.ts';

/** The parts of the pane's form; this duty's is under the name of its slice. */
export type Parts = FormState<{ screening?: Asked }>;

/** Reads and changes what stands in the pane. Paths are those of the verb's input, so that a refusal finds its question. */
export function askedIn(form: Parts) {
  const asked = form.values.screening ?? nothingAsked;
  const put = (next: Asked) => {
    const { screening: _, ...others } = form.values;
    form.setAll(isNothing(next) ? others : { ...others, screening: next });
  };
  /** What was wrong with answers that are no more is no more either. */
  const forget = (code: Code) => {
    for (const path of Object.keys(form.errors)) if (path.startsWith(at(code))) form.set(path, undefined);
  };
  return {
    asked,
    answer: (code: Code, answers: Answers, link: string) => {
      // at its own path, so that the refusal that stood there goes
      if (form.errors[`${at(code)}${link}`] !== undefined) form.set(`${at(code)}${link}`, answers[link]);
      const { [code]: _, ...declined } = asked.declined;
      put({ answered: { ...asked.answered, [code]: answers }, declined });
    },
    decline: (code: Code, reason: DeclineReason, lines: readonly Line[]) => {
      forget(code);
      const rest = without(asked, code, lines);
      put({ ...rest, declined: { ...rest.declined, [code]: reason } });
    },
    takeBack: (code: Code, lines: readonly Line[]) => {
      forget(code);
      put(without(asked, code, lines));
    },
    /** Path of a question that a commit was refused for. */
    wrongIn: (code: Code): string | undefined =>
      Object.keys(form.errors)
        .find((path) => path.startsWith(at(code)))
        ?.slice(at(code).length),
  };
}

const at = (code: Code) => `screening.answered.${code}.`;
