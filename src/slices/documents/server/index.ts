import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { documents } from '../contract.ts';
import { charts } from './charts.ts';
import { chartDocuments } from './chart-documents.ts';
import { checkDocument, waitingChecks } from './checks.ts';
import { correctDocument } from './correct-document.ts';
import { fileDocument } from './file-document.ts';
import { receiveFile, setFileAside, waitingFiles } from './files.ts';
import { binaryKeeper, documentKeeper, manifestKeeper } from './keepers.ts';
import { moveDocument } from './move-document.ts';
import { printCoverSheet, printIndex } from './papers.ts';
import { patientDocuments } from './patient-documents.ts';
import { reviewDocument, signDocument } from './review-and-sign.ts';
import { scanFiles } from './scan-files.ts';
import { saveSettings, settings } from './settings.ts';
import { taskKeeper, taskKinds } from './tasks.ts';
import { saveType, types } from './types.ts';

const verbs = {
  chartDocuments,
  ...{ types, receiveFile, waitingFiles, setFileAside, fileDocument, patientDocuments },
  ...{ correctDocument, moveDocument, reviewDocument, signDocument, waitingChecks, checkDocument },
  ...{ printIndex, printCoverSheet, settings, saveSettings, saveType },
} satisfies Verbs<typeof documents>;

export { headersOfFile, serveFile } from './serve-file.ts';

const office = 'documents.office';

export const slice: ServerSlice = {
  contract: documents,
  charts,
  verbs,
  keepers: [documentKeeper, manifestKeeper, binaryKeeper, taskKeeper],
  // what is kept apart from the chart has a type of its own, so that no right to read charts reaches it
  resources: { DocumentManifest: { read: office, write: office } },
  licences: { 'documents.sign': 'prescriber', 'documents.review': 'nurse' },
  taskKinds: [...taskKinds],
  errands: [scanFiles],
};
