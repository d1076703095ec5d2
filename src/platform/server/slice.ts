import type { Patient } from '@medplum/fhirtypes';
import type { Contract, ErrorOf, InputOf, OutputOf, VerbName } from '../shared/contract.ts';
import type { Context } from './context.ts';
import type { OpenVerb } from './identity/open-verb.ts';
import type { ClinicErrand, ClinicJob } from './jobs/clinic-job.ts';
import type { ChartTables } from './record/chart-tables.ts';
import type { Keeper } from './record/keepers.ts';
import type { Licence } from './scope/decision.ts';
import type { TaskKind } from './work/kinds.ts';

/** The body of one verb: load, decide, write, return. Everything around it is the pipeline's. */
export type Verb<C extends Contract, N extends VerbName<C>> = (
  ctx: Context<ErrorOf<C, N>>,
  input: InputOf<C, N>,
) => Promise<OutputOf<C, N>>;

/** All verbs of a contract; a door says `verbs: {…} satisfies Verbs<typeof contract>`. */
export type Verbs<C extends Contract> = { [N in VerbName<C>]: Verb<C, N> };

/** Who a patient is, in as much as a line of a list needs; ids that are no patients of the clinic are left out. */
export type PatientNames = (
  ctx: Context,
  ids: readonly string[],
) => Promise<Map<string, { name: string; recordNumber: string }>>;

/**
 * Charts that may be this person's, likeliest first, with a score up to 1 and the grade in the words of FHIR
 * (http://hl7.org/fhir/R4/valueset-match-grade.html).
 */
export type MatchPatients = (
  ctx: Context,
  patient: Patient,
) => Promise<{ id: string; score: number; grade: 'certain' | 'probable' | 'possible' }[]>;

/** Which action a direct FHIR read or write of a type needs. */
export interface ResourceRights {
  read: string;
  write: string;
}

/** What a slice's server door exports as `slice`. */
export interface ServerSlice {
  contract: Contract;
  /** Verbs of audience `anyone`, which run without a clinic and a transaction and see to both themselves. */
  // biome-ignore lint/suspicious/noExplicitAny: heterogeneous like `verbs`
  openVerbs?: Record<string, OpenVerb<any, any>>;
  // biome-ignore lint/suspicious/noExplicitAny: the table of all verbs is heterogeneous; `satisfies Verbs` checked each
  verbs: Record<string, Verb<any, any>>;
  /**
   * What it adds to acts of other duties: by the act (`intake.commitIntake`) the verb of its own that is done in the same
   * transaction. The act calls `doParts`; it knows none of them by name.
   */
  parts?: Record<string, string>;
  keepers?: Keeper[];
  /** What becomes of its rows of a patient when two of her records are joined. */
  charts?: ChartTables;
  /** By resource type; a type that no slice claims needs `record.readOther` / `record.writeOther`. */
  resources?: Record<string, ResourceRights>;
  /** Acts that nobody does without a licence, whatever else she is given, by action. */
  licences?: Record<string, Licence>;
  taskKinds?: TaskKind[];
  jobs?: ClinicJob[];
  /** The same for what waits for somebody else's machine. */
  errands?: ClinicErrand[];
  /** Names patients by id, for lists of the platform that know no duty; one slice does, the one that keeps the charts. */
  patientNames?: PatientNames;
  /** Finds whom a description fits, for those who ask at the FHIR address; the same slice does. */
  matchPatients?: MatchPatients;
}
