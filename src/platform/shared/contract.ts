import type { z } from 'zod';

/**
 * A contract is the only thing that the two sides of a slice share: the verbs with their input, output,
 * errors, the action that scope decides on, and whom the audit row is about. It is written before the code.
 */

/** What scope of practice asks first: is this paperwork, care of a patient, or a specialty's own act. */
export type ActionKind = 'administrative' | 'clinical' | 'specialty';

/**
 * Who may call at all. `anyone` needs no sign-in, `signedIn` any person of the clinic for herself (lock,
 * switch, own drafts), `byScope` is everything else and the default: the job description must hold the action.
 */
export type Audience = 'anyone' | 'signedIn' | 'byScope';

/** An error that a verb may answer with: its HTTP status and the shape of what goes with it. */
export interface ErrorContract {
  status: 400 | 403 | 404 | 409 | 410 | 412 | 422 | 429 | 503;
  details?: z.ZodType;
}

export interface VerbContract {
  /** Names the right to do this, `<slice>.<act>`; several verbs may share one. */
  action: string;
  kind: ActionKind;
  audience?: Audience;
  /**
   * Goes on while the caller's session is locked. Only for what shows nothing of the clinic's work: the lock itself, and
   * the last words that a dark screen hands in.
   */
  behindLock?: true;
  /**
   * What it rests on, somebody's order or a standing one, the verb alone knows: it asks scope itself, and is not held at the
   * gate for want of a standing order that an order makes needless.
   */
  judgesGround?: true;
  /** A read changes nothing, needs no idempotency key and may commit its audit row without waiting for the disk. */
  effect: 'read' | 'write';
  input: z.ZodType;
  output: z.ZodType;
  errors?: Record<string, ErrorContract>;
  /** FHIR id of the patient that the call concerns, for the audit row; absent where it concerns none. */
  // biome-ignore lint/suspicious/noExplicitAny: each verb's own input type is restored by `InputOf`
  patient?: (input: any, output?: any) => string | undefined;
  /** Bytes of the largest body that it takes, where it is sent a file; what every other verb takes is less. */
  largestBody?: number;
  /** The answer holds a secret that is shown once: it is never kept for a replay, so the call takes no idempotency key. */
  secretAnswer?: boolean;
  /** `false` for calls that would drown the trail without telling anything (own drafts, push heartbeat). */
  audited?: boolean;
}

export interface Contract {
  slice: string;
  verbs: Record<string, VerbContract>;
}

export type VerbName<C extends Contract> = keyof C['verbs'] & string;
export type InputOf<C extends Contract, N extends VerbName<C>> = z.output<C['verbs'][N]['input']>;
/** What a caller writes: before defaults are filled in. */
export type CallOf<C extends Contract, N extends VerbName<C>> = z.input<C['verbs'][N]['input']>;
export type OutputOf<C extends Contract, N extends VerbName<C>> = z.output<C['verbs'][N]['output']>;
export type ErrorOf<C extends Contract, N extends VerbName<C>> = keyof NonNullable<C['verbs'][N]['errors']> &
  string;

/**
 * Declares a slice's contract. The slice name is camelCase and is the first part of the route
 * `POST /api/<slice>/<verb>`, of the audit event `<slice>.<verb>` and of its message keys.
 */
export function defineContract<const S extends string, const V extends Record<string, VerbContract>>(
  slice: S,
  verbs: V,
): { slice: S; verbs: V } {
  return { slice, verbs };
}
