import { sealFile } from './seal.ts';

/** Content of one pack before compression. Small enough to be read again after a stumble, large enough to be few. */
const packBytes = 64 * 2 ** 20;

/**
 * Writes a stream into sealed packs, one after the other, cut wherever a pack is full. Memory stays the same however
 * long the stream is.
 * @param nameOf name of a pack by its number, from 1
 * @param liesAt where a pack of this name is written, see `sealFile`
 */
export async function writePacks(
  folder: string,
  nameOf: (number: number) => string,
  key: Uint8Array,
  stream: AsyncIterable<Buffer>,
  liesAt: (name: string) => string = (name) => name,
): Promise<{ name: string; bytes: number; raw: number; sha256: string }[]> {
  const source = stream[Symbol.asyncIterator]();
  let rest: Buffer | undefined;
  let over = false;
  const packs = [];
  for (let number = 1; !over; number += 1) {
    let raw = 0;
    const onePack = async function* () {
      while (raw < packBytes) {
        if (!rest) {
          const next = await source.next();
          if (next.done) {
            over = true;
            return;
          }
          rest = next.value;
        }
        const piece = rest.subarray(0, packBytes - raw);
        rest = piece.length < rest.length ? rest.subarray(piece.length) : undefined;
        raw += piece.length;
        yield piece;
      }
    };
    const name = nameOf(number);
    const written = await sealFile(folder, name, key, onePack(), liesAt(name));
    packs.push({ name, ...written, raw });
  }
  return packs;
}
