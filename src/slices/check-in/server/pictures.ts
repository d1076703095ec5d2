import type { DocumentReference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { Session } from './sessions.ts';

interface Picture {
  kind: 'cardFront' | 'cardBack' | 'identity';
  picture: { contentType: 'image/jpeg' | 'image/png'; data: string };
}

/** Of the picture itself, not of its base64. */
const mostBytes = 4 * 1024 * 1024;
const marks = { 'image/jpeg': 'ffd8ff', 'image/png': '89504e470d0a1a0a' } as const;

const loinc = 'http://loinc.org';
const types = {
  cardFront: { code: '64290-0', display: 'Health insurance card' },
  cardBack: { code: '64290-0', display: 'Health insurance card' },
  identity: { code: '72170-4', display: 'Photographic image' },
} as const;

/** Whether content is what it says it is, by its first bytes. */
export function isPicture(contentType: 'image/jpeg' | 'image/png', bytes: Buffer): boolean {
  return bytes.subarray(0, 8).toString('hex').startsWith(marks[contentType]);
}

/** Keeps a picture beside the chart, preliminary until the desk has looked at it. @returns its id */
export async function keepPicture(ctx: Context, session: Session, given: Picture): Promise<string> {
  const { contentType, data } = given.picture;
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > mostBytes) return refuseField('change.picture.data', 'checkIn_field_pictureSize');
  if (!isPicture(contentType, bytes)) return refuseField('change.picture.data', 'checkIn_field_pictureType');
  const document: DocumentReference = {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    type: { coding: [{ system: loinc, ...types[given.kind] }] },
    subject: { reference: `Patient/${session.patient_id}` },
    date: ctx.now,
    description: given.kind,
    content: [{ attachment: { contentType, data, size: bytes.length, creation: ctx.now } }],
    context: { encounter: [{ reference: `Encounter/${session.visit_id}` }] },
  };
  return (await ctx.record.create(document)).id;
}

/** The desk has looked at it, and it belongs into the chart. */
export async function acceptPicture(ctx: Context, documentId: string): Promise<void> {
  await ctx.record.patch('DocumentReference', documentId, (document) => {
    document.docStatus = 'final';
  });
}

/** It shows something else: it stays readable in the history alone. */
export async function withdrawPicture(ctx: Context, documentId: string): Promise<void> {
  await ctx.record.patch('DocumentReference', documentId, (document) => {
    document.status = 'entered-in-error';
    document.docStatus = 'entered-in-error';
  });
}

/** A later one came before anybody looked at it: the picture itself is in nobody's way any more. */
export async function replacePicture(ctx: Context, documentId: string): Promise<void> {
  await ctx.record.patch('DocumentReference', documentId, (document) => {
    document.status = 'entered-in-error';
    document.docStatus = 'entered-in-error';
    for (const { attachment } of document.content) delete attachment.data;
  });
}
