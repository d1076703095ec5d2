import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { workforce } from '../contract.ts';
import { printBadge, printOwnBadge } from './badge.ts';
import { credentialBoard, myFile, personFile } from './credentials/board.ts';
import { resumeCredential, suspendCredential, withdrawCredential } from './credentials/change-credential.ts';
import { addEducation, withdrawEducation } from './credentials/education.ts';
import { readEvidence } from './credentials/evidence.ts';
import { taskKinds, tellOfExpiries } from './credentials/expiries.ts';
import { credentialKinds, saveCredentialKind } from './credentials/kinds.ts';
import { renewCredential } from './credentials/renew-credential.ts';
import { printEducation, printMyEducation } from './credentials/report.ts';
import { saveCredential } from './credentials/save-credential.ts';
import { delegate } from './delegations/delegate.ts';
import { printDelegation } from './delegations/letter.ts';
import { delegationChoices, delegations } from './delegations/list.ts';
import { revokeDelegation } from './delegations/revoke.ts';
import { listJobDescriptions, saveJobDescription } from './job-descriptions.ts';
import { jobRecords } from './job-records/list.ts';
import { printJobRecord } from './job-records/paper.ts';
import { jobRecordDraft, jobTasks, saveJobRecord } from './job-records/save.ts';
import { jobTaskGuard } from './job-records/task-guard.ts';
import { signJobRecord } from './job-records/sign.ts';
import { law } from './law/law.ts';
import { saveLaw } from './law/save-law.ts';
import { approveProtocol } from './protocols/approve-protocol.ts';
import { protocolChoices, protocolHistory, protocols } from './protocols/list.ts';
import { printProtocol } from './protocols/paper.ts';
import { protocolTasks, tellOfReviews } from './protocols/remind.ts';
import { saveProtocol } from './protocols/save-protocol.ts';
import { withdrawProtocol } from './protocols/withdraw-protocol.ts';
import {
  addPerson as addPersonVerb,
  colleagues,
  endAccess,
  giveAccess,
  listPeople,
  savePerson,
} from './people.ts';
import { saveDelegable } from './terms/save-delegable.ts';
import { listTerms, removeTerm, saveTerm } from './terms/terms.ts';
import { whatMayI } from './what-may-i.ts';

export { addPerson } from './add-person.ts';
export { bringPerson, type PersonWritten, takePersonBack } from './bring-person.ts';
export { signsAs } from './credentials/after-name.ts';
export { type ProtocolInForce, protocolsForHer } from './protocols/for-her.ts';
export { enrol, type NewPerson } from './enrol.ts';
export { settleIn } from './law/rows.ts';
export { subjectsAsked, subjectWords } from './law/subjects.ts';
export { openClinicRoles } from './open-clinic-roles.ts';
export { countPeople } from './people.ts';
export { type PersonToBring, type WeighedPerson, weighPerson } from './weigh-person.ts';
export { type Able, languagesOf, whoMay } from './who-may.ts';
export { keepPractitioner, licenceOf, licenceOfText, licencesOf, practitionerOf } from './practitioners.ts';

const verbs = {
  listPeople,
  addPerson: addPersonVerb,
  savePerson,
  endAccess,
  giveAccess,
  printBadge,
  printOwnBadge,
  listJobDescriptions,
  saveJobDescription,
  whatMayI,
  colleagues,
  credentialBoard,
  personFile,
  myFile,
  saveCredential,
  renewCredential,
  suspendCredential,
  resumeCredential,
  withdrawCredential,
  addEducation,
  withdrawEducation,
  readEvidence,
  printEducation,
  printMyEducation,
  credentialKinds,
  saveCredentialKind,
  delegationChoices,
  delegate,
  revokeDelegation,
  delegations,
  printDelegation,
  listTerms,
  saveTerm,
  removeTerm,
  saveDelegable,
  protocols,
  protocolHistory,
  protocolChoices,
  saveProtocol,
  approveProtocol,
  withdrawProtocol,
  printProtocol,
  jobRecordDraft,
  saveJobRecord,
  jobRecords,
  signJobRecord,
  printJobRecord,
  law,
  saveLaw,
} satisfies Verbs<typeof workforce>;

export const slice: ServerSlice = {
  contract: workforce,
  verbs,
  resources: {
    // who signed stands in every chart, so whoever reads charts reads the names behind it
    Practitioner: { read: 'records.read', write: 'identity.manageStaff' },
    PractitionerRole: { read: 'records.read', write: 'identity.manageStaff' },
  },
  // who works by no licence has nothing of it to give on, and orders nothing, once or standing
  licences: { 'workforce.delegate': 'nurse', 'workforce.approveProtocols': 'prescriber' },
  keepers: [jobTaskGuard],
  taskKinds: [...taskKinds, ...protocolTasks, ...jobTasks],
  jobs: [tellOfExpiries, tellOfReviews],
};
