import { call } from '#platform/web/client/call.ts';
import { type Kind, mostPartBytes, movingIn } from '../contract.ts';

/**
 * Sends a file part by part, so that one of any size holds neither the browser nor the line, and has it read.
 * @param onSent the part of it that has arrived, 0 to 1
 * @returns the import, of now or of when the file came first
 */
export async function sendFile(kind: Kind, file: File, onSent: (part: number) => void): Promise<string> {
  const { importId } = await call(movingIn, 'openFile', { kind, fileName: file.name });
  try {
    for (let place = 0; place * mostPartBytes < file.size; place += 1) {
      const piece = file.slice(place * mostPartBytes, (place + 1) * mostPartBytes);
      await call(movingIn, 'addPart', { importId, place, bytes: await base64(piece) });
      onSent(Math.min(1, ((place + 1) * mostPartBytes) / file.size));
    }
    return (await call(movingIn, 'readFile', { importId })).importId;
  } catch (error) {
    // what could not be read is not left lying about
    await call(movingIn, 'discard', { importId }).catch(() => undefined);
    throw error;
  }
}

async function base64(piece: Blob): Promise<string> {
  const bytes = new Uint8Array(await piece.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
