import { createHash, type X509Certificate } from 'node:crypto';

/**
 * A configuration profile that brings the authority's certificate to an iPhone, iPad or Mac: iOS installs a root certificate
 * in no other way without a cable. Its identifiers follow from the certificate, so that a second installation replaces the
 * first. Format: Apple, "Configuration Profile Reference", payload `com.apple.security.root`.
 * @returns property list, XML
 */
export function appleProfile(authority: X509Certificate): string {
  const name = /CN=(.*)/.exec(authority.subject)?.[1] ?? 'Serambi';
  const id = authority.fingerprint256.replaceAll(':', '').toLowerCase().slice(0, 16);
  const payload = dict({
    PayloadType: text('com.apple.security.root'),
    PayloadVersion: '<integer>1</integer>',
    PayloadIdentifier: text(`id.serambi.authority.${id}.certificate`),
    PayloadUUID: text(uuidOf(`${id} certificate`)),
    PayloadDisplayName: text(name),
    PayloadCertificateFileName: text('serambi.crt'),
    PayloadContent: `<data>${authority.raw.toString('base64')}</data>`,
  });
  const profile = dict({
    PayloadType: text('Configuration'),
    PayloadVersion: '<integer>1</integer>',
    PayloadIdentifier: text(`id.serambi.authority.${id}`),
    PayloadUUID: text(uuidOf(`${id} profile`)),
    PayloadDisplayName: text(name),
    PayloadRemovalDisallowed: '<false/>',
    PayloadContent: `<array>${payload}</array>`,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">${profile}</plist>
`;
}

const dict = (entries: Record<string, string>) =>
  `<dict>${Object.entries(entries)
    .map(([key, value]) => `<key>${key}</key>${value}`)
    .join('')}</dict>`;

const text = (value: string) => `<string>${escapeXml(value)}</string>`;

function escapeXml(value: string): string {
  return value.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function uuidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex').toUpperCase();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
