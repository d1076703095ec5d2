import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import type { ServerSlice, Verb } from '#platform/server/slice.ts';
import { checkIn } from '../contract.ts';
import { charts } from './charts.ts';
import { finish } from './finish.ts';
import { appointmentKeeper, encounterKeeper } from './keepers.ts';
import { kioskRedFlag, openKiosk } from './kiosk.ts';
import { kioskIdentify } from './kiosk-identify.ts';
import { kiosks, saveKiosk } from './kiosks.ts';
import { leave } from './leave.ts';
import { linkIdentify, linkRedFlag, makeLink, openLink } from './links.ts';
import { decideProposal, proposalPicture, proposals } from './proposals.ts';
import { propose } from './propose.ts';
import { reasonFlags, sayRedFlag } from './reason-flags.ts';

type Names = keyof typeof checkIn.verbs;
const openVerbs = {
  ...{ openKiosk, kioskRedFlag, kioskIdentify, openLink, linkRedFlag, linkIdentify },
  ...{ reasonFlags, sayRedFlag, propose, finish, leave },
} satisfies { [N in Names]?: OpenVerb<typeof checkIn, N> };
const verbs = { kiosks, saveKiosk, makeLink, proposals, proposalPicture, decideProposal } satisfies {
  [N in Exclude<Names, keyof typeof openVerbs>]: Verb<typeof checkIn, N>;
};

/** Patients check themselves in, at a kiosk or on their phone. */
export const slice: ServerSlice = {
  contract: checkIn,
  verbs,
  openVerbs,
  charts,
  keepers: [appointmentKeeper, encounterKeeper],
  taskKinds: [{ kind: 'checkIn.proposals', action: 'checkIn.decide', dueMinutes: 30 }],
};
