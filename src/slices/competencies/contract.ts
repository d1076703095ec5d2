import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import {
  cell,
  code,
  competency,
  definition,
  methods,
  note,
  passport,
  purposes,
  reason,
  staffId,
  standing,
} from './contract-shapes.ts';
import { states } from './shared/states.ts';

export { methods, purposes } from './contract-shapes.ts';
export { isGood, type State, states } from './shared/states.ts';
export type {
  Competency,
  Definition,
  Method,
  Passport,
  PassportLine,
  StandingLine,
} from './contract-shapes.ts';

const kind = 'clinical' as const;
const read = { action: 'competencies.read', kind, effect: 'read' } as const;
const observe = { action: 'competencies.observe', kind } as const;
const supervise = { action: 'competencies.supervise', kind, effect: 'write' } as const;
const manage = { action: 'competencies.manage', kind: 'administrative', effect: 'write' } as const;
const own = { action: 'competencies.own', kind: 'administrative', audience: 'signedIn' } as const;
const empty = z.object({});
const about = z.object({ staffId, code });
/** What she became by it. */
const became = z.object({ state: z.enum(states) });
/** The one whom it is about may not be the one who says so. */
const notOneself = { ownCompetency: { status: 403 } } as const;
const observer = {
  ...notOneself,
  observerNotAllowed: { status: 403, details: z.object({ label: z.string() }) },
} as const;
const notValidated = { notValidated: { status: 409 } } as const;
const practice = z.object({ staffId, code, resource: z.string().regex(/^[A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/) });
const made = z.object({ paperId: z.uuid() });

const attempt = z.object({
  code,
  version: z.int(),
  purpose: z.enum(purposes),
  method: z.enum(methods),
  /** Whether each step was done rightly. */
  results: z.record(code, z.boolean()),
  note: note.default(''),
  visitId: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,64}$/)
    .optional(),
});
const judged = {
  output: became.extend({
    attemptId: z.uuid(),
    passed: z.boolean(),
    /** Steps that failed. */
    failed: z.array(code),
    throughDay: z.iso.date().optional(),
  }),
  errors: {
    ...observer,
    changedMeanwhile: { status: 409 },
    practicesMissing: { status: 409, details: z.object({ done: z.int(), needed: z.int() }) },
  },
} as const;
const sheetShown = z.object({
  staffId,
  name: z.string(),
  competency,
  standing,
  /** Whether the caller may observe this one. */
  mayObserve: z.boolean(),
});

/** What people have been seen to do rightly, by whom and until when. */
export const competencies = defineContract('competencies', {
  myPassport: { ...own, effect: 'read', input: empty, output: passport },
  passport: { ...read, input: z.object({ staffId }), output: passport },
  /** One begins to learn; what is done from now on can be confirmed as practice. Again changes nothing. */
  learn: { ...own, effect: 'write', input: z.object({ code }), output: became },
  /** People by competencies, in the order of the list. */
  matrix: {
    ...read,
    input: empty,
    output: z.object({
      competencies: z.array(z.object({ code, label: z.string(), asked: z.boolean() })),
      people: z.array(
        z.object({
          staffId,
          name: z.string(),
          roles: z.array(z.string()),
          licensed: z.boolean(),
          cells: z.array(cell),
        }),
      ),
      due: z.array(
        z.object({
          staffId,
          name: z.string(),
          code,
          label: z.string(),
          throughDay: z.iso.date(),
          daysLeft: z.int(),
        }),
      ),
    }),
  },
  /** What is asked for, each as it stands now. */
  list: {
    ...read,
    kind: 'administrative',
    input: empty,
    output: z.object({ competencies: z.array(competency) }),
  },
  /** The country's list into a clinic that has none; it asks nobody for anything. Again changes nothing. */
  takeList: { ...manage, input: empty, output: z.object({ competencies: z.array(competency) }) },
  /** A new one without a code that exists; a change makes a new version. */
  save: {
    ...manage,
    input: definition.extend({
      code,
      /** The version that was changed, so that nobody's change is lost; 0 for a new one. */
      version: z.int().min(0),
    }),
    output: z.object({ version: z.int() }),
    errors: { changedMeanwhile: { status: 409 }, codeTaken: { status: 409 } },
  },
  /** Closes its acts to who has not got it, or opens them again. Says first to whom they would close. */
  askFor: {
    ...manage,
    input: z.object({ code, asked: z.boolean(), evenSo: z.boolean().default(false) }),
    output: z.object({ asked: z.boolean() }),
    errors: {
      opensNothing: { status: 409 },
      wouldClose: { status: 409, details: z.object({ names: z.string() }) },
    },
  },
  /** Work of learners that waits for a word of this observer, oldest first. No patient is named. */
  toConfirm: {
    ...observe,
    effect: 'read',
    input: empty,
    output: z.object({
      practices: z.array(
        practice.extend({
          name: z.string(),
          label: z.string(),
          doneAt: z.string(),
          corrected: z.boolean(),
          practised: z.int(),
          needed: z.int(),
          visitId: z.string().optional(),
        }),
      ),
    }),
  },
  confirmPractice: {
    ...observe,
    effect: 'write',
    input: practice,
    output: became.extend({ practised: z.int() }),
    errors: { ...observer, practiceMissing: { status: 404 }, markedAsError: { status: 409 } },
  },
  declinePractice: {
    ...observe,
    effect: 'write',
    input: practice.extend({ reason }),
    output: became,
    errors: { ...observer, practiceMissing: { status: 404 } },
  },
  /** What an observer needs for a check-off. */
  sheet: { ...observe, effect: 'read', input: about, output: sheetShown },
  /** The same of one's own, for an observer who signs at the learner's screen. */
  mySheet: { ...own, effect: 'read', input: z.object({ code }), output: sheetShown },
  /** An attempt at the whole checklist, seen by the caller, who signs it with her sign-in. */
  checkOff: { ...observe, effect: 'write', input: attempt.extend({ staffId }), ...judged },
  /** At the learner's own screen, signed by the observer with a proof of `identity.proveSelf`. */
  checkOffHere: {
    ...own,
    effect: 'write',
    input: attempt.extend({ proof: z.string().min(1).max(100) }),
    ...judged,
  },
  /** Closed until a validation lifts it. */
  suspend: {
    ...supervise,
    input: about.extend({ reason }),
    output: became,
    errors: { ...notOneself, ...notValidated },
  },
  /** Whether she may observe others where trainers do. */
  setTrainer: {
    ...supervise,
    input: about.extend({ trainer: z.boolean() }),
    output: z.object({ trainer: z.boolean() }),
    errors: { ...notOneself, ...notValidated },
  },
  /** One's own, for who prints papers. */
  printMyTranscript: {
    action: 'print.paper',
    kind: 'administrative',
    effect: 'write',
    input: empty,
    output: made,
  },
  printTranscript: { ...read, effect: 'write', input: z.object({ staffId }), output: made },
  /** The checklist with what the last attempt found, or empty to be filled in by hand. */
  printChecklist: { ...observe, effect: 'write', input: about, output: made },
});
