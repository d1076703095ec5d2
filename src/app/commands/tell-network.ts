import type { NetworkState } from '#platform/server/network/network.ts';
import { tellTerminal } from './terminal-words.ts';

/** Where other devices reach this clinic, and where they begin: as text, and to be scanned where a person is looking. */
export async function tellNetwork({ kind, addresses, trust }: NetworkState): Promise<void> {
  if (kind === 'off') return;
  tellTerminal('cli_network_addresses', { addresses: addresses.join('   ') });
  const [begin] = trust?.addresses ?? [];
  if (!begin) return;
  tellTerminal('cli_network_trust', { address: begin });
  if (process.stdout.isTTY) process.stdout.write(`\n${await terminalQr(begin)}\n`);
}

/** A QR code in half blocks, dark on light whatever the terminal's own colours are. */
async function terminalQr(text: string): Promise<string> {
  const { default: bwip } = await import('bwip-js');
  const [drawn] = bwip.raw({ bcid: 'qrcode', text }) as { pixs: number[]; pixx: number }[];
  if (!drawn) return '';
  const { pixs, pixx: size } = drawn;
  const quiet = 2;
  const dark = (x: number, y: number) => x >= 0 && y >= 0 && x < size && y < size && pixs[y * size + x] === 1;
  const lines: string[] = [];
  for (let y = -quiet; y < size + quiet; y += 2) {
    let line = '';
    for (let x = -quiet; x < size + quiet; x += 1) {
      const [top, bottom] = [dark(x, y), dark(x, y + 1)];
      line += top ? (bottom ? '█' : '▀') : bottom ? '▄' : ' ';
    }
    lines.push(`  \x1b[30;107m${line}\x1b[0m`);
  }
  return `${lines.join('\n')}\n`;
}
