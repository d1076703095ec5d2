import { z } from 'zod';
import { defineContract } from './contract.ts';
import { accountVerbs } from './identity-account.ts';
import { factorVerbs } from './identity-factors.ts';
import {
  language,
  login,
  anyLogin,
  anyPassword,
  newPassword,
  pin,
  linkToken,
  staffId,
  roles,
  heldRole,
  whoAmIAnswer,
  opened,
  entered,
  empty,
  done,
  renewed,
  wrongPassword,
  wait,
  wrongPin,
  pinSpent,
  sessionOver,
  linkNotGood,
  staffMissing,
  lastManager,
  handedLink,
  signInRules,
  ofOneself,
  manage,
} from './identity-shapes.ts';

export { factorRule, handedLink, login, newPassword, openedSession } from './identity-shapes.ts';

/**
 * Who a person is, at which device, and for how long. Verbs of audience `anyone` work without a session of an
 * open kind: they sign in, unlock, switch or answer what a page needs before that.
 */

export const identity = defineContract('identity', {
  signIn: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.object({
      login: anyLogin,
      password: anyPassword,
      /** A browser says `false`: its script never holds the token, the cookie alone does. */
      tokenInAnswer: z.boolean().default(true),
    }),
    output: entered,
    errors: { wrongSignIn: wrongPassword, wait },
  },
  ...factorVerbs,
  ...accountVerbs,
  signOut: { ...ofOneself, audience: 'anyone', effect: 'write', input: empty, output: done },
  whoAmI: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'read',
    input: empty,
    output: whoAmIAnswer,
    audited: false,
  },
  lock: { ...ofOneself, audience: 'signedIn', behindLock: true, effect: 'write', input: empty, output: done },
  unlock: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.union([z.object({ pin }), z.object({ password: anyPassword })]),
    output: opened,
    errors: { wrongPassword, wrongPin, pinSpent, wait, sessionOver },
  },
  switchPerson: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.object({ staffId, pin }),
    output: opened,
    errors: { wrongPin, pinSpent, sessionOver },
  },
  /**
   * Proves who signs something, while the screen stays whose it is: oneself by PIN or password, or by her PIN somebody
   * else who is signed in at this device.
   */
  proveSelf: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.union([
      z.object({ pin, staffId: staffId.optional() }),
      z.object({ password: anyPassword, staffId: staffId.optional() }),
    ]),
    output: z.object({ proof: z.string(), staffId: z.string(), name: z.string() }),
    errors: {
      wrongPassword,
      wait,
      pinNotRight: { status: 403, details: z.object({ triesLeft: z.int() }) },
      /** No PIN is set, or five were wrong: the password is needed. */
      pinNotOpen: { status: 403 },
      notHere: { status: 409 },
    },
  },
  setPin: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ password: anyPassword, pin }),
    output: renewed,
    errors: { wrongPassword, wait },
  },
  changePassword: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ password: anyPassword, newPassword }),
    output: renewed,
    errors: { wrongPassword, wait },
  },
  setLanguage: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ language }),
    output: done,
  },
  readLink: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'read',
    input: z.object({ token: linkToken }),
    output: z.object({
      kind: z.enum(['invitation', 'reset']),
      name: z.string(),
      login: z.string(),
      language,
      clinicName: z.string(),
      expiresAt: z.string(),
    }),
    errors: { linkNotGood },
    audited: false,
  },
  takeInvitation: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.object({ token: linkToken, password: newPassword, pin: pin.optional() }),
    output: entered,
    errors: { linkNotGood },
  },
  resetPassword: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.object({ token: linkToken, password: newPassword }),
    output: entered,
    errors: { linkNotGood },
  },
  people: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'read',
    input: empty,
    /** The people of demo clinics, for the tiles of the sign-in page; of a real clinic nobody. */
    output: z.object({
      clinics: z.array(
        z.object({
          slug: z.string(),
          name: z.string(),
          language,
          people: z.array(
            z.object({
              login: z.string(),
              name: z.string(),
              language,
              roles: z.array(z.string()),
              labels: z.array(z.object({ en: z.string(), id: z.string() })),
            }),
          ),
        }),
      ),
    }),
    audited: false,
  },
  keepDraft: {
    ...ofOneself,
    audience: 'signedIn',
    behindLock: true,
    effect: 'write',
    input: z.object({
      /** The form and what it is about, e.g. `vitals.record/visit/0198…`. */
      key: z.string().min(1).max(200),
      body: z.json(),
      /** Version of what was being edited, to notice that it changed meanwhile. */
      baseVersion: z.string().max(60).optional(),
    }),
    output: z.object({ keptAt: z.string() }),
    errors: { draftTooLarge: { status: 422 } },
    audited: false,
  },
  drafts: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'read',
    input: z.object({ key: z.string().max(200).optional() }),
    output: z.object({
      drafts: z.array(
        z.object({ key: z.string(), body: z.json(), baseVersion: z.string().optional(), keptAt: z.string() }),
      ),
    }),
    audited: false,
  },
  dropDraft: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ key: z.string().max(200) }),
    output: done,
    audited: false,
  },
  listStaff: {
    ...manage,
    effect: 'read',
    input: empty,
    output: z.object({
      staff: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          login: z.string(),
          language,
          roles: z.array(z.string()),
          status: z.enum(['invited', 'active', 'disabled']),
          practitionerId: z.string().optional(),
          hasPin: z.boolean(),
          signedInAt: z.string().optional(),
        }),
      ),
      /** Job descriptions of this clinic to choose from. */
      roles: z.array(heldRole),
    }),
  },
  inviteStaff: {
    ...manage,
    effect: 'write',
    secretAnswer: true,
    input: z.object({
      name: z.string().trim().min(1).max(200),
      login,
      language,
      roles: roles.min(1),
      practitionerId: z.string().max(64).optional(),
    }),
    output: handedLink,
    errors: { loginTaken: { status: 409 } },
  },
  disableStaff: {
    ...manage,
    effect: 'write',
    input: z.object({ staffId }),
    output: done,
    errors: { staffMissing, lastManager },
  },
  enableStaff: {
    ...manage,
    effect: 'write',
    input: z.object({ staffId }),
    output: done,
    errors: { staffMissing },
  },
  issueResetLink: {
    ...manage,
    effect: 'write',
    secretAnswer: true,
    input: z.object({ staffId }),
    output: handedLink,
    errors: { staffMissing, staffDisabled: { status: 409 } },
  },
  /** Takes a colleague's second factor away, so that she sets up a new one; she is told. */
  resetFactor: {
    ...manage,
    effect: 'write',
    input: z.object({ staffId }),
    output: done,
    errors: { staffMissing },
  },
  readSignInRules: { ...manage, effect: 'read', input: empty, output: signInRules },
  saveSignInRules: { ...manage, effect: 'write', input: signInRules.omit({ roles: true }), output: done },
  changeRoles: {
    ...manage,
    effect: 'write',
    input: z.object({ staffId, roles }),
    output: done,
    errors: { staffMissing, lastManager },
  },
});

/** Whether a list of held actions (`slice.act` or `slice.*`) holds this one. */
export function holdsAction(held: readonly string[], action: string): boolean {
  return held.includes(action) || held.includes(`${action.slice(0, action.indexOf('.'))}.*`);
}
