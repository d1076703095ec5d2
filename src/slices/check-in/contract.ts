import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { signerRelations } from '#slices/front-desk/contract.ts';

const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
const instant = z.iso.datetime();
const words = (most: number) => z.string().trim().min(1).max(most);
const text = (most: number) => z.string().trim().max(most);
const day = z.iso.date();
const language = z.enum(['en', 'id']);
const secret = z.string().max(60);
const empty = z.object({});

/** Base64 of JPEG or PNG. Eight megabytes hold a request, and four of picture are more than a card needs. */
export const picture = z.object({
  contentType: z.enum(['image/jpeg', 'image/png']),
  data: z.base64().max(5_600_000, 'checkIn_field_pictureSize'),
});
export const pictureKinds = ['cardFront', 'cardBack', 'identity'] as const;
export const proposalKinds = ['phone', 'email', 'address', ...pictureKinds, 'payer'] as const;

const address = z.object({
  line: words(200),
  city: words(100),
  state: text(100).default(''),
  postalCode: text(10).default(''),
});

const form = z.object({
  code: z.string(),
  version: z.string(),
  language,
  title: z.string(),
  body: z.string(),
  mayRefuse: z.boolean(),
});

/** What a page may show once two identifiers agree. */
const steps = z.object({
  way: z.enum(['kiosk', 'phone']),
  clinic: z.string(),
  /** She has a number already. */
  queueNumber: z.string().optional(),
  /** The visit is today, so that she can take a number. */
  today: z.boolean(),
  /** Masked: enough to be known again by its owner. */
  contact: z.object({ phone: z.string(), email: z.string(), address: z.string() }),
  forms: z.array(form),
  child: z.boolean(),
  /** A reason stands already; it is not shown. */
  reasonKnown: z.boolean(),
  /** Ways to pay that the chart knows; `self-pay` is always among them. */
  payers: z.array(z.object({ key: z.string(), name: z.string() })),
});
export type Steps = z.output<typeof steps>;

const opened = z.object({ session: z.string(), steps });

const proposal = z.object({
  proposalId: z.uuid(),
  kind: z.enum(proposalKinds),
  at: instant,
  way: z.enum(['kiosk', 'phone']),
  state: z.enum(['open', 'accepted', 'returned']),
  /** As it stands in the chart, and as she says it; a picture has neither. */
  before: z.string(),
  after: z.string(),
  picture: z.boolean(),
  decidedBy: z.string().optional(),
  reason: z.string().optional(),
});
export type Proposal = z.output<typeof proposal>;

const self = {
  action: 'checkIn.self',
  kind: 'administrative',
  audience: 'anyone',
  effect: 'write',
} as const;
const manage = { action: 'checkIn.manage', kind: 'administrative' } as const;
const decide = { action: 'checkIn.decide', kind: 'administrative' } as const;
const conflict = { status: 409 } as const;
const forbidden = { status: 403 } as const;
const wait = { tooMany: { status: 429 } } as const;
const notKiosk = { notKiosk: forbidden, ...wait } as const;
const badLink = { linkNotGood: forbidden, ...wait } as const;
const over = { sessionOver: forbidden, ...wait } as const;
const ofPatient = (_: unknown, output?: { patientId?: string | undefined }) => output?.patientId;

