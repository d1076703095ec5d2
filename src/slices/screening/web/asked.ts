import type { DeclineReason, VisitScreening } from '../contract.ts';
import { type Answers, countOf, opensAfter, unanswered } from '../shared/count.ts';
import type { Code } from '../shared/instruments.ts';

/** What was said in the pane and is not in the record yet: the draft of it, and the part of the pane's commit. */
export interface Asked {
  answered: Partial<Record<Code, Answers>>;
  declined: Partial<Record<Code, DeclineReason>>;
}

export const nothingAsked: Asked = { answered: {}, declined: {} };

/** One questionnaire as it stands in the pane. */
export interface Line {
  code: Code;
  /** To be asked in this visit, by the clinic's rule or by what was answered a moment ago. */
  due: boolean;
  /** The two questions opened it: theirs are taken over. */
  opened: boolean;
  /** What counts already: of the draft, else what is taken over. */
  answers: Answers;
  /** How many of its questions wait for an answer. */
  left: number;
  state: 'open' | 'begun' | 'whole' | 'declined';
  declined?: DeclineReason;
  lastOn?: string;
}

/** Every questionnaire that is offered, with what stands in the draft. */
export function linesOf({ offered, results, declined }: VisitScreening, asked: Asked): Line[] {
  const settled = (code: Code) => [...results, ...declined].some((one) => one.code === code);
  const two = asked.answered.phq2 ?? {};
  const opensHere = opensAfter('phq2', two) === 'phq9' && !settled('phq9');
  const twoDue = offered.some((one) => one.code === 'phq2' && one.due);
  return offered.map(({ code, due, known, lastOn }): Line => {
    const here = code === 'phq9' && opensHere;
    const takenOver = here ? two : known;
    const said = asked.answered[code];
    const answers = said ?? takenOver;
    const left = unanswered(code, answers).length;
    const reason = asked.declined[code];
    const begun = said !== undefined;
    return {
      ...{ code, answers, left, opened: Object.keys(takenOver).length > 0 },
      // it stands beside the two that opened it
      due: due || (here && twoDue),
      state: reason ? 'declined' : !begun ? 'open' : left > 0 ? 'begun' : 'whole',
      ...(reason && { declined: reason }),
      ...(lastOn && { lastOn }),
    };
  });
}

/** A whole set of answers that a clinician must hear of now, whatever becomes of the rest of the pane. */
export function alarming({ answered }: Asked): Partial<Record<Code, Answers>> | undefined {
  const { phq9 } = answered;
  return phq9 && countOf('phq9', phq9)?.selfHarm ? { phq9 } : undefined;
}

/** Without what was said of one questionnaire; with the two questions goes what they alone had opened. */
export function without(asked: Asked, code: Code, lines: readonly Line[]): Asked {
  const alone = lines.find((one) => one.code === 'phq9');
  const gone: Code[] = code === 'phq2' && alone?.opened ? ['phq2', 'phq9'] : [code];
  const rest = <T>(from: Partial<Record<Code, T>>): Partial<Record<Code, T>> =>
    Object.fromEntries(Object.entries(from).filter(([one]) => !gone.includes(one as Code)));
  return { answered: rest(asked.answered), declined: rest(asked.declined) };
}

export const isNothing = ({ answered, declined }: Asked): boolean =>
  Object.keys(answered).length + Object.keys(declined).length === 0;
