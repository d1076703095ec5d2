import type { printing } from '#platform/shared/print-contract.ts';
import type { Verb } from '../slice.ts';
import { cupsQueues } from './device/cups.ts';

export const queues: Verb<typeof printing, 'queues'> = async (ctx) => {
  ctx.outside(async () => ({ queues: await cupsQueues() }));
  return { queues: [] };
};
