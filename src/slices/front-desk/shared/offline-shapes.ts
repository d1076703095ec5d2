import { z } from 'zod';
import { id, instant, step, words } from './shapes.ts';
import { mainSteps } from './steps.ts';

/** What goes on without a connection, and nothing else does. */
export const offlineAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('arrive') }),
  z.strictObject({ kind: z.literal('move'), to: z.enum(mainSteps) }),
  /** Without a room where the clinic keeps none. */
  z.strictObject({ kind: z.literal('room'), roomId: id.optional() }),
  z.strictObject({ kind: z.literal('note'), text: words(500) }),
]);
export type OfflineAct = z.output<typeof offlineAct>;

/** Where a visit stands as far as two people can contradict each other; a room only while she is in one. */
export const seenVisit = z.strictObject({ step, roomId: id.optional() });
export type SeenVisit = z.output<typeof seenVisit>;

/** What a person decided of two versions: `mine` over the other as she was shown it, or `theirs` and mine put away. */
export const offlineDecision = z.discriminatedUnion('keep', [
  z.strictObject({ keep: z.literal('mine'), step, at: instant }),
  z.strictObject({ keep: z.literal('theirs') }),
]);
export type OfflineDecision = z.output<typeof offlineDecision>;

export const visitNote = z.object({
  text: z.string(),
  at: instant,
  by: z.string(),
  /** When it came in, where it was written without a connection. */
  receivedAt: instant.optional(),
});
export type VisitNote = z.output<typeof visitNote>;
