import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { amendments } from '../contract.ts';
import { charts } from './charts.ts';
import { acceptAdministrative, acceptClinical, denyAdministrative, denyClinical } from './decide-request.ts';
import { attachStatement, rebutStatement } from './disagreement.ts';
import { extendRequest } from './extend-request.ts';
import { addParty, tellParty } from './parties.ts';
import { printAcceptance, printAcknowledgement, printDenial } from './print-letters.ts';
import { openRequests, patientAmendments, readRequest } from './read-requests.ts';
import { receiveRequest } from './receive-request.ts';
import { taskKinds } from './requests.ts';
import { reviewRequest } from './review-request.ts';
import { saveSettings, settings } from './settings.ts';
import { closeRequest, tellPatient } from './tell-and-close.ts';

const verbs = {
  patientAmendments,
  openRequests,
  readRequest,
  receiveRequest,
  reviewRequest,
  extendRequest,
  acceptClinical,
  denyClinical,
  acceptAdministrative,
  denyAdministrative,
  addParty,
  tellParty,
  tellPatient,
  closeRequest,
  attachStatement,
  rebutStatement,
  printAcknowledgement,
  printAcceptance,
  printDenial,
  settings,
  saveSettings,
} satisfies Verbs<typeof amendments>;

export const slice: ServerSlice = {
  ...{ contract: amendments, verbs, charts, taskKinds },
  licences: { 'amendments.decideClinical': 'prescriber' },
};
