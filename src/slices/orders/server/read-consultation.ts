import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '../contract.ts';
import { consultationOf } from './consultation.ts';

export const readConsultation: Verb<typeof orders, 'readConsultation'> = (ctx, { visitId }) =>
  consultationOf(ctx, visitId);
