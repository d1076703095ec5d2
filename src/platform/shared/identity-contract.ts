import { z } from 'zod';
import { defineContract } from './contract.ts';

/**
 * Who a person is, at which device, and for how long. Verbs of audience `anyone` work without a session of an
 * open kind: they sign in, unlock, switch or answer what a page needs before that.
 */

const language = z.enum(['en', 'id']);

/** Sign-in name: unique over all clinics, compared in lower case. */
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@+-]{2,63}$/, 'identity_field_loginForm');

/** At sign-in any text is compared, so that a wrong form answers like a wrong password. */
const anyLogin = z.string().trim().toLowerCase().max(200);
const anyPassword = z.string().max(200);

/** A password that is being chosen; the server also refuses the guessable ones. */
export const newPassword = z.string().min(10, 'identity_field_passwordShort').max(200);

/** Four to eight digits; opens a locked session at the device where its owner signed in, and nothing else. */
const pin = z.string().regex(/^\d{4,8}$/, 'identity_field_pinForm');

/** Token of a link, from the part of its address behind the `#`. */
const linkToken = z.string().min(1).max(200);
const staffId = z.uuid();
const roles = z.array(z.string().min(1).max(60)).max(20);

const person = z.object({
  id: z.string(),
  name: z.string(),
  language,
  practitionerId: z.string().optional(),
  hasPin: z.boolean(),
});

/** Somebody else who signed in at this device and can be switched to with her PIN. */
const otherPerson = z.object({ staffId: z.string(), name: z.string(), clinicName: z.string() });

const clinic = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  country: z.string(),
  zone: z.string(),
  currency: z.string(),
  language,
  demo: z.boolean(),
});

const heldRole = z.object({
  role: z.string(),
  label: z.object({ en: z.string(), id: z.string() }),
  /** What she enters stays preliminary until somebody co-signs it. */
  preliminary: z.boolean(),
});

/** `locked` says who is behind the lock and nothing of the clinic's work. */
const whoAmIAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signedOut'), others: z.array(otherPerson) }),
  z.object({
    state: z.literal('locked'),
    person,
    clinic,
    /** False when five wrong PINs, or none set, leave the password only. */
    pinOpens: z.boolean(),
    others: z.array(otherPerson),
  }),
  z.object({
    state: z.literal('open'),
    person,
    clinic,
    roles: z.array(heldRole),
    /** `slice.act` or `slice.*`: for hiding what is never hers; the server decides again at each call. */
    actions: z.array(z.string()),
    others: z.array(otherPerson),
    /** Minutes without use until the lock, for the page's own timer; absent for an API token. */
    idleMinutes: z.number().int().optional(),
    absoluteUntil: z.string().optional(),
  }),
]);

/** A session that has just been opened, or opened again. */
const opened = z.object({
  staffId: z.string(),
  name: z.string(),
  language,
  clinicSlug: z.string(),
  absoluteUntil: z.string(),
  /** The session's bearer token, only where the caller asked for it in the answer. */
  token: z.string().optional(),
});

const empty = z.object({});
const done = z.object({});

const waitDetails = z.object({ waitSeconds: z.number().int(), waitMinutes: z.number().int() });
const triesDetails = z.object({ triesLeft: z.number().int() });

const wrongPassword = { status: 403 } as const;
const wait = { status: 429, details: waitDetails } as const;
const wrongPin = { status: 403, details: triesDetails } as const;
const pinSpent = { status: 403 } as const;
const sessionOver = { status: 410 } as const;
const linkNotGood = { status: 410 } as const;
const staffMissing = { status: 404 } as const;
const lastManager = { status: 409 } as const;

/** What a one-time link opens: handed over by hand or message, no mail server needed. */
export const handedLink = z.object({
  staffId: z.string(),
  token: z.string(),
  /** Path with the token behind `#`, which browsers send to no server and write into no log. */
  path: z.string(),
  expiresAt: z.string(),
});

const ofOneself = { action: 'identity.useOwn', kind: 'administrative' } as const;
const manage = { action: 'identity.manageStaff', kind: 'administrative' } as const;

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
    output: opened,
    errors: { wrongSignIn: wrongPassword, wait },
  },
  signOut: { ...ofOneself, audience: 'anyone', effect: 'write', input: empty, output: done },
  whoAmI: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'read',
    input: empty,
    output: whoAmIAnswer,
    audited: false,
  },
  lock: { ...ofOneself, audience: 'signedIn', effect: 'write', input: empty, output: done },
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
  setPin: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ password: anyPassword, pin }),
    output: done,
    errors: { wrongPassword, wait },
  },
  changePassword: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ password: anyPassword, newPassword }),
    output: done,
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
    output: opened,
    errors: { linkNotGood },
  },
  resetPassword: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.object({ token: linkToken, password: newPassword }),
    output: opened,
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
