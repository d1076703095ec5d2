import { describe, expect, it } from 'vitest';
import { isLate, taskHref } from './task-link.ts';

describe('a task', () => {
  it('leads to its visit, else to its patient, else nowhere', () => {
    expect(taskHref({ visitId: 'v1', patientId: 'p1', params: {} })).toBe('/visits/v1');
    expect(taskHref({ patientId: 'p1', params: {} })).toBe('/patients/p1');
    expect(taskHref({ params: { screen: '/clinic/backups' } })).toBe('/clinic/backups');
    expect(taskHref({ params: {} })).toBeUndefined();
  });

  it('leads to no other address, whatever another system writes into it', () => {
    for (const screen of ['//elsewhere.example', 'https://elsewhere.example', 'javascript:alert(1)'])
      expect(taskHref({ params: { screen } })).toBeUndefined();
  });

  it('is late once its time has passed, not before', () => {
    const dueAt = '2026-03-09T02:00:00Z';
    expect(isLate({ dueAt }, Date.parse(dueAt))).toBe(false);
    expect(isLate({ dueAt }, Date.parse(dueAt) + 1)).toBe(true);
  });
});
