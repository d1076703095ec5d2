/**
 * A link that opens WhatsApp with a text filled in, on this device and by whoever is signed in to WhatsApp there.
 * Nothing is sent by it: a person does that.
 * @param e164 `+6281234567890`
 */
export function whatsAppLink(e164: string, text: string): string {
  return `https://wa.me/${e164.replace(/\D/g, '')}?text=${encodeURIComponent(text)}`;
}
