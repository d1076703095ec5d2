import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import {
  chartPaper,
  check,
  confirmed,
  document,
  fault,
  file,
  fileData,
  id,
  index,
  newSettings,
  reason,
  settings,
  type,
  typeCode,
  version,
} from './contract-shapes.ts';

export type { ChartPaper, CheckView, DocumentView, FileView, TypeView } from './contract-shapes.ts';

const hers = (input: { patientId?: string }, output?: { patientId?: string }) =>
  output?.patientId ?? input.patientId;
const common = { kind: 'administrative', patient: hers } as const;
const read = { ...common, action: 'documents.read', effect: 'read' } as const;
const filing = { ...common, action: 'documents.file', effect: 'write' } as const;
const manage = { kind: 'administrative', action: 'documents.manage', effect: 'write' } as const;

const one = z.object({ patientId: id, document });
const version1 = { documentId: id, version };
/** Somebody has changed it since it was read. */
const changed = { changedMeanwhile: { status: 409 } } as const;
/** It was replaced, or belongs elsewhere: what is done to it is done to the one that stands. */
const over = { ...changed, notCurrent: { status: 409 } } as const;
const notScanned = { notScannedYet: { status: 409 } } as const;

/** Documents that come from outside, from the paper to the signed entry of the chart. */
export const documents = defineContract('documents', {
  types: {
    ...{ action: 'documents.read', kind: 'administrative', effect: 'read', audited: false },
    input: z.object({}),
    output: z.object({ types: z.array(type) }),
  },
  /** Takes one file in. It is nobody's until it is filed. */
  receiveFile: {
    ...filing,
    largestBody: 15 * 1024 * 1024,
    input: z.object({
      fileName: z.string().trim().max(255),
      data: fileData,
      /** In whose chart the upload was begun. */
      patientId: id.optional(),
    }),
    output: z.object({ file }),
  },
  /** Files that nobody has filed, the oldest first. */
  waitingFiles: {
    ...{ action: 'documents.file', kind: 'administrative', effect: 'read' },
    input: z.object({ fileId: z.uuid().optional() }),
    output: z.object({ files: z.array(file), scannerDownSince: z.string().nullable() }),
  },
  /** Nobody's and of no use: out of the list, with the reason. */
  setFileAside: {
    ...{ action: 'documents.file', kind: 'administrative', effect: 'write' },
    input: z.object({ fileId: z.uuid(), reason }),
    output: z.object({ fileId: z.uuid() }),
    errors: { filedAlready: { status: 409 } },
  },
  fileDocument: {
    ...filing,
    input: z.object({
      fileId: z.uuid(),
      patientId: id,
      visitId: id.optional(),
      index,
      confirmed,
      /** The document in whose place it comes. */
      replaces: z.object(version1).optional(),
    }),
    output: one,
    errors: {
      ...over,
      filedAlready: { status: 409 },
      patientChanged: { status: 409 },
      otherPatient: { status: 409 },
      otherKeeping: { status: 409 },
      alreadyFinal: { status: 409 },
    },
  },
  /** The index of one patient, the newest service first. What belongs to the office file is there for those alone who may see it. */
  patientDocuments: {
    ...read,
    input: z.object({ patientId: id }),
    output: z.object({ patientId: id, documents: z.array(document), more: z.boolean() }),
  },
  /** All papers of a chart in one list, the newest first: what was filed, and what the clinic wrote itself. */
  chartDocuments: {
    ...{ ...common, action: 'records.read', effect: 'read' },
    input: z.object({ patientId: id }),
    output: z.object({ patientId: id, papers: z.array(chartPaper), more: z.boolean() }),
  },
  /** What was entered of it was wrong; what it was stays in the history. */
  correctDocument: {
    ...filing,
    input: z.object({ ...version1, index, reason }),
    output: one,
    errors: { ...over, otherKeeping: { status: 409 }, alreadyFinal: { status: 409 } },
  },
  /** To the chart to which it belongs, or out of the chart into the office file and back. */
  moveDocument: {
    ...{ ...common, action: 'documents.move', effect: 'write' },
    input: z.object({ ...version1, toPatientId: id, type: typeCode, confirmed, reason }),
    output: z.object({ patientId: id, document, toldCount: z.int() }),
    errors: { ...over, alreadyThere: { status: 409 }, patientChanged: { status: 409 } },
  },
  reviewDocument: {
    ...{ patient: hers, kind: 'clinical', action: 'documents.review', effect: 'write' },
    input: z.object(version1),
    output: one,
    errors: { ...over, ...notScanned, alreadyFinal: { status: 409 } },
  },
  signDocument: {
    ...{ patient: hers, kind: 'clinical', action: 'documents.sign', effect: 'write' },
    input: z.object(version1),
    output: one,
    errors: { ...over, ...notScanned, alreadyFinal: { status: 409 } },
  },
  /** The sample that waits for a second person. */
  waitingChecks: {
    ...{ action: 'documents.check', kind: 'administrative', effect: 'read' },
    input: z.object({}),
    output: z.object({ checks: z.array(check) }),
  },
  checkDocument: {
    ...{ ...common, action: 'documents.check', effect: 'write' },
    /** No fault: all of it is right. */
    input: z.object({
      documentId: id,
      faults: z.array(fault).max(7),
      note: z.string().trim().max(500).default(''),
    }),
    output: z.object({ patientId: id, documentId: id }),
    errors: { ownWork: { status: 403 }, checkedAlready: { status: 409 } },
  },
  printIndex: {
    ...filing,
    input: z.object({ patientId: id }),
    output: z.object({ patientId: id, paperId: z.uuid() }),
  },
  printCoverSheet: {
    ...filing,
    input: z.object({ patientId: id, type: typeCode }),
    output: z.object({ patientId: id, paperId: z.uuid() }),
  },
  settings: {
    ...{ action: 'documents.manage', kind: 'administrative', effect: 'read' },
    input: z.object({}),
    output: settings,
  },
  saveSettings: { ...manage, input: newSettings, output: z.object({}) },
  saveType: { ...manage, input: type, output: z.object({ type }) },
});
