import type { Clinic } from '#platform/server/context.ts';
import type { Platform } from '#platform/server/platform.ts';

/**
 * A clinic by its slug; without one the only clinic there is.
 * @throws Error naming the clinics when the slug is unknown, or missing with several to choose from
 */
export async function findClinic(platform: Platform, slug?: string): Promise<Clinic> {
  const rows = await platform.database.pool.query<Clinic>(
    'SELECT id, slug, name, country, zone, currency, language, demo, settings FROM platform_clinic ORDER BY slug',
  );
  const found = slug
    ? rows.rows.find((one) => one.slug === slug)
    : rows.rows.length === 1
      ? rows.rows[0]
      : undefined;
  if (found) return found;
  throw new Error(
    `Which clinic? --clinic ${rows.rows.map((one) => one.slug).join(' | ') || '(there is none yet)'}`,
  );
}

/** Every clinic, by its short name. */
export async function allClinics(platform: Platform): Promise<Clinic[]> {
  const slugs = await platform.database.pool.query<{ slug: string }>(
    'SELECT slug FROM platform_clinic ORDER BY slug',
  );
  return Promise.all(slugs.rows.map(({ slug }) => findClinic(platform, slug)));
}
