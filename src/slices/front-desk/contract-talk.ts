import { z } from 'zod';
import { id, instant, words } from './shared/shapes.ts';
import { alert, talkAnswer, talkChannels, talkScript, talkState, visitNeeds } from './shared/talk-shapes.ts';

const conflict = { status: 409 } as const;
const read = { action: 'frontDesk.readBoard', kind: 'administrative', effect: 'read' } as const;
const greet = { action: 'frontDesk.greet', kind: 'administrative', effect: 'write' } as const;
const manage = { action: 'frontDesk.manage', kind: 'administrative', effect: 'write' } as const;
const ofAnswer = (_: unknown, output?: { patientId?: string | undefined }) => output?.patientId;
const closed = {
  visitClosed: conflict,
  notHereYet: conflict,
  anotherDay: conflict,
  unknownQuestion: conflict,
} as const;

const version = z.object({
  version: z.int(),
  script: talkScript,
  savedBy: z.string(),
  savedAt: instant.optional(),
  approved: z.object({ by: z.string(), at: instant }).optional(),
});

/** The talk about the case, what it raises, and the script that it follows. */
export const talkVerbs = {
  talk: {
    ...read,
    input: z.object({ visitId: id }),
    output: talkState,
    patient: ofAnswer,
  },
  /** Writes down one answer; one given before is replaced, and stays readable in the history. */
  answerTalk: {
    ...greet,
    input: talkAnswer.extend({
      visitId: id,
      channel: z.enum(talkChannels),
      /** In her own words, as far as they are known by now: they choose the questions. */
      reason: z.string().trim().max(255).optional(),
      topics: z.array(z.string().max(40)).max(60).default([]),
    }),
    output: talkState,
    errors: closed,
    patient: ofAnswer,
  },
  saveNeeds: {
    ...greet,
    input: z.object({ visitId: id, needs: visitNeeds }),
    output: z.object({ visitId: id, patientId: id }),
    errors: closed,
    patient: ofAnswer,
  },
  /** Red flags that nobody has seen to yet, worst and oldest first. */
  alerts: {
    ...read,
    audited: false,
    input: z.object({ visitId: id.optional() }),
    output: z.object({ alerts: z.array(alert) }),
  },
  /** Somebody of the desk is with her. With a visit: this is who it is, and she is an emergency on the board. */
  takeAlert: {
    ...greet,
    input: z.object({ alertId: z.uuid(), visitId: id.optional() }),
    output: z.object({ alertId: z.uuid(), patientId: id.optional() }),
    errors: { ...closed, alertClosed: conflict, alertOfAnother: conflict },
    patient: ofAnswer,
  },
  /** A clinician has seen to it, and says what was done. */
  acknowledgeAlert: {
    action: 'frontDesk.acknowledgeAlert',
    kind: 'clinical',
    effect: 'write',
    input: z.object({ alertId: z.uuid(), outcome: words(500) }),
    output: z.object({ alertId: z.uuid(), patientId: id.optional() }),
    errors: { alertClosed: conflict },
    patient: ofAnswer,
  },
  talkScript: {
    ...read,
    audited: false,
    input: z.object({}),
    output: z.object({ inForce: version, draft: version.optional() }),
  },
  /** A new version, which is in force once a clinician has approved it. */
  saveTalkScript: {
    ...manage,
    input: talkScript.extend({
      /** The newest version that was looked at. */
      after: z.int().min(0),
    }),
    output: z.object({ version: z.int() }),
    errors: { versionTaken: conflict },
  },
  approveTalkScript: {
    action: 'frontDesk.approveTalk',
    kind: 'clinical',
    effect: 'write',
    input: z.object({ version: z.int().min(1) }),
    output: z.object({ version: z.int() }),
    errors: { versionTaken: conflict },
  },
} as const;
