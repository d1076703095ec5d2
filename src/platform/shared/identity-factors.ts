import { z } from 'zod';
import type { VerbContract } from './contract.ts';
import {
  anyPassword,
  opened,
  ticket,
  factorCode,
  publicKeyJson,
  recoveryCodes,
  newTotp,
  renewed,
  wrongPassword,
  wait,
  wrongCode,
  ticketOver,
  passkeyNotGood,
  passkeysNotHere,
  factorNotOffered,
  factorNeeded,
  nothingBegun,
  ofOneself,
} from './identity-shapes.ts';

/** Verbs of the contract `identity` about second factors: at a sign-in, before it, and on one's own page. */
export const factorVerbs = {
  /** The second factor of a sign-in: a code of the app or a recovery code. */
  enterCode: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.object({ ticket, code: factorCode, tokenInAnswer: z.boolean().default(true) }),
    output: opened,
    errors: { wrongCode, wait, ticketOver },
  },
  /** Options for the browser: with a ticket for that person's second factor, without for a sign-in by passkey alone. */
  beginPasskeySignIn: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.object({ ticket: ticket.optional() }),
    output: z.object({ options: publicKeyJson }),
    errors: { passkeysNotHere, ticketOver },
    audited: false,
  },
  enterPasskey: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.object({
      response: publicKeyJson,
      ticket: ticket.optional(),
      tokenInAnswer: z.boolean().default(true),
    }),
    output: opened,
    errors: { passkeyNotGood, passkeysNotHere, ticketOver, wait },
  },
  /** Makes a secret for an authenticator app; nothing holds until a code confirms it. */
  beginTotp: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ password: anyPassword }),
    output: newTotp,
    errors: { wrongPassword, wait, factorNotOffered },
  },
  confirmTotp: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ code: factorCode }),
    output: z.object({ recoveryCodes, token: z.string().optional() }),
    errors: { wrongCode, wait, nothingBegun },
  },
  /** The same before a session opens, for who must have one and has none. */
  beginEnrolment: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.object({ ticket }),
    output: newTotp,
    errors: { ticketOver },
  },
  confirmEnrolment: {
    ...ofOneself,
    audience: 'anyone',
    effect: 'write',
    input: z.object({ code: factorCode, ticket, tokenInAnswer: z.boolean().default(true) }),
    output: z.object({ recoveryCodes, opened }),
    errors: { wrongCode, wait, ticketOver, nothingBegun },
  },
  removeTotp: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ password: anyPassword }),
    output: renewed,
    errors: { wrongPassword, wait, factorNeeded },
  },
  makeRecoveryCodes: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ password: anyPassword }),
    output: z.object({ recoveryCodes }),
    errors: { wrongPassword, wait, factorNeeded },
  },
  beginPasskey: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ password: anyPassword }),
    output: z.object({ options: publicKeyJson }),
    errors: { wrongPassword, wait, passkeysNotHere },
  },
  addPasskey: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ response: publicKeyJson, name: z.string().trim().min(1).max(60) }),
    /** Recovery codes with the first factor of a person, else none. */
    output: z.object({ recoveryCodes, token: z.string().optional() }),
    errors: { passkeyNotGood, passkeysNotHere },
  },
  removePasskey: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ id: z.string().min(1).max(2000), password: anyPassword }),
    output: renewed,
    errors: { wrongPassword, wait, factorNeeded },
  },
} as const satisfies Record<string, VerbContract>;
