/** The last four figures of a number; nothing of one that is too short to hide. */
export function maskPhone(phone: string | undefined): string {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length < 7 ? '' : `•••• ${digits.slice(-4)}`;
}

/** First letter and the end of the domain: `s•••@•••.id`. */
export function maskEmail(email: string | undefined): string {
  const found = /^([^@])[^@]*@.*(\.[^.@]+)$/.exec(email ?? '');
  return found ? `${found[1]}•••@•••${found[2]}` : '';
}

/** The beginning of the street's name, and the town: no number of a house. */
export function maskAddress(
  address: { line?: string | undefined; city?: string | undefined } | undefined,
): string {
  const street = (address?.line ?? '').replace(/\d+/g, '').trim().slice(0, 6).trim();
  return [street && `${street}•••`, address?.city].filter(Boolean).join(', ');
}

/** A member number by its last three signs. */
export function maskNumber(number: string): string {
  return number.length < 6 ? '•••' : `•••${number.slice(-3)}`;
}
