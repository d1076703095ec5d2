import { useEffect, useState } from 'react';

/** A QR code of a text, drawn in the browser. The drawing code is large and is fetched when the first one is shown. */
export function QrCode(props: { text: string; alt: string; className?: string }) {
  const { text } = props;
  const [image, setImage] = useState<string>();
  useEffect(() => {
    let stale = false;
    void import('./qr-code.ts').then(
      ({ qrImage }) => !stale && setImage(qrImage(text)),
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [text]);
  return image ? <img src={image} alt={props.alt} className={props.className} /> : null;
}