/** Check-in by the patient herself: kiosk, phone, and what the desk makes of it. */
export const checkIn = defineContract('checkIn', {
  /** At each start of the page, and after each patient: ends what anybody may have left open at the device. */
  openKiosk: {
    ...self,
    input: empty,
    output: z.object({
      clinic: z.string(),
      name: z.string(),
      language,
      country: z.string(),
      redFlag: z.object({ en: z.string(), id: z.string() }),
    }),
    errors: notKiosk,
  },
  kioskRedFlag: { ...self, input: empty, output: empty, errors: notKiosk },
  /**
   * Two identifiers: a name or a number of hers, and the birth date. Of the name all words but one, two at least. The code
   * of her booking in their place opens the steps, and is no identity check: the desk asks.
   */
  kioskIdentify: {
    ...self,
    secretAnswer: true,
    input: z.object({
      name: text(200).default(''),
      /** NIK, BPJS, telephone or record number, as typed; or what a code held. */
      number: text(200).default(''),
      birthDate: day,
    }),
    output: opened,
    errors: { ...notKiosk, goToDesk: forbidden },
  },
  openLink: {
    ...self,
    input: z.object({ token: secret }),
    output: z.object({
      clinic: z.string(),
      language,
      country: z.string(),
      redFlag: z.object({ en: z.string(), id: z.string() }),
      emergencyNumber: z.string(),
    }),
    errors: badLink,
  },
  linkRedFlag: {
    ...self,
    input: z.object({ token: secret }),
    output: z.object({ emergencyNumber: z.string() }),
    errors: badLink,
  },
  linkIdentify: {
    ...self,
    secretAnswer: true,
    input: z.object({ token: secret, birthDate: day }),
    output: opened,
    errors: { ...badLink, noMatch: forbidden },
  },
  /** Red flags that her words bring up, to be asked before anything else. */
  reasonFlags: {
    ...self,
    /** Empty: those of the reason that stands. */
    input: z.object({ session: secret, reason: text(255).default('') }),
    output: z.object({
      questions: z.array(z.object({ code: z.string(), en: z.string(), id: z.string() })),
    }),
    errors: over,
  },
  /** She said yes to one: everything else ends here. */
  sayRedFlag: {
    ...self,
    input: z.object({ session: secret, reason: text(255).default(''), code: z.string().max(40) }),
    output: z.object({ emergencyNumber: z.string() }),
    errors: over,
  },
  /** Something that differs from the chart. Said again, the later one counts; ten times at most. */
  propose: {
    ...self,
    input: z.object({
      session: secret,
      change: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('phone'), phone: words(40) }),
        z.object({ kind: z.literal('email'), email: z.email('checkIn_field_email').max(200) }),
        z.object({ kind: z.literal('address'), address }),
        z.object({ kind: z.enum(pictureKinds), picture }),
        z.object({ kind: z.literal('payer'), note: words(200) }),
      ]),
    }),
    output: empty,
    errors: over,
  },
  finish: {
    ...self,
    input: z.object({
      session: secret,
      reason: text(255).default(''),
      /** What she said to the red flags of her reason. One that is not answered leads to the desk. */
      flags: z
        .array(z.object({ code: z.string().max(40), answer: z.enum(['yes', 'no']) }))
        .max(50)
        .default([]),
      contactConfirmed: z.boolean(),
      /** Of those that have still to be signed; a child's are signed by somebody else. */
      consents: z
        .array(
          z.object({
            code: z.string().max(40),
            version: z.string().max(20),
            language,
            decision: z.enum(['signed', 'refused']),
            /** PNG, base64. Without it the typed name is the signature. */
            signature: z.base64().max(200_000, 'checkIn_field_signature').optional(),
          }),
        )
        .max(20),
      signer: z.object({ name: text(200), relationship: z.enum(signerRelations) }),
      /** One of `payers`, or empty where it is another. */
      payerKey: z.string().max(64),
      /** She is in the clinic. At a kiosk that is so. */
      here: z.boolean(),
    }),
    output: z.object({
      /** `queued`: she has a number. `desk`: she is here, and the desk goes on. `prepared`: nothing is left for the day. */
      outcome: z.enum(['queued', 'desk', 'prepared']),
      queueNumber: z.string().optional(),
      waitingBefore: z.int().optional(),
      printed: z.boolean(),
    }),
    errors: over,
  },
  /** Ends it without doing more; what was proposed stays. */
  leave: { ...self, input: z.object({ session: secret }), output: empty },

  kiosks: {
    ...manage,
    effect: 'read',
    input: empty,
    output: z.object({
      devices: z.array(
        z.object({
          deviceId: z.uuid(),
          name: z.string(),
          kiosk: z.boolean(),
          stationId: z.string().optional(),
        }),
      ),
    }),
  },
  saveKiosk: {
    ...manage,
    effect: 'write',
    input: z.object({ deviceId: z.uuid(), kiosk: z.boolean(), stationId: z.uuid().optional() }),
    output: empty,
    errors: { kioskElsewhere: conflict },
  },
  /** A link for one visit, shown this once; the one before ends. */
  makeLink: {
    action: 'checkIn.makeLink',
    kind: 'administrative',
    effect: 'write',
    secretAnswer: true,
    input: z.object({ visitId: id }),
    output: z.object({
      visitId: id,
      patientId: id,
      path: z.string(),
      /** Before the path, where patients reach the clinic from outside; empty: this address. */
      address: z.string(),
      expiresAt: instant,
    }),
    errors: { visitOver: conflict, tooEarly: conflict },
    patient: ofPatient,
  },
  proposals: {
    ...decide,
    effect: 'read',
    input: z.object({ visitId: id }),
    output: z.object({ patientId: id.optional(), proposals: z.array(proposal) }),
    patient: ofPatient,
  },
  proposalPicture: {
    ...decide,
    effect: 'read',
    input: z.object({ proposalId: z.uuid() }),
    output: picture.extend({ patientId: id }),
    patient: ofPatient,
  },
  decideProposal: {
    ...decide,
    effect: 'write',
    input: z.object({
      proposalId: z.uuid(),
      decision: z.enum(['accept', 'return']),
      /** Needed to return it. */
      reason: text(255).default(''),
    }),
    output: z.object({ proposalId: z.uuid(), patientId: id }),
    errors: { alreadyDecided: conflict },
    patient: ofPatient,
  },
});
