import type { OutputOf } from '#platform/shared/contract.ts';
import { identity } from '#platform/shared/identity-contract.ts';
import { ProblemError, call } from '../client/call.ts';
import { flushDrafts } from '../form/use-draft.tsx';
import { arrive } from './session.ts';

type Entered = OutputOf<typeof identity, 'signIn'>;

/** A sign-in that waits for its second step. The ticket is in this page's memory and nowhere else. */
export type Halfway = Extract<Entered, { next: unknown }>;

/** What comes after a password: nothing, because she is in, or the second step. */
async function goOn(entering: Promise<Entered>): Promise<Halfway | undefined> {
  const entered = await entering;
  if ('next' in entered) return entered;
  await arrive();
  return undefined;
}

/** The token stays in the cookie, which no script can read. */
export const signIn = (login: string, password: string) =>
  goOn(call(identity, 'signIn', { login, password, tokenInAnswer: false }));

export const takeInvitation = (token: string, password: string, pin: string) =>
  goOn(call(identity, 'takeInvitation', { token, password, ...(pin !== '' && { pin }) }));

export const resetPassword = (token: string, password: string) =>
  goOn(call(identity, 'resetPassword', { token, password }));

export async function enterCode(ticket: string, code: string): Promise<void> {
  await call(identity, 'enterCode', { ticket, code, tokenInAnswer: false });
  await arrive();
}

/** A passkey alone, or with a ticket as the second step. Resolves with false when the person changed her mind. */
export async function enterPasskey(ticket?: string): Promise<boolean> {
  const { options } = await call(identity, 'beginPasskeySignIn', ticket ? { ticket } : {});
  const { askForPasskey } = await import('./passkey.ts');
  const response = await askForPasskey(options);
  if (!response) return false;
  await call(identity, 'enterPasskey', { response, tokenInAnswer: false, ...(ticket && { ticket }) });
  await arrive();
  return true;
}

/**
 * Gives the open session's person another password, PIN or factor: her token becomes new, and what was typed must be kept
 * under the old one first.
 */
export async function changeOwn<T>(act: () => Promise<T>): Promise<T> {
  await flushDrafts();
  return act();
}

/** Whether this browser and this address can keep passkeys. */
export function passkeysPossible(): boolean {
  const { protocol, hostname } = location;
  const named = !/^[\d.]+$|^\[/.test(hostname);
  return 'PublicKeyCredential' in globalThis && named && (protocol === 'https:' || hostname === 'localhost');
}

/** Whether a second step's minutes are over, so that only the password helps. */
export function isTicketOver(problem: unknown): boolean {
  return problem instanceof ProblemError && problem.code === 'identity.ticketOver';
}
