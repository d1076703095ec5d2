import { z } from 'zod';
import { act, actOrSkill, empty, heldRole, label, text } from './contract-shapes.ts';

const role = z.string().min(1).max(60);

/** What an act asks of whoever does it without a licence. */
const asked = z.object({
  act: actOrSkill,
  /** Of this job; null for every job without a licence. */
  role: role.nullable(),
  competency: z
    .string()
    .regex(/^[a-z][A-Za-z0-9-]{0,59}$/, 'workforce_field_competency')
    .nullable(),
  label,
  credentials: z.array(z.string().min(1).max(60)).max(20),
  supervision: z.enum(['none', 'onSite']),
  delegation: z.boolean(),
  /** A standing order of the clinic that covers it; `withoutOrder`: where nobody ordered it for the patient. */
  protocol: z.enum(['none', 'withoutOrder', 'always']).default('none'),
  coSign: z.boolean(),
});
export type AskedOfAct = z.output<typeof asked>;

const read = { action: 'workforce.read', kind: 'administrative', effect: 'read' } as const;
const change = { action: 'workforce.manage', kind: 'administrative', effect: 'write' } as const;
const unknown = { status: 404 } as const;

export const termVerbs = {
  listTerms: {
    ...read,
    input: empty,
    output: z.object({
      terms: z.array(asked.extend({ actWords: z.string(), roleLabel: label.optional() })),
      /** Acts and known skills that something can be asked for. */
      acts: z.array(act),
      /** Jobs without a licence. */
      jobs: z.array(heldRole),
      credentials: z.array(z.string()),
      /** Competencies that are named somewhere already. */
      competencies: z.array(z.object({ code: z.string(), label })),
      /** Jobs to which acts of care may be delegated, of all that there are. */
      careTo: z.array(z.string()),
      careToOfCountry: z.array(z.string()),
      allJobs: z.array(heldRole),
    }),
  },
  /** In place of what was asked for the act of that job. */
  saveTerm: {
    ...change,
    input: asked.extend({ label: z.object({ en: text(120), id: text(120) }) }),
    output: empty,
    errors: { actUnknown: unknown, jobMissing: unknown },
  },
  removeTerm: { ...change, input: z.object({ act: actOrSkill, role: role.nullable() }), output: empty },
  /** To which jobs acts of care may be delegated. Delegations to jobs that are left out end at once. */
  saveDelegable: {
    ...change,
    input: z.object({ careTo: z.array(role).max(50), lawAllows: z.boolean().default(false) }),
    output: z.object({ ended: z.int() }),
    errors: { jobMissing: unknown, askTheLaw: { status: 409, details: z.object({ acts: z.string() }) } },
  },
} as const;
