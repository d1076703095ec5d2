import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { audit } from '../contract.ts';
import { listTrail } from './list-trail.ts';
import { trailChoices } from './trail-choices.ts';
import { whoLooked } from './who-looked.ts';

const verbs = { whoLooked, listTrail, trailChoices } satisfies Verbs<typeof audit>;

export const slice: ServerSlice = {
  contract: audit,
  verbs,
  // made from the trail, and by nobody else: no job description holds the right to write one
  resources: { AuditEvent: { read: 'audit.read', write: 'audit.write' } },
};
