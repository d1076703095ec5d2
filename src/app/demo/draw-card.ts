import { crc32, deflateSync } from 'node:zlib';

/** A card as it would be photographed: paper, a coloured head, grey lines where the words are. PNG, drawn dot by dot. */
export function drawCard(head: [number, number, number]): Buffer {
  const [width, height] = [640, 400];
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    const from = y * (1 + width * 3) + 1;
    for (let x = 0; x < width; x += 1) rows.set(dotAt(x, y, head), from + x * 3);
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  // eight bits for each of red, green and blue
  size.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function dotAt(x: number, y: number, head: [number, number, number]): [number, number, number] {
  if (y < 84) return head;
  const isPortrait = x > 40 && x < 190 && y > 130 && y < 330;
  if (isPortrait) return [206, 212, 214];
  const isLine = x > 230 && x < 560 - ((y / 44) % 3) * 60 && y > 130 && y < 330 && y % 44 < 14;
  return isLine ? [96, 108, 112] : [250, 250, 247];
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
