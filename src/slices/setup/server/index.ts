import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import type { ServerSlice, Verb } from '#platform/server/slice.ts';
import { setup } from '../contract.ts';
import { checklist, dismissChecklist, readClinic, saveClinic } from './checklist.ts';
import { openClinic, state } from './open-clinic.ts';

export { setupAddress, setupCode } from './code.ts';
export { openDefaults } from './defaults.ts';

type Names = keyof typeof setup.verbs;
const openVerbs = { state, openClinic } satisfies { [N in Names]?: OpenVerb<typeof setup, N> };
const verbs = { checklist, dismissChecklist, readClinic, saveClinic } satisfies {
  [N in Exclude<Names, keyof typeof openVerbs>]: Verb<typeof setup, N>;
};

export const slice: ServerSlice = { contract: setup, verbs, openVerbs };
