import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { records } from '../contract.ts';
import { charts } from './charts.ts';
import { readAllergies } from './allergies.ts';
import { allergyKeeper, allergyReviewKeeper } from './allergy-keeper.ts';
import { readBanner } from './banner.ts';
import { editPatient, readPatient } from './edit-patient.ts';
import { exportPatients } from './export-patients.ts';
import { findPatients } from './find-patients.ts';
import { identify } from './identify.ts';
import { lookAlikes } from './look-alikes.ts';
import { lookAlikesToReview, sayDifferent } from './look-alikes-to-review.ts';
import { matchPatients } from './match-patients.ts';
import { patientHistory } from './patient-history.ts';
import { patientNames } from './patient-names.ts';
import { patientKeeper } from './patient-keeper.ts';
import { readChart } from './read-chart.ts';
import { endAllergy, recordAllergies } from './record-allergies.ts';
import { registerPatient } from './register-patient.ts';
import { setPatientStatus } from './set-patient-status.ts';

const verbs = {
  findPatients,
  exportPatients,
  identify,
  lookAlikes,
  registerPatient,
  readPatient,
  editPatient,
  patientHistory,
  setPatientStatus,
  readBanner,
  readChart,
  readAllergies,
  recordAllergies,
  endAllergy,
  lookAlikesToReview,
  sayDifferent,
} satisfies Verbs<typeof records>;

const demographics = { read: 'records.read', write: 'records.edit' };

export const slice: ServerSlice = {
  contract: records,
  verbs,
  keepers: [patientKeeper, allergyKeeper, allergyReviewKeeper],
  charts,
  patientNames,
  matchPatients,
  resources: {
    Patient: demographics,
    RelatedPerson: demographics,
    AllergyIntolerance: { read: 'records.read', write: 'records.recordAllergy' },
    Flag: demographics,
    List: demographics,
    Provenance: demographics,
  },
};

export { authorOf } from './author.ts';
export { bannerOf } from './banner.ts';
export {
  type Brought,
  bringPatient,
  type PatientToBring,
  type PatientWritten,
  patientByNumber,
  weighPatient,
} from './bring-patient.ts';
export { cardOf, identifierOf, letterLanguage, mustBePatient, patientCard } from './cards.ts';
export { type Contact, contactOf } from './contact.ts';
export { changeContact, type ContactChange, readContact } from './change-contact.ts';
export { chartsToCompare, listLookAlikes } from './look-alikes-to-review.ts';
export { weighPair } from './look-alikes.ts';
export {
  type ChangePlace,
  chartsChangedAfter,
  listPair,
  nearlyBorn,
  type OpenPair,
  openPairs,
  pairOf,
} from './pairs.ts';
export { patientToForm } from './patient-form.ts';
export { sameJson } from './patient-codec.ts';
export { signVersion } from './save-patient.ts';
export {
  type Choices,
  disunite,
  type FieldPair,
  fieldPairs,
  unite,
} from './unite.ts';
export { findPatients } from './find-patients.ts';
export { spokenAgrees } from './identify.ts';
export { takePatientBack } from './take-patient-back.ts';
export { type ImportReport, type ImportRun, importFhir } from './import-fhir.ts';
export {
  type ChartLine,
  documentLine,
  encounterLine,
  figure,
  immunizationLine,
  isResult,
  medicineLine,
  observationLine,
  type ObservedValue,
  problemLine,
  resultCategories,
  valueWords,
} from './chart-lines.ts';
export { lastReview, standingAllergies } from './allergies.ts';
export { clinicalStatus, conceptWords, verificationStatus } from './allergy-codec.ts';
export { peopleOf } from './read-chart.ts';
export { recordAllergies } from './record-allergies.ts';
