/** A job description as a country's practice writes it; the clinic may change its own copy. */
export interface RoleTemplate {
  role: string;
  label: { en: string; id: string };
  /** `slice.act` or `slice.*`. */
  actions: readonly string[];
  /** By what licence its holder works; none without it. */
  licence?: 'nurse' | 'prescriber';
  /** What its holder enters stays preliminary until it is co-signed. */
  preliminary?: boolean;
}
