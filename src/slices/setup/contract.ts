import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { login, newPassword, openedSession } from '#platform/shared/identity-contract.ts';
import { countries } from './shared/countries.ts';

const name = z.string().trim().min(1).max(120);
const language = z.enum(['en', 'id']);
const letterhead = z.array(z.string().trim().min(1).max(80)).max(5);
const manage = { action: 'identity.manageStaff', kind: 'administrative' } as const;
const open = { action: 'setup.open', kind: 'administrative', audience: 'anyone' } as const;
const empty = z.object({});

/** In the order in which a new clinic needs them. */
export const stepNames = ['clinic', 'people', 'rooms', 'fees', 'patients'] as const;

export const setup = defineContract('setup', {
  /** Whether this Serambi still waits for its first clinic. Says nothing of one that exists. */
  state: { ...open, effect: 'read', audited: false, input: empty, output: z.object({ needed: z.boolean() }) },
  openClinic: {
    ...open,
    effect: 'write',
    secretAnswer: true,
    input: z.object({
      /** As printed in the terminal; spaces, hyphens and case do not matter. */
      code: z.string().max(60),
      clinic: z.object({
        name,
        slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'setup_field_slug'),
        country: z.enum(Object.keys(countries) as ['ID', 'US']),
        /** Whose law its people without a licence work under, one of the country's: `US-CA`. Absent: the country's own. */
        place: z.string().max(10).optional(),
        /** IANA, one of the country's. */
        zone: z.string().max(60),
        currency: z.enum(['IDR', 'USD']),
        language,
      }),
      person: z.object({
        name,
        login,
        password: newPassword,
        /** In a practice of one the manager sees the patients too. */
        alsoPhysician: z.boolean().default(false),
        licence: z.string().trim().max(80).default(''),
      }),
    }),
    output: openedSession,
    errors: {
      codeWrong: { status: 403 },
      wait: { status: 429, details: z.object({ waitSeconds: z.int(), waitMinutes: z.int() }) },
      clinicExists: { status: 409 },
      loginTaken: { status: 409 },
    },
  },
  checklist: {
    ...manage,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({
      steps: z.array(z.object({ step: z.enum(stepNames), done: z.boolean(), count: z.int() })),
      /** Nothing more to show: all done, or the manager said so. */
      closed: z.boolean(),
    }),
  },
  dismissChecklist: {
    ...manage,
    effect: 'write',
    input: z.object({ dismissed: z.boolean() }),
    output: empty,
  },
  readClinic: {
    ...manage,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({ name, letterhead }),
  },
  saveClinic: { ...manage, effect: 'write', input: z.object({ name, letterhead }), output: empty },
});

export type Checklist = z.output<typeof setup.verbs.checklist.output>;
