import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { workforce } from '../contract.ts';
import { listJobDescriptions, saveJobDescription, whatMayI } from './job-descriptions.ts';
import {
  addPerson as addPersonVerb,
  colleagues,
  endAccess,
  giveAccess,
  listPeople,
  savePerson,
} from './people.ts';

export { addPerson } from './add-person.ts';
export { bringPerson, type PersonWritten, takePersonBack } from './bring-person.ts';
export { enrol, type NewPerson } from './enrol.ts';
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
  listJobDescriptions,
  saveJobDescription,
  whatMayI,
  colleagues,
} satisfies Verbs<typeof workforce>;

export const slice: ServerSlice = {
  contract: workforce,
  verbs,
  resources: {
    // who signed stands in every chart, so whoever reads charts reads the names behind it
    Practitioner: { read: 'records.read', write: 'identity.manageStaff' },
    PractitionerRole: { read: 'records.read', write: 'identity.manageStaff' },
  },
};
