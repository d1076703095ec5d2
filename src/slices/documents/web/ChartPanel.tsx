import { Latest } from './Latest.tsx';

/** In the chart: what came from outside, the newest first. */
export default function ChartPanel({ patientId }: { patientId: string }) {
  return <Latest patientId={patientId} />;
}
