/** Why somebody else's machine will not have a message, and never will like this. */
export const refusedCodes = ['noSuchAddress', 'signIn', 'notAccepted', 'noEncryption'] as const;
/** Why it did not get it this time. */
export const laterCodes = ['unreachable', 'tooSlow', 'busy'] as const;
export type RefusedCode = (typeof refusedCodes)[number];
export type LaterCode = (typeof laterCodes)[number];
