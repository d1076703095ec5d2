import type { Encoding } from '../contract.ts';

/**
 * Watches the bytes of a file go by and says how its text is written. A byte order mark is certain, and so is UTF-8
 * that holds more than ASCII, for nothing else looks like it by chance. Anything else with high bytes is taken for
 * Windows-1252, which is a guess: its samples are shown before it is taken.
 */
export class EncodingWatch {
  #utf8 = new TextDecoder('utf-8', { fatal: true });
  #validUtf8 = true;
  #head: number[] = [];
  #zeros = { even: 0, odd: 0 };
  #count = 0;

  see(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#head.length < 3) this.#head.push(byte);
      if (byte === 0) this.#zeros[this.#count % 2 === 0 ? 'even' : 'odd'] += 1;
      this.#count += 1;
    }
    this.#decode(bytes, true);
  }

  /** What was seen, when all of it was. `certain` false: look at the samples. */
  end(): { encoding: Encoding; certain: boolean } {
    const [first, second, third] = this.#head;
    if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', certain: true };
    if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', certain: true };
    if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', certain: true };
    const { even, odd } = this.#zeros;
    // Latin letters in UTF-16 have every second byte zero
    if (odd > this.#count / 8 && odd > even * 4) return { encoding: 'utf-16le', certain: false };
    if (even > this.#count / 8 && even > odd * 4) return { encoding: 'utf-16be', certain: false };
    this.#decode(new Uint8Array(), false);
    if (this.#validUtf8) return { encoding: 'utf-8', certain: true };
    return { encoding: 'windows-1252', certain: false };
  }

  #decode(bytes: Uint8Array, stream: boolean): void {
    if (!this.#validUtf8) return;
    try {
      this.#utf8.decode(bytes, { stream });
    } catch {
      this.#validUtf8 = false;
    }
  }
}
