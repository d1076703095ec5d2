import { Latest } from './Latest.tsx';

/** In the visit: the same, and what is added here is of this visit. */
export default function VisitDocuments({ patientId, visitId }: { patientId: string; visitId: string }) {
  return <Latest patientId={patientId} visitId={visitId} />;
}
