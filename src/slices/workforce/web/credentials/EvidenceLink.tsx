import { m } from '#messages';
import { call } from '#platform/web/client/call.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { workforce } from '#slices/workforce/contract.ts';

/** Opens a kept file; it is read when it is asked for, and that stands in the trail. */
export function EvidenceLink({ evidenceId }: { evidenceId: string }) {
  const open = async () => {
    try {
      const { fileName, contentType, data } = await call(workforce, 'readEvidence', { evidenceId });
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const url = URL.createObjectURL(new Blob([bytes], { type: contentType }));
      const link = document.createElement('a');
      link.href = url;
      link.download = fileName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch {
      tell(m.workforce_error_evidenceMissing());
    }
  };
  return (
    <Button tone="plain" onClick={() => void open()}>
      {m.workforce_credentials_evidenceOpen()}
    </Button>
  );
}
