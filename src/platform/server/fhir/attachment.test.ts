import { describe, expect, it } from 'vitest';
import { checkAttachment } from './attachment.ts';

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

describe('what is attached', () => {
  it.each([
    ['application/pdf', '%PDF-1.7\n'],
    ['application/pdf', 'a line that a scanner put before it\n%PDF-1.4'],
    ['image/png', '\x89PNG\r\n\x1a\n'],
    ['image/jpeg', '\xff\xd8\xff\xe0'],
    ['text/plain', 'Batuk tiga hari\r\n\tdemam'],
    ['text/plain; charset=utf-8', 'Batuk'],
    ['text/plain; charset=utf-16', '\xff\xfeB\0'],
    ['application/xml', '<ClinicalDocument/>'],
    ['application/dicom', 'anything'],
  ])('is kept as %s when it is one', (type, content) => {
    expect(checkAttachment(type, base64(content))).toBeUndefined();
  });

  it.each([
    ['text/html', '<p>', 'active'],
    ['Text/HTML; charset=utf-8', '<p>', 'active'],
    ['image/svg+xml', '<svg/>', 'active'],
    ['text/javascript', '1', 'active'],
    ['application/pdf', '<script>', 'content'],
    ['image/png', '\xff\xd8\xff\xe0', 'content'],
    ['image/jpeg', '%PDF-1.7', 'content'],
    ['text/plain', '\x7fELF\x02\x01\x01\0', 'content'],
    ['../../x', 'x', 'type'],
    ['application/pdf\r\nx: y', '%PDF-', 'type'],
  ])('is refused as %s when it holds %j', (type, content, fault) => {
    expect(checkAttachment(type, base64(content))).toBe(fault);
  });

  it('is refused beyond ten megabytes', () => {
    const large = base64('%PDF-1') + 'A'.repeat(14_000_000);
    expect(checkAttachment('application/pdf', large)).toBe('too_large');
  });

  it('is not judged where there is no content, or none that can be read: that is told elsewhere', () => {
    expect(checkAttachment('text/html', undefined)).toBeUndefined();
    expect(checkAttachment('application/pdf', '<no base64>')).toBeUndefined();
  });
});
