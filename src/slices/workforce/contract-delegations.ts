import { z } from 'zod';
import {
  act,
  actOrSkill,
  day,
  empty,
  evidence,
  label,
  ofOneself,
  reason,
  staffId,
  text,
  words,
} from './contract-shapes.ts';

/** The five rights of a delegation: task, circumstance, person, direction, supervision. */
export const delegation = z.object({
  delegationId: z.string(),
  delegatorId: z.string(),
  delegatorName: z.string(),
  delegateeId: z.string(),
  delegateeName: z.string(),
  act: z.string(),
  actWords: z.string(),
  circumstance: z.string(),
  limits: z.string(),
  direction: z.string(),
  supervision: z.string(),
  competence: z.string(),
  evidenceId: z.string().optional(),
  fromDay: day,
  lastDay: day,
  state: z.enum(['coming', 'alive', 'over', 'revoked']),
  revoked: z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
});
export type Delegation = z.output<typeof delegation>;

const delegationMissing = { status: 404 } as const;

export const delegationVerbs = {
  /** What she may delegate, and to whom. */
  delegationChoices: {
    action: 'workforce.delegate',
    kind: 'clinical',
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({
      acts: z.array(act),
      people: z.array(
        z.object({
          staffId: z.string(),
          name: z.string(),
          roles: z.array(label),
          /** Whether acts of care may be delegated to her job here. */
          care: z.boolean(),
        }),
      ),
    }),
  },
  delegate: {
    action: 'workforce.delegate',
    kind: 'clinical',
    effect: 'write',
    input: z.object({
      delegateeId: staffId,
      act: actOrSkill,
      circumstance: words(500),
      limits: text(500).default(''),
      direction: words(500),
      supervision: words(500),
      /** By what it is known that she can do it. */
      competence: words(500),
      fromDay: day,
      lastDay: day,
      evidence: evidence.optional(),
    }),
    output: z.object({ delegationId: z.string() }),
    errors: {
      staffMissing: { status: 404 },
      /** The law asks for a licence: nobody can give that on. */
      licensedAct: { status: 409, details: z.object({ act: z.string() }) },
      /** Scope does not let her do it herself. */
      notHers: { status: 409, details: z.object({ act: z.string(), reason: z.string() }) },
      notToThisJob: { status: 409, details: z.object({ name: z.string(), roles: z.string() }) },
      toHerself: { status: 409 },
    },
  },
  /** By whoever gave it, or by who manages credentials; judged at the next request. */
  revokeDelegation: {
    ...ofOneself,
    effect: 'write',
    input: z.object({ delegationId: z.uuid(), reason }),
    output: empty,
    errors: { delegationMissing, notHersToRevoke: { status: 403, details: z.object({ name: z.string() }) } },
  },
  /** Given by her and to her; all of the clinic's for who manages credentials. Living ones first. */
  delegations: {
    ...ofOneself,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({ delegations: z.array(delegation), all: z.boolean() }),
  },
  /** The letter of delegation, for either of the two or for who manages credentials. */
  printDelegation: {
    ...ofOneself,
    effect: 'write',
    input: z.object({ delegationId: z.uuid() }),
    output: z.object({ paperId: z.string() }),
    errors: { delegationMissing },
  },
} as const;
