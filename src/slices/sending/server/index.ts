import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import type { ServerSlice, Verb } from '#platform/server/slice.ts';
import { sendings } from '../contract.ts';
import { charts } from './charts.ts';
import { endLink } from './end-link.ts';
import { follow } from './follow.ts';
import { linkToHand } from './link-to-hand.ts';
import { openLink, openPaper } from './open-link.ts';
import { patientSendings } from './patient-sendings.ts';
import { sendPaper } from './send-paper.ts';
import { taskKinds } from './tasks.ts';
import { ways } from './ways.ts';

type Names = keyof typeof sendings.verbs;
const openVerbs = { openLink, openPaper } satisfies { [N in Names]?: OpenVerb<typeof sendings, N> };
const verbs = { ways, sendPaper, linkToHand, patientSendings, endLink } satisfies {
  [N in Exclude<Names, keyof typeof openVerbs>]: Verb<typeof sendings, N>;
};

/** Papers that a patient takes home on her telephone. */
export const slice: ServerSlice = {
  contract: sendings,
  verbs,
  charts,
  openVerbs,
  taskKinds,
  jobs: [follow],
};
