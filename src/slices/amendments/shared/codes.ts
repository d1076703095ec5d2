/** Words of the duty that are kept as codes; what they are called stands in the messages. */

export const requesterKinds = ['patient', 'representative'] as const;
export type RequesterKind = (typeof requesterKinds)[number];

/** What is to be changed decides who answers: a physician what is clinical, the manager what is not. */
export const contents = ['clinical', 'administrative'] as const;
export type Content = (typeof contents)[number];

/** States in their order; of `accepted` and `denied` a request goes through one. */
export const states = ['received', 'review', 'accepted', 'denied', 'told', 'closed'] as const;
export type State = (typeof states)[number];

export const outcomes = ['accepted', 'denied'] as const;
export type Outcome = (typeof outcomes)[number];

/** All that there is: 45 CFR 164.526 (a)(2). */
export const denyReasons = ['accurate', 'notOurs', 'notInSet', 'notAvailable'] as const;
export type DenyReason = (typeof denyReasons)[number];

/** Why somebody is told of a correction: 164.526 (c)(3)(i) and (ii). */
export const partyKinds = ['named', 'relied'] as const;
export type PartyKind = (typeof partyKinds)[number];

export const ways = ['hand', 'post', 'telephone', 'email', 'fax', 'portal'] as const;
export type Way = (typeof ways)[number];

/** How long a statement of disagreement and a rebuttal may be: two pages. 164.526 (d)(2) lets the clinic set a limit. */
export const statementCharacters = 5_000;
