import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import {
  changedItem,
  chart,
  fieldPair,
  id,
  merge,
  nameAlert,
  needed,
  note,
  overlay,
  overlayItem,
  overlayType,
  pair,
  reconcileWhat,
  side,
  sinceItem,
  warning,
} from './contract-shapes.ts';

export { overlayTypes, warningCodes } from './contract-shapes.ts';
export type {
  Chart,
  MergeView,
  NameAlert,
  OverlayType,
  OverlayView,
  Pair,
  Warning,
} from './contract-shapes.ts';

const ofPatient = (input: { patientId: string }) => input.patientId;
/** Told by the answer alone: whoever joins charts holds them herself before she writes. */
const ofAnswer = (_input: unknown, output?: { patientId: string }) => output?.patientId;
const read = { action: 'merging.read', kind: 'administrative', effect: 'read' } as const;
const report = { action: 'merging.report', kind: 'administrative', effect: 'write' } as const;
const join = { action: 'merging.merge', kind: 'administrative', effect: 'write' } as const;
const sort = { action: 'merging.overlay', kind: 'administrative', effect: 'write' } as const;

const ofPair = z.object({ patientId: id, otherId: id });
const nothing = z.object({});
const reasons = z.object({ reasons: z.string() });

/** Two charts of one person: found, compared, joined and taken apart again; and charts that are taken for each other. */
export const merging = defineContract('merging', {
  /** Pairs that may be one person, likeliest first; nothing is ever joined by itself. */
  worklist: {
    ...{ action: 'merging.merge', kind: 'administrative', effect: 'read' },
    input: z.object({ limit: z.number().int().min(1).max(200).default(50) }),
    output: z.object({ pairs: z.array(pair), more: z.boolean() }),
  },
  /** "This looks like another chart", said by hand. */
  reportPair: {
    ...report,
    input: ofPair.extend({ note: needed('merging_field_whyNeeded') }),
    output: nothing,
    errors: {
      sameChart: { status: 422 },
      saidDifferent: { status: 409, details: z.object({ by: z.string() }) },
    },
    patient: ofPatient,
  },
  assignPair: {
    ...join,
    input: ofPair.extend({ toMe: z.boolean() }),
    output: nothing,
    patient: ofPatient,
  },
  /** Looked at, and left for another time. */
  lookAtPair: { ...join, input: ofPair, output: nothing, patient: ofPatient },
  comparePair: {
    ...{ action: 'merging.merge', kind: 'administrative', effect: 'read' },
    input: z.object({ survivorId: id, otherId: id }),
    output: z.object({
      patientId: z.string(),
      survivor: chart.extend({ version: z.number().int(), items: z.number().int() }),
      other: chart.extend({ version: z.number().int(), items: z.number().int() }),
      fields: z.array(fieldPair),
      score: z.number(),
      reasons: z.array(z.string()),
      warnings: z.array(warning),
      /** Why they cannot be joined as things stand, in the reader's words. */
      objections: z.array(z.string()),
      /** Which of the two is the better one to stay: more in it, or the older number. */
      suggested: side,
    }),
    errors: { sameChart: { status: 422 } },
    patient: ofAnswer,
  },
  mergeCharts: {
    ...join,
    input: z.object({
      survivorId: id,
      otherId: id,
      /** For each field in which both say something else. */
      choices: z.record(z.string().max(60), side).default({}),
      /** Needed where something speaks against it. */
      reason: note.default(''),
      /** Of both Patient resources, as they were compared. */
      survivorVersion: z.number().int(),
      otherVersion: z.number().int(),
    }),
    output: z.object({ patientId: z.string(), mergeId: z.string(), items: z.number().int() }),
    errors: {
      sameChart: { status: 422 },
      objection: { status: 409, details: reasons },
    },
    patient: ofAnswer,
  },
  readMerge: {
    ...{ action: 'merging.merge', kind: 'administrative', effect: 'read' },
    input: z.object({ mergeId: z.uuid() }),
    output: z.object({
      patientId: z.string(),
      merge,
      since: z.array(sinceItem),
      /** Came with the join and was changed afterwards: goes back as it is now. */
      changed: z.array(changedItem),
      objections: z.array(z.string()),
    }),
    patient: ofAnswer,
  },
  unmergeCharts: {
    ...join,
    input: z.object({
      mergeId: z.uuid(),
      reason: needed('merging_field_reasonNeeded'),
      /** What was written since, by key: into which chart it goes. */
      decisions: z.record(z.string().max(130), z.enum(['stays', 'goes'])).default({}),
    }),
    output: z.object({
      patientId: z.string(),
      otherId: z.string(),
      back: z.number().int(),
      left: z.number().int(),
    }),
    errors: {
      undoneAlready: { status: 409 },
      /** The chart that stayed was itself joined with another since: that is taken apart first. */
      joinedSince: { status: 409, details: z.object({ name: z.string(), recordNumber: z.string() }) },
      undecided: { status: 409, details: z.object({ count: z.number() }) },
      objection: { status: 409, details: reasons },
    },
    patient: ofAnswer,
  },
  merges: {
    ...{ action: 'merging.merge', kind: 'administrative', effect: 'read' },
    input: nothing,
    output: z.object({ merges: z.array(merge) }),
  },
  /** What everybody at a chart must know: joined with what, and what is still to be looked through. */
  chartState: {
    ...read,
    input: z.object({ patientId: id }),
    output: z.object({
      /** Where all of it is now. */
      into: chart.optional(),
      joined: z.array(
        z.object({ mergeId: z.string(), recordNumber: z.string(), at: z.string(), by: z.string() }),
      ),
      reconcile: z.array(reconcileWhat),
      overlays: z.number().int(),
    }),
    patient: ofPatient,
  },
  sayReconciled: {
    ...{ action: 'merging.reconcile', kind: 'clinical', effect: 'write' },
    input: z.object({ patientId: id, what: reconcileWhat }),
    output: z.object({ left: z.array(reconcileWhat) }),
    errors: { nothingToReconcile: { status: 409 } },
    patient: ofPatient,
  },
  nameAlerts: {
    ...read,
    input: z.object({ patientId: id }),
    output: z.object({ alerts: z.array(nameAlert) }),
    patient: ofPatient,
  },
  setNameAlert: {
    ...report,
    input: ofPair.extend({ note: note.default('') }),
    output: nothing,
    errors: { sameChart: { status: 422 } },
    patient: ofPatient,
  },
  endNameAlert: { ...report, input: ofPair, output: nothing, patient: ofPatient },
  /** Somebody else's data stands in this chart. */
  reportOverlay: {
    ...report,
    input: z.object({ patientId: id, what: needed('merging_field_whatNeeded') }),
    output: z.object({ overlayId: z.string() }),
    patient: ofPatient,
  },
  overlays: {
    ...{ action: 'merging.overlay', kind: 'administrative', effect: 'read' },
    input: nothing,
    output: z.object({ overlays: z.array(overlay) }),
  },
  readOverlay: {
    ...{ action: 'merging.overlay', kind: 'administrative', effect: 'read' },
    input: z.object({ overlayId: z.uuid() }),
    output: z.object({ patientId: z.string(), overlay, items: z.array(overlayItem) }),
    patient: ofAnswer,
  },
  moveOverlay: {
    ...sort,
    input: z.object({
      overlayId: z.uuid(),
      rightId: id,
      items: z
        .array(z.object({ type: overlayType, id }))
        .min(1, 'merging_field_itemsNeeded')
        .max(200),
      reason: needed('merging_field_reasonNeeded'),
    }),
    output: z.object({ patientId: z.string(), moved: z.number().int(), told: z.number().int() }),
    errors: {
      sameChart: { status: 422 },
      overlayDone: { status: 409 },
      /** A duty keeps this entry as it was signed; its words say what to do there. */
      cannotMove: { status: 409, details: z.object({ label: z.string(), why: z.string() }) },
    },
    patient: ofAnswer,
  },
  /** Looked into: it is this patient's after all. */
  closeOverlay: {
    ...sort,
    input: z.object({ overlayId: z.uuid(), reason: needed('merging_field_reasonNeeded') }),
    output: z.object({ patientId: z.string() }),
    errors: { overlayDone: { status: 409 } },
    patient: ofAnswer,
  },
});
