/**
 * Jobs to which a country's practice lets acts of care be delegated. In Indonesia a physician or a nurse delegates to a
 * tenaga kesehatan (Permenkes 26/2019); what an asisten perawat does is written out in Permenkes 80/2016 and cannot be
 * widened by delegating. Each clinic compares it with its own law and may keep its own list.
 */
const careTo: Record<string, readonly string[]> = {
  US: ['frontDesk', 'clinical', 'assistant', 'nurse', 'physician', 'student'],
  ID: ['clinical', 'nurse', 'physician'],
};

/** @param country ISO 3166 alpha-2; a country that we do not know is asked about like the narrower one */
export function careToOf(country: string): readonly string[] {
  return careTo[country] ?? careTo.ID ?? [];
}
