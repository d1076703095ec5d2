import { createToken } from '#platform/server/identity/accounts.ts';
import { withPlatform } from './with-platform.ts';

export interface TokenOptions {
  staff?: string;
  client?: string;
  clinic?: string;
  scope?: string;
  days?: string;
}

/**
 * `serambi token create --staff LOGIN`, or `--client NAME --clinic SLUG --scope 'system/*.cruds'`. Prints the token
 * alone, so that a script can take it; it is shown once.
 */
export async function token(options: TokenOptions): Promise<void> {
  const days = options.days ? { days: Number(options.days) } : {};
  const made = await withPlatform((platform) => {
    if (options.staff) return createToken(platform, { login: options.staff, ...days });
    const { client, clinic, scope } = options;
    if (!client || !clinic || !scope)
      throw new Error('Give --staff LOGIN, or --client NAME --clinic SLUG --scope SCOPES.');
    return createToken(platform, {
      clientName: client,
      clinicSlug: clinic,
      scopes: scope.split(/\s+/),
      ...days,
    });
  });
  process.stdout.write(`${made.token}\n`);
}
