/** Closed lists that both sides know; each has words `orders_<list>_<code>` in both languages. */

export const orderKinds = ['test', 'medicine', 'procedure', 'referral', 'followUp'] as const;
export type OrderKind = (typeof orderKinds)[number];

export const medicineForms = [
  'tablet',
  'capsule',
  'syrup',
  'drops',
  'powder',
  'cream',
  'ointment',
  'inhaler',
  'nebule',
  'suppository',
  'injection',
  'eyeDrops',
  'earDrops',
  'patch',
] as const;
export type MedicineForm = (typeof medicineForms)[number];

export const medicineRoutes = [
  'oral',
  'topical',
  'inhaled',
  'rectal',
  'vaginal',
  'intramuscular',
  'subcutaneous',
  'intravenous',
  'eye',
  'ear',
  'nose',
  'sublingual',
] as const;
export type MedicineRoute = (typeof medicineRoutes)[number];

/** How often. The Latin of a resep and the FHIR timing of each stand in `signa.ts` and `medicine-codec.ts`. */
export const doses = [
  'onceDaily',
  'twiceDaily',
  'threeTimesDaily',
  'fourTimesDaily',
  'fiveTimesDaily',
  'every4Hours',
  'every6Hours',
  'every8Hours',
  'every12Hours',
  'everyOtherDay',
  'weekly',
  'once',
] as const;
export type DoseFrequency = (typeof doses)[number];

export const medicineTimes = ['beforeMeals', 'withMeals', 'afterMeals', 'morning', 'atBedtime'] as const;
export type MedicineTime = (typeof medicineTimes)[number];
