/** What stands in the QR code of a cover sheet: nothing of the patient but her record number. */
export interface Cover {
  recordNumber: string;
  type: string;
}

const mark = 'DOK';

/** `DOK:123456:labReport`; capital letters and digits read fastest, the type's code is as the clinic has it. */
export function coverText({ recordNumber, type }: Cover): string {
  return [mark, recordNumber, type].join(':');
}

/** What a hand scanner typed, where it is a cover sheet; a keyboard of another layout gives other separators. */
export function coverOf(text: string): Cover | undefined {
  const found = /^DOK[:;ÖöÇç<>]([A-Za-z0-9./-]{1,40})[:;ÖöÇç<>]([A-Za-z0-9]{1,40})$/.exec(text.trim());
  return found?.[1] && found[2] ? { recordNumber: found[1], type: found[2] } : undefined;
}
