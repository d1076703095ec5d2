import { z } from 'zod';
import { act, actOrSkill, day, empty, label, ofOneself, reason, text, words } from './contract-shapes.ts';

/** Patients from this age on, in whole months; null: of any age. */
const months = z.int().min(0).max(1_500).nullable().default(null);

/** What a standing order says. Its text is the clinic's own, in the language in which it was written. */
const said = z.object({
  title: words(120),
  /** What is done, step by step; when to stop and whom to call. */
  text: words(20_000),
  acts: z.array(actOrSkill).min(1).max(30),
  /** Jobs that may act under it. */
  roles: z.array(z.string().min(1).max(60)).min(1).max(20),
  /** For whom, and for whom not. */
  conditions: text(2_000).default(''),
  /** What may be begun for a patient under it without an order, by the code of the duty that orders it; none: nothing. */
  items: z
    .array(z.object({ code: words(60), label: z.object({ en: words(120), id: words(120) }) }))
    .max(60)
    .default([]),
  fromMonths: months,
  /** Under this age. */
  underMonths: months,
});
export type ProtocolText = z.output<typeof said>;

const version = said.extend({
  version: z.int(),
  writtenBy: z.string(),
  writtenAt: z.string(),
  actWords: z.array(z.string()),
  roleLabels: z.array(label),
});

const approval = z.object({
  version: z.int(),
  approvedBy: z.string(),
  approvedAt: z.string(),
  /** Its last good day. */
  reviewBy: day,
  withdrawn: z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
});

/** A standing order of the clinic, as its newest approval has it; as its newest text where nobody approved it yet. */
const protocol = version.extend({
  protocolId: z.string(),
  state: z.enum(['draft', 'inForce', 'over', 'withdrawn']),
  approval: approval.omit({ version: true }).optional(),
  /** A newer text that waits for approval. */
  newer: version.optional(),
});
export type Protocol = z.output<typeof protocol>;

const write = { action: 'workforce.writeProtocols', kind: 'clinical', effect: 'write' } as const;
const protocolMissing = { status: 404 } as const;
/** Somebody else wrote a newer text meanwhile. */
const textChanged = { status: 409, details: z.object({ by: z.string(), version: z.int() }) } as const;
const protocolId = z.uuid();

export const protocolVerbs = {
  /** Those in force for everybody; drafts and what has ended as well for who writes or approves them. */
  protocols: {
    ...ofOneself,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({ protocols: z.array(protocol), all: z.boolean() }),
  },
  /** Every text that it had and every approval, newest first. */
  protocolHistory: {
    ...write,
    effect: 'read',
    input: z.object({ protocolId }),
    output: z.object({ versions: z.array(version), approvals: z.array(approval) }),
    errors: { protocolMissing },
  },
  /** Acts and jobs to choose from. */
  protocolChoices: {
    ...write,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({ acts: z.array(act), jobs: z.array(z.object({ role: z.string(), label })) }),
  },
  /** A new text, of a new standing order or in place of the newest one; what is approved stays in force until the next approval. */
  saveProtocol: {
    ...write,
    input: said.extend({
      protocolId: protocolId.optional(),
      /** The newest version that the writer saw. */
      basedOn: z.int().optional(),
    }),
    output: z.object({ protocolId: z.string(), version: z.int() }),
    errors: {
      protocolMissing,
      textChanged,
      /** The law asks for a licence: a standing order opens it to nobody. */
      licensedAct: { status: 409, details: z.object({ act: z.string() }) },
    },
  },
  /** Puts its newest text in force until the end of a day; again, to go on with it. */
  approveProtocol: {
    action: 'workforce.approveProtocols',
    kind: 'clinical',
    effect: 'write',
    input: z.object({ protocolId, version: z.int(), reviewBy: day }),
    output: empty,
    errors: {
      protocolMissing,
      textChanged,
      licensedAct: { status: 409, details: z.object({ act: z.string() }) },
    },
  },
  /** Judged at the next request. */
  withdrawProtocol: {
    ...write,
    input: z.object({ protocolId, reason }),
    output: empty,
    errors: { protocolMissing, notInForce: { status: 409 } },
  },
  /** As paper, for whoever may see it. */
  printProtocol: {
    ...ofOneself,
    effect: 'write',
    input: z.object({ protocolId, language: z.enum(['en', 'id']).optional() }),
    output: z.object({ paperId: z.string() }),
    errors: { protocolMissing },
  },
} as const;
