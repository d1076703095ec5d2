import type { Topic } from '#slices/intake/shared/topics.ts';
import { allergies } from './allergies.ts';
import type { Codec } from './codec.ts';
import { family } from './family.ts';
import { habit } from './habits.ts';
import { immunisations } from './immunisations.ts';
import { medicines } from './medicines.ts';
import { problems } from './problems.ts';
import { surgeries } from './surgeries.ts';

export const codecs: Record<Topic, Codec> = {
  ...{ allergies, medicines, problems, surgeries, family, immunisations },
  ...{ tobacco: habit('tobacco'), alcohol: habit('alcohol') },
};

/** LOINC codes of the lists whose looking through is recorded; a habit is one fact and no list. */
export const listCodes: Partial<Record<Topic, string>> = {
  medicines: '10160-0',
  problems: '11450-4',
  surgeries: '47519-4',
  family: '10157-6',
  immunisations: '11369-6',
};
