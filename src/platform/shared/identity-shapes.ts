import { z } from 'zod';

/** Shapes that the verbs about people and their sign-ins share. */

export const language = z.enum(['en', 'id']);

/** Sign-in name: unique over all clinics, compared in lower case. */
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@+-]{2,63}$/, 'identity_field_loginForm');

/** At sign-in any text is compared, so that a wrong form answers like a wrong password. */
export const anyLogin = z.string().trim().toLowerCase().max(200);
export const anyPassword = z.string().max(200);

/** A password that is being chosen; the server also refuses the guessable ones. */
export const newPassword = z.string().min(10, 'identity_field_passwordShort').max(200);

/** Four to eight digits; opens a locked session at the device where its owner signed in, and nothing else. */
export const pin = z.string().regex(/^\d{4,8}$/, 'identity_field_pinForm');

/** Token of a link, from the part of its address behind the `#`. */
export const linkToken = z.string().min(1).max(200);
export const staffId = z.uuid();
export const roles = z.array(z.string().min(1).max(60)).max(20);

export const person = z.object({
  id: z.string(),
  name: z.string(),
  language,
  practitionerId: z.string().optional(),
  hasPin: z.boolean(),
});

/** Somebody else who signed in at this device and can be switched to with her PIN. */
export const otherPerson = z.object({ staffId: z.string(), name: z.string(), clinicName: z.string() });

export const clinic = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  country: z.string(),
  zone: z.string(),
  currency: z.string(),
  language,
  demo: z.boolean(),
});

export const heldRole = z.object({
  role: z.string(),
  label: z.object({ en: z.string(), id: z.string() }),
  /** What she enters stays preliminary until somebody co-signs it. */
  preliminary: z.boolean(),
});

/** `locked` says who is behind the lock and nothing of the clinic's work. */
export const whoAmIAnswer = z.discriminatedUnion('state', [
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
    /** In how many seconds something that she may rests on begins or ends by itself; absent where nothing does. */
    rightsTurnInSeconds: z.int().optional(),
    absoluteUntil: z.string().optional(),
  }),
]);

/** A session that has just been opened, or opened again. */
export const openedSession = z.object({
  staffId: z.string(),
  name: z.string(),
  language,
  clinicSlug: z.string(),
  absoluteUntil: z.string(),
  /** The session's bearer token, only where the caller asked for it in the answer. */
  token: z.string().optional(),
});

export const opened = openedSession;

/** Ways to prove oneself a second time. */
export const method = z.enum(['totp', 'passkey', 'recovery']);

/**
 * The password, or the link, was right, and something is asked before a session opens: `code` a second factor, `enrol` to
 * set one up. The ticket says who is meant; it is good for some minutes and for one session.
 */
export const halfway = z.object({
  next: z.enum(['code', 'enrol']),
  ticket: z.string(),
  name: z.string(),
  language,
  clinicSlug: z.string(),
  methods: z.array(method),
});
export const entered = z.union([opened, halfway]);

export const ticket = z.string().min(1).max(200);
/** Six digits of an authenticator app, or a recovery code however it is typed. */
export const factorCode = z.string().trim().min(1).max(60);
/** What a browser's `navigator.credentials` takes and gives, as JSON; checked by the library that reads it. */
export const publicKeyJson = z.record(z.string(), z.json());
export const recoveryCodes = z.array(z.string());
export const newTotp = z.object({
  /** Base32, for typing. */
  secret: z.string(),
  /** `otpauth://…`, for the QR code. */
  uri: z.string(),
});

export const empty = z.object({});
export const done = z.object({});
/** Something changed that makes the session's token new; a browser gets it as its cookie. */
export const renewed = z.object({ token: z.string().optional() });

export const waitDetails = z.object({ waitSeconds: z.number().int(), waitMinutes: z.number().int() });
export const triesDetails = z.object({ triesLeft: z.number().int() });

export const wrongPassword = { status: 403 } as const;
export const wait = { status: 429, details: waitDetails } as const;
export const wrongPin = { status: 403, details: triesDetails } as const;
export const pinSpent = { status: 403 } as const;
export const sessionOver = { status: 410 } as const;
export const linkNotGood = { status: 410 } as const;
export const wrongCode = { status: 403 } as const;
/** The ticket was used, or its minutes are over. */
export const ticketOver = { status: 410 } as const;
export const passkeyNotGood = { status: 403 } as const;
/** Browsers keep passkeys for https and for `localhost` only. */
export const passkeysNotHere = { status: 409 } as const;
export const factorNotOffered = { status: 409 } as const;
export const factorNeeded = { status: 409 } as const;
export const nothingBegun = { status: 409 } as const;
export const staffMissing = { status: 404 } as const;
export const lastManager = { status: 409 } as const;

/** What a one-time link opens: handed over by hand or message, no mail server needed. */
export const handedLink = z.object({
  staffId: z.string(),
  token: z.string(),
  /** Path with the token behind `#`, which browsers send to no server and write into no log. */
  path: z.string(),
  expiresAt: z.string(),
});

/** Second factor of a job: not offered, each person's own choice, or asked of all who hold it. */
export const factorRule = z.enum(['off', 'optional', 'required']);

export const signInRules = z.object({
  idleMinutes: z.int().min(1).max(60),
  absoluteMinutes: z
    .int()
    .min(30)
    .max(16 * 60),
  /** By job; one that is not named leaves it to each person. */
  secondFactor: z.record(z.string().min(1).max(60), factorRule),
  /** Jobs of this clinic; `always` where no rule takes the second factor off. */
  roles: z.array(heldRole.pick({ role: true, label: true }).extend({ always: z.boolean() })),
});

export const ofOneself = { action: 'identity.useOwn', kind: 'administrative' } as const;
export const manage = { action: 'identity.manageStaff', kind: 'administrative' } as const;
