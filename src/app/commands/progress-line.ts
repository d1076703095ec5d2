import { words } from '#platform/server/words.ts';
import { terminalLanguage } from './terminal-words.ts';

/** One line on stderr that says how far something is; nothing where nobody looks. */
export function progressLine(): { show(key: string, part: number): void; end(): void } {
  const { stderr } = process;
  let shown = '';
  return {
    show(key, part) {
      const text = words(terminalLanguage(), key, { percent: Math.floor(part * 100) });
      if (text === shown || !stderr.isTTY) return;
      shown = text;
      stderr.write(`\r\x1b[K${text}`);
    },
    end() {
      if (shown !== '') stderr.write('\r\x1b[K');
    },
  };
}
