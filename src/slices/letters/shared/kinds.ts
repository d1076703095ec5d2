/** What is certified: that somebody is well, that she was here, that she may come back. */
export const letterKinds = ['health', 'attendance', 'fitToReturn'] as const;
export type LetterKind = (typeof letterKinds)[number];

/** Who reads a letter that is not about health as such. */
export const letterPlaces = ['school', 'work'] as const;
export type LetterPlace = (typeof letterPlaces)[number];

/** What the physician says of somebody's health; nobody else does. */
export const conclusions = ['fit', 'fitWithLimits', 'unfit'] as const;
export type Conclusion = (typeof conclusions)[number];

/** What stands on a certificate of health, in the order of the paper. */
export const certifiedMeasures = ['height', 'weight', 'bloodPressure', 'pulse', 'temperature'] as const;
export type CertifiedMeasure = (typeof certifiedMeasures)[number];

export const letterStates = ['draft', 'sentBack', 'signed', 'superseded', 'discarded'] as const;
export type LetterState = (typeof letterStates)[number];
