import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { results } from '../contract.ts';
import { patientResults } from './patient-results.ts';

const verbs = { patientResults } satisfies Verbs<typeof results>;

export const slice: ServerSlice = { contract: results, verbs };
