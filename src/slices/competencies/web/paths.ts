import { pathTo } from '#platform/web/router/link.tsx';

export function checkOffPath(staffId: string, code: string): string {
  return pathTo('/work/check-off/$staffId/$code', { staffId, code });
}

export function passportPath(staffId: string): string {
  return pathTo('/clinic/competencies/$staffId', { staffId });
}

/** Her own sheet, for an observer who signs at her screen. */
export function myCheckOffPath(code: string): string {
  return pathTo('/work/my-check-off/$code', { code });
}
