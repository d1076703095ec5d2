/** What came back to one who asked. */
export interface Answer {
  status: number;
  body: string;
}

/** How an answer is to be understood: `got` the time, `refused` as it should be, `silent` where the refusal names no other times, `odd` anything else. */
export type Reading = 'got' | 'refused' | 'silent' | 'odd';

interface Refused {
  code?: string;
  details?: {
    alternatives?: unknown[];
    places?: { verdict: string; alternatives: unknown[] }[];
  };
}

/** Of a verb. @param silentCodes refusals that have no other times to name */
export function ofVerb({ status, body }: Answer, silentCodes: readonly string[] = []): Reading {
  if (status === 200) return 'got';
  if (status !== 409) return 'odd';
  const { code = '', details = {} } = JSON.parse(body) as Refused;
  if (silentCodes.includes(code)) return 'refused';
  const { places } = details;
  if (places) {
    const taken = places.filter((one) => one.verdict !== 'free');
    return taken.length > 0 && taken.every((one) => one.alternatives.length === 3) ? 'refused' : 'silent';
  }
  return details.alternatives?.length === 3 ? 'refused' : 'silent';
}

/** Of FHIR, whose refusal says in its text until when the time is taken, and three others. */
export function ofFhir({ status, body }: Answer): Reading {
  if (status === 200 || status === 201) return 'got';
  if (status !== 409) return 'odd';
  return (body.match(/\d\d\.\d\d WIB/g) ?? []).length >= 4 ? 'refused' : 'silent';
}
