/**
 * IPP/1.1 messages (RFC 8010), as far as printing on a queue needs them. A pure codec: attributes in, bytes out, and back.
 */

/** Tags of groups and values (RFC 8010, section 3.5). */
export const tags = {
  operation: 0x01,
  job: 0x02,
  end: 0x03,
  printer: 0x04,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeType: 0x49,
} as const;

export interface IppAttribute {
  tag: number;
  name: string;
  values: readonly (string | number)[];
}

export interface IppRequest {
  operation: number;
  requestId: number;
  groups: readonly { tag: number; attributes: readonly IppAttribute[] }[];
}

const u16 = (value: number) => [(value >> 8) & 0xff, value & 0xff];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];

/** The head of a request; what is printed follows it as it is. */
export function encodeIpp(request: IppRequest): Uint8Array {
  const bytes = [1, 1, ...u16(request.operation), ...u32(request.requestId)];
  for (const group of request.groups) {
    bytes.push(group.tag);
    for (const attribute of group.attributes) bytes.push(...encodeAttribute(attribute));
  }
  return Uint8Array.from([...bytes, tags.end]);
}

/** Further values of an attribute follow it without its name. */
function encodeAttribute({ tag, name, values }: IppAttribute): number[] {
  return values.flatMap((value, at) => {
    const named = at === 0 ? [...new TextEncoder().encode(name)] : [];
    const data = typeof value === 'number' ? u32(value) : [...new TextEncoder().encode(value)];
    return [tag, ...u16(named.length), ...named, ...u16(data.length), ...data];
  });
}

export interface IppAnswer {
  status: number;
  /** Attributes of each group in their order; several printers are several groups. */
  groups: { tag: number; attributes: Map<string, (string | number | boolean)[]> }[];
}

/** @throws RangeError where the bytes are no whole IPP message */
export function decodeIpp(bytes: Uint8Array): IppAnswer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const groups: IppAnswer['groups'] = [];
  const status = view.getUint16(2);
  let at = 8;
  let name = '';
  for (;;) {
    const tag = view.getUint8(at);
    at += 1;
    if (tag === tags.end) return { status, groups };
    if (tag < 0x10) {
      groups.push({ tag, attributes: new Map() });
      continue;
    }
    const take = () => {
      const length = view.getUint16(at);
      const part = bytes.subarray(at + 2, at + 2 + length);
      if (part.length < length) throw new RangeError('An IPP attribute is cut');
      at += 2 + length;
      return part;
    };
    name = new TextDecoder().decode(take()) || name;
    const value = readValue(tag, take());
    const { attributes } = groups.at(-1) ?? { attributes: new Map<string, (typeof value)[]>() };
    attributes.set(name, [...(attributes.get(name) ?? []), value]);
  }
}

function readValue(tag: number, data: Uint8Array): string | number | boolean {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if ((tag === tags.integer || tag === tags.enum) && data.length === 4) return view.getInt32(0);
  if (tag === tags.boolean) return data[0] === 1;
  if (tag === tags.textWithLanguage || tag === tags.nameWithLanguage) {
    const text = 2 + view.getUint16(0) + 2;
    return new TextDecoder().decode(data.subarray(text));
  }
  return new TextDecoder().decode(data);
}
