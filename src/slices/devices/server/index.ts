import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import type { ServerSlice, Verb } from '#platform/server/slice.ts';
import { devices } from '../contract.ts';
import { list } from './list.ts';
import { openNetwork } from './open-network.ts';
import { pair } from './pair.ts';
import { remove } from './remove.ts';
import { startPairing } from './start-pairing.ts';

type Names = keyof typeof devices.verbs;
const openVerbs = { pair } satisfies { [N in Names]?: OpenVerb<typeof devices, N> };
const verbs = { list, openNetwork, startPairing, remove } satisfies {
  [N in Exclude<Names, keyof typeof openVerbs>]: Verb<typeof devices, N>;
};

/** The clinic's network and the devices in it. */
export const slice: ServerSlice = { contract: devices, verbs, openVerbs };
