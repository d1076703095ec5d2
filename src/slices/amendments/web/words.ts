import { m } from '#messages';
import type { RequestView } from '../contract.ts';
import { contents, denyReasons, partyKinds, requesterKinds, type State, ways } from '../shared/codes.ts';

export const contentOptions = () =>
  contents.map((value) => ({ value, label: m[`amendments_content_${value}`]() }));
export const requesterOptions = () =>
  requesterKinds.map((value) => ({ value, label: m[`amendments_requester_${value}`]() }));
export const reasonOptions = () =>
  denyReasons.map((value) => ({ value, label: m[`amendments_deny_${value}`]() }));
export const partyOptions = () =>
  partyKinds.map((value) => ({ value, label: capital(m[`amendments_party_${value}`]()) }));
export const wayOptions = () =>
  ways.map((value) => ({ value, label: capital(m[`amendments_way_${value}`]()) }));

export const stateWords = (code: State) => m[`amendments_state_${code}`]();

/** Where a request stands, with its outcome once it has gone on from there. */
export function standsWords({ state, outcome }: RequestView): string {
  const before = outcome && outcome !== state ? [stateWords(outcome)] : [];
  return [...before, stateWords(state)].join(' · ');
}

/** Names as they are typed, one on each line. */
export function namesOf(text: string): string[] {
  return text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
