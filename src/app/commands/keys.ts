import { macKeyId } from '#platform/server/audit/mac.ts';
import { acceptKey } from '#platform/server/audit/same-keys.ts';
import { asSystem } from '#platform/server/http/as-system.ts';
import { allClinics } from './find-clinic.ts';
import { tellTerminal } from './terminal-words.ts';
import { withPlatform } from './with-platform.ts';

/**
 * `serambi keys accept --reason WORDS`: says that the keys in the data folder hold from now on, because those before
 * are lost. Leaves a row in every clinic's trail; what was written by the lost key can no longer be verified.
 */
export async function acceptKeys(options: { reason: string }): Promise<void> {
  await withPlatform(async (platform) => {
    const { auditKey: audit, factorsKey: factors } = platform;
    for (const [name, key] of Object.entries({ audit, factors })) {
      if (!(await acceptKey(platform.database, name, key))) {
        tellTerminal('cli_keys_same', { name });
        continue;
      }
      for (const clinic of await allClinics(platform))
        await asSystem(platform, 'cli')(clinic, 'keys.accepted', async (ctx) => {
          ctx.note('audit.keyAccepted', { details: { name, keyId: macKeyId(key), reason: options.reason } });
        });
      tellTerminal('cli_keys_accepted', { name });
    }
  });
}
