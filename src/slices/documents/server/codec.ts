import type { Binary, DocumentManifest, DocumentReference, Extension } from '@medplum/fhirtypes';
import { type DocumentRow, docStatusOfRow, type FileRow } from './rows.ts';

const ours = 'https://serambi.health/fhir';
/** Code system of the clinic's types of documents; LOINC stands beside it. */
export const typeSystem = `${ours}/CodeSystem/document-type`;
const loinc = 'http://loinc.org';
/** R5's Attachment.pages in R4 (http://hl7.org/fhir/R4/versions.html#extensions). */
const pagesUrl = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Attachment.pages';
const servedOnUrl = `${ours}/StructureDefinition/date-of-service`;

export type Kept = DocumentReference | DocumentManifest;

export const referenceOf = ({ office, id }: Pick<DocumentRow, 'office' | 'id'>) =>
  `${office ? 'DocumentManifest' : 'DocumentReference'}/${id}`;

/** Whether it says of itself that it is a document of this duty. */
export function isOurs({ type }: Kept): boolean {
  return type?.coding?.some(({ system }) => system === typeSystem) ?? false;
}

/** What a row is in the record, to the last element: the keeper holds every write to it. */
export function resourceOf(row: DocumentRow, file: FileRow): Kept {
  return row.office ? manifestOf(row, file) : documentOf(row, file);
}

/** Of what was filed here by mistake nothing of the other patient stays but that there was something. */
const stands = (row: DocumentRow) => row.status !== 'entered-in-error';

function shared(row: DocumentRow) {
  return {
    id: row.id,
    status: row.status as Kept['status'],
    type: {
      coding: [
        { system: typeSystem, code: row.type_code },
        ...(row.type_loinc ? [{ system: loinc, code: row.type_loinc }] : []),
      ],
      text: row.type_label,
    },
    subject: { reference: `Patient/${row.patient_id}` },
    ...(stands(row) && { author: [{ display: row.source }] }),
    ...(stands(row) && row.title && { description: row.title }),
  };
}

function documentOf(row: DocumentRow, file: FileRow): DocumentReference {
  const url = stands(row) && file.binary_id ? `Binary/${file.binary_id}` : undefined;
  return {
    resourceType: 'DocumentReference',
    ...shared(row),
    docStatus: stands(row) ? docStatusOfRow(row) : 'entered-in-error',
    date: row.filed_at,
    ...(row.signed_by_name && { authenticator: { display: row.signed_by_name } }),
    ...(row.replaces && {
      relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${row.replaces}` } }],
    }),
    content: [
      {
        attachment: {
          contentType: file.content_type,
          size: file.size,
          creation: file.received_at,
          extension: [pagesOf(file)],
          ...(url && { url }),
        },
      },
    ],
    context: {
      ...(row.visit_id && { encounter: [{ reference: `Encounter/${row.visit_id}` }] }),
      period: { start: row.served_on, end: row.served_on },
    },
  };
}

/** A manifest has no period, no state of completion and no attachment: what it is made of is the Binary. */
function manifestOf(row: DocumentRow, file: FileRow): DocumentManifest {
  const here = stands(row) && file.binary_id;
  return {
    resourceType: 'DocumentManifest',
    ...shared(row),
    created: row.filed_at,
    extension: [{ url: servedOnUrl, valueDate: row.served_on }, pagesOf(file)],
    content: [here ? { reference: `Binary/${file.binary_id}` } : { display: file.content_type }],
  };
}

const pagesOf = ({ pages }: FileRow): Extension => ({ url: pagesUrl, valuePositiveInt: pages });

/** The bytes in the record: who may read the document may read them, and nobody else. */
export function binaryOf(row: DocumentRow, file: FileRow, content: Buffer): Binary & { id: string } {
  if (!file.binary_id) throw new Error(`the file ${file.id} has no Binary yet`);
  return {
    ...{ resourceType: 'Binary', id: file.binary_id, contentType: file.content_type },
    securityContext: { reference: referenceOf(row) },
    data: content.toString('base64'),
  };
}
