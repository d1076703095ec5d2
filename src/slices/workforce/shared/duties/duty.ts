/** A text in both languages. */
export interface Said {
  en: string;
  id: string;
}

/** What a country's practice writes into the job description of one job, to begin from. */
export interface JobDuties {
  administrative: readonly Said[];
  clinical: readonly Said[];
  education: Said;
  credentials: readonly Said[];
  supervision: 'onSite' | 'indirect' | 'none';
  physical: Said;
}

export function said(en: string, id: string): Said {
  return { en, id };
}
