import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { disclosures } from '../contract.ts';
import { charts } from './charts.ts';
import { accounting } from './accounting.ts';
import { pullRequest, reviewRequest, scopeRequest, verifyRequest } from './check-request.ts';
import { endAuthorisation } from './end-authorisation.ts';
import { extendRequest } from './extend-request.ts';
import { liftHold, placeHold } from './holds.ts';
import { logDisclosure } from './log-disclosure.ts';
import { markDisclosureError } from './mark-disclosure-error.ts';
import { printAccounting } from './print-accounting.ts';
import { printCover } from './print-cover.ts';
import { openRequests, patientDisclosures, readRequest } from './read-requests.ts';
import { receiveRequest } from './receive-request.ts';
import { closeRequest, denyRequest, releaseRequest } from './release-request.ts';
import { taskKinds } from './requests.ts';
import { retentionOf } from './retention-of.ts';
import { saveAuthorisation } from './save-authorisation.ts';
import { saveSettings, settings } from './settings.ts';

const verbs = {
  patientDisclosures,
  openRequests,
  readRequest,
  logDisclosure,
  markDisclosureError,
  saveAuthorisation,
  endAuthorisation,
  receiveRequest,
  verifyRequest,
  scopeRequest,
  pullRequest,
  reviewRequest,
  releaseRequest,
  denyRequest,
  extendRequest,
  closeRequest,
  accounting,
  printAccounting,
  printCover,
  retentionOf,
  placeHold,
  liftHold,
  settings,
  saveSettings,
} satisfies Verbs<typeof disclosures>;

export { logGivenToPatient, takeBackGiven } from './log-given.ts';

export const slice: ServerSlice = { contract: disclosures, verbs, charts, taskKinds };
