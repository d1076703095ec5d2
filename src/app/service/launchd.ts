import path from 'node:path';
import type { Service } from './service.ts';

const stopSeconds = 90;

/**
 * The property list of a Serambi for macOS (launchd.plist(5)): starts with the machine (daemon) or the person's session
 * (agent), again when it fails, and has time to stop.
 */
export function launchdPlist(service: Service): string {
  const logs = path.join(service.dataDir, 'service.log');
  const entries: [string, string][] = [
    ['Label', text('id.serambi')],
    ['ProgramArguments', `<array>${service.command.map(text).join('')}</array>`],
    ['WorkingDirectory', text(service.folder)],
    ...(service.account ? ([['UserName', text(service.account)]] as [string, string][]) : []),
    ['EnvironmentVariables', dict(Object.entries(service.env).map(([name, value]) => [name, text(value)]))],
    ['RunAtLoad', '<true/>'],
    ['KeepAlive', dict([['SuccessfulExit', '<false/>']])],
    ['ThrottleInterval', '<integer>10</integer>'],
    ['ExitTimeOut', `<integer>${stopSeconds}</integer>`],
    ['ProcessType', text('Interactive')],
    ['Umask', '<integer>63</integer>'],
    ['StandardOutPath', text(logs)],
    ['StandardErrorPath', text(logs)],
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">${dict(entries)}</plist>
`;
}

function dict(entries: [string, string][]): string {
  return `<dict>${entries.map(([key, value]) => `<key>${escapeXml(key)}</key>${value}`).join('')}</dict>`;
}

const text = (value: string) => `<string>${escapeXml(value)}</string>`;

function escapeXml(value: string): string {
  return value.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
