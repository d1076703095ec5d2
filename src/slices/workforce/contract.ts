import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { handedLink, login } from '#platform/shared/identity-contract.ts';
import { credentialVerbs } from './contract-credentials.ts';
import { delegationVerbs } from './contract-delegations.ts';
import { act, empty, heldRole, label, ofOneself, staffId } from './contract-shapes.ts';
import { lawVerbs } from './contract-law.ts';
import { jobRecordVerbs } from './contract-job-records.ts';
import { protocolVerbs } from './contract-protocols.ts';
import { termVerbs } from './contract-terms.ts';

export type { Credential, Education, PersonFile } from './contract-credentials.ts';
export type { Delegation } from './contract-delegations.ts';
export type { Evidence } from './contract-shapes.ts';
export type { JobContent, JobRecord } from './contract-job-records.ts';
export type { LawRuleSet, LawSetting, LawShown } from './contract-law.ts';
export { placesIn } from './shared/law/places.ts';
export type { Protocol, ProtocolText } from './contract-protocols.ts';
export type { AskedOfAct } from './contract-terms.ts';

const language = z.enum(['en', 'id']);
const name = z.string().trim().min(1).max(200);
const roleIds = z.array(z.string().min(1).max(60)).min(1).max(20);
/** As printed on it; empty removes it. The server knows the clinic's country and judges it. */
const licence = z.string().trim().max(80);

const person = z.object({
  id: z.string(),
  name: z.string(),
  login: z.string(),
  language,
  roles: z.array(z.string()),
  status: z.enum(['invited', 'active', 'disabled']),
  hasPin: z.boolean(),
  signedInAt: z.string().optional(),
  practitionerId: z.string().optional(),
  /** `NPI 1234567893`, `SIP 503/…`. */
  licence: z.string().optional(),
  /** Last day of that licence. */
  licenceUntilDay: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  jobTitle: z.string().optional(),
  startsOn: z.string().optional(),
  credentials: z
    .array(z.object({ kind: z.string(), number: z.string(), untilDay: z.string().optional() }))
    .default([]),
});
export type Person = z.output<typeof person>;

export type ActInWords = z.output<typeof act>;

const judged = act.extend({ preliminary: z.boolean() });
const under = z.object({
  kind: z.enum(['delegation', 'protocol', 'supervision', 'indirect', 'coSign']),
  by: z.string(),
  until: z.string().nullable(),
  /** Of a standing order. */
  title: z.string().optional(),
});
const missing = z.object({
  kind: z.enum([
    ...['licence', 'competency', 'credential', 'delegation', 'protocol', 'supervision'],
    ...['training', 'forbidden'],
  ] as const),
  /** As words: the competency, any of the credentials. */
  what: z.string(),
  since: z.string().optional(),
});
export type Judged = z.output<typeof judged>;
export type Under = z.output<typeof under>;

const jobDescription = z.object({
  role: z.string(),
  label,
  preliminary: z.boolean(),
  actions: z.array(z.string()),
  /** What the country's template gives this job; absent for a job that no template has. */
  templateActions: z.array(z.string()).optional(),
  /** People who hold it and are not disabled. */
  heldBy: z.int(),
});
export type JobDescription = z.output<typeof jobDescription>;

const manage = { action: 'identity.manageStaff', kind: 'administrative' } as const;
const staffMissing = { status: 404 } as const;
const lastManager = { status: 409, details: z.object({ name: z.string() }) } as const;

const badge = z.object({ paperId: z.string() });

/** People of the clinic, what their jobs hold, and what each may do. */
export const workforce = defineContract('workforce', {
  listPeople: {
    ...manage,
    effect: 'read',
    input: empty,
    output: z.object({ people: z.array(person), roles: z.array(heldRole) }),
  },
  addPerson: {
    ...manage,
    effect: 'write',
    secretAnswer: true,
    input: z.object({ name, login, language, roles: roleIds, licence: licence.default('') }),
    output: handedLink,
    errors: { loginTaken: { status: 409 } },
  },
  savePerson: {
    ...manage,
    effect: 'write',
    input: z.object({ staffId, name, roles: roleIds, licence: licence.default('') }),
    output: empty,
    errors: { staffMissing, lastManager },
  },
  endAccess: {
    ...manage,
    effect: 'write',
    input: z.object({ staffId }),
    output: empty,
    errors: { staffMissing, lastManager },
  },
  giveAccess: {
    ...manage,
    effect: 'write',
    input: z.object({ staffId }),
    output: empty,
    errors: { staffMissing },
  },
  /** A person's badge: the QR code says who she is and opens nothing by itself. */
  printBadge: {
    ...manage,
    effect: 'write',
    input: z.object({ staffId }),
    output: badge,
    errors: { staffMissing, noAccess: { status: 409, details: z.object({ name: z.string() }) } },
  },
  /** The same of one's own. */
  printOwnBadge: { ...ofOneself, effect: 'write', input: empty, output: badge, errors: { staffMissing } },
  listJobDescriptions: {
    action: 'workforce.read',
    kind: 'administrative',
    effect: 'read',
    input: empty,
    output: z.object({
      jobs: z.array(jobDescription),
      /** Every act there is to give, administrative ones first. */
      acts: z.array(act),
      /** The country whose template `templateActions` are of; absent where there is none for this clinic's. */
      templateCountry: z.string().optional(),
    }),
  },
  saveJobDescription: {
    action: 'workforce.manage',
    kind: 'administrative',
    effect: 'write',
    input: z.object({
      role: z.string().min(1).max(60),
      actions: z.array(z.string().max(80)).max(300),
      preliminary: z.boolean(),
      /** The manager says that the law here lets this job do the clinical acts that its template does not hold. */
      lawAllows: z.boolean().default(false),
    }),
    output: empty,
    errors: {
      jobMissing: { status: 404 },
      /** Nobody could manage the clinic's people any more. */
      lastManagingJob: { status: 409 },
      askTheLaw: { status: 409, details: z.object({ acts: z.string() }) },
    },
  },
  /** Every act and known skill as scope judges it for her now: may, may under something, may not and why. */
  whatMayI: {
    ...ofOneself,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({
      roles: z.array(heldRole),
      may: z.array(judged),
      under: z.array(judged.extend({ under: z.array(under) })),
      /** What would be hers once something is there that is missing now. */
      blocked: z.array(judged.extend({ reason: z.string(), missing, whoMay: z.array(label) })),
      /** What is no duty of hers. */
      others: z.array(act.extend({ whoMay: z.array(label) })),
    }),
  },
  /** Names to hand work to: active people but oneself. */
  colleagues: {
    ...ofOneself,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({
      people: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(label) })),
    }),
  },
  ...credentialVerbs,
  ...delegationVerbs,
  ...termVerbs,
  ...protocolVerbs,
  ...jobRecordVerbs,
  ...lawVerbs,
});
