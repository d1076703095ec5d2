import { pathTo } from '#platform/web/router/link.tsx';

export function checkOffPath(staffId: string, code: string): string {
  return pathTo('/work/check-off/$staffId/$code', { staffId, code });
}

export function passportPath(staffId: string): string {
  return pathTo('/clinic/competencies/$staffId', { staffId });
}
