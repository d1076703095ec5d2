const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Text of bytes, without a byte order mark, as RFC 8259 lets a reader do.
 * @returns undefined when the bytes are not UTF-8: a name must not be kept with a hole in it
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
