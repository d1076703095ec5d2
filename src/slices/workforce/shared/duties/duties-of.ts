import type { Language } from '#platform/shared/languages.ts';
import { type JobDuties, type Said, said } from './duty.ts';
import { idDuties } from './id.ts';
import { usDuties } from './us.ts';

/** Duties of some jobs, as texts of one language: where a job description begins. */
export interface Duties {
  administrative: string[];
  clinical: string[];
  education: string;
  credentials: string[];
  supervision: 'onSite' | 'indirect' | 'none';
  physical: string;
  immunisations: string;
}

/** Of who works at patients; OSHA, CDC and Permenkes 11/2017 change, so each clinic writes its own (verify). */
const immunisations: Record<string, Said> = {
  US: said(
    'Hepatitis B (or declination), MMR, varicella, influenza each season; tuberculosis screening at hire',
    'Hepatitis B (atau pernyataan menolak), MMR, varisela, influenza tiap musim; skrining tuberkulosis saat masuk',
  ),
  ID: said(
    'Hepatitis B; tuberculosis screening at hire and each year',
    'Hepatitis B; skrining tuberkulosis saat masuk dan tiap tahun',
  ),
};

/**
 * What a country's practice says of these jobs together: each duty once, the closest supervision of them. A job of the
 * clinic's own, and a country that we do not know, begin empty.
 * @param country ISO 3166 alpha-2
 */
export function dutiesOf(country: string, roles: readonly string[], language: Language): Duties {
  const known = country === 'ID' ? idDuties : country === 'US' ? usDuties : {};
  const jobs = roles.flatMap((role) => known[role] ?? []);
  const all = (of: (job: JobDuties) => readonly Said[]) => [
    ...new Set(jobs.flatMap(of).map((one) => one[language])),
  ];
  const closest = (['onSite', 'indirect'] as const).find((one) =>
    jobs.some((job) => job.supervision === one),
  );
  return {
    administrative: all((job) => job.administrative),
    clinical: all((job) => job.clinical),
    education: all((job) => [job.education]).join('; '),
    credentials: all((job) => job.credentials),
    supervision: closest ?? 'none',
    physical: all((job) => [job.physical]).join('; '),
    // whoever has no duties at patients is asked for none to begin with
    immunisations: jobs.some((job) => job.clinical.length > 0)
      ? (immunisations[country]?.[language] ?? '')
      : '',
  };
}
