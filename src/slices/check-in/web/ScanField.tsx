import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { Big } from './SelfPage.tsx';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;
const detectorClass = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Reads a code with the camera, where the browser can; everybody else types. */
export function ScanField({ onRead }: { onRead: (text: string) => void }) {
  const [open, setOpen] = useState(false);
  if (!detectorClass || !navigator.mediaDevices) return null;
  if (!open) return <Big onClick={() => setOpen(true)}>{m.checkIn_who_scan()}</Big>;
  return (
    <Camera
      onRead={(text) => {
        setOpen(false);
        onRead(text);
      }}
      onGone={() => setOpen(false)}
    />
  );
}

function Camera(props: { onRead: (text: string) => void; onGone: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(props);
  told.current = props;
  useEffect(() => {
    let stream: MediaStream | undefined;
    let over = false;
    const watch = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (!video.current || !detectorClass || over) return;
      video.current.srcObject = stream;
      await video.current.play();
      const detector = new detectorClass({ formats: ['qr_code', 'code_128'] });
      while (!over) {
        const [code] = await detector.detect(video.current);
        if (code) return told.current.onRead(code.rawValue);
        await new Promise((later) => setTimeout(later, 250));
      }
    };
    // no camera, or nobody allowed it: the field stays
    watch().catch(() => told.current.onGone());
    return () => {
      over = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);
  return (
    <>
      <p role="status">{m.checkIn_who_scanning()}</p>
      <video ref={video} className="ci-video" muted playsInline />
    </>
  );
}
