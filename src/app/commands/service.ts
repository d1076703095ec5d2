import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  installService,
  type ServiceOptions,
  statusOfService,
  type Told,
  uninstallService,
} from '../service/install.ts';
import { tellTerminal } from './terminal-words.ts';

/** `serambi service install`: built first, for the service may not write into the project. */
export async function install(options: ServiceOptions): Promise<void> {
  const builder = path.join(import.meta.dirname, '../../../scripts/build.ts');
  if (existsSync(builder) && !options.root) await (await import(builder)).buildWeb();
  tell(installService(options));
}

export const uninstall = async (options: ServiceOptions): Promise<void> => tell(uninstallService(options));
export const status = async (options: ServiceOptions): Promise<void> => tell(statusOfService(options));

function tell(lines: Told): void {
  for (const { key, params } of lines) tellTerminal(key, params);
}
