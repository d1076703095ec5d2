/**
 * Tables with rows of a clinic that no export holds; the reason of each is the message `export_without_<table>`. What
 * opens a door must not open it in two places, and what belongs to a moment of one database means nothing in another.
 */
export const leftOut = [
  'identity_session',
  'identity_token',
  'identity_link',
  'identity_challenge',
  'devices_pairing',
  'reminders_door',
  'identity_login',
  'platform_epoch',
  'platform_idempotency',
  'platform_outbox',
] as const;

/** Whether a table is on the list. */
export function isLeftOut(table: string): boolean {
  return leftOut.some((one) => one === table);
}
