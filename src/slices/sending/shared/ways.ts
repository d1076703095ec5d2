/**
 * How a link reaches a patient. `email` and `text` (WhatsApp or SMS) by the clinic's own machines; `hand`: somebody of the
 * clinic sends it by WhatsApp; `code`: she reads a QR code with her own telephone.
 */
export const ways = ['email', 'text', 'hand', 'code'] as const;
export type Way = (typeof ways)[number];

/** Ways that a person of the clinic carries out. */
export const byPerson: readonly Way[] = ['hand', 'code'];

export const sendingStates = [
  ...(['waiting', 'sent', 'delivered', 'unclear', 'failed', 'handed', 'ended', 'over'] as const),
] as const;
export type SendingState = (typeof sendingStates)[number];

/** Whole days after this one on which a link opens, how often it does, and how many wrong birth dates end it. */
export const linkDays = 7;
export const mostOpenings = 50;
export const mostMisses = 5;
