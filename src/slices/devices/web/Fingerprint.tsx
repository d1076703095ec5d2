/** A SHA-256 to compare by eye, in the groups in which the device shows it. @param props.sha256 `AA:BB:…` */
export function Fingerprint(props: { sha256: string }) {
  const groups = props.sha256.replaceAll(':', '').match(/.{1,4}/g) ?? [];
  return <code className="dv-fingerprint">{groups.join(' ')}</code>;
}
