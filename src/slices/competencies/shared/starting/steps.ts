import type { Step } from '../states.ts';

/** A step that may fail without failing the whole. */
export function step(name: string, en: string, id: string): Step {
  return { step: name, en, id, critical: false };
}

/** A step whose failure fails the whole. */
export function critical(name: string, en: string, id: string): Step {
  return { step: name, en, id, critical: true };
}

export const identify = critical(
  'identify',
  'Identifies the patient by name and date of birth',
  'Memastikan identitas pasien dengan nama dan tanggal lahir',
);
export const checksOrder = critical(
  'order',
  'Checks the order against patient, item and date',
  'Mencocokkan permintaan dengan pasien, jenis, dan tanggal',
);
export const cleansHands = critical(
  'hands',
  'Cleans hands before and after',
  'Membersihkan tangan sebelum dan sesudah',
);
export const explains = step(
  'explain',
  'Explains what will be done and asks whether she may',
  'Menjelaskan tindakan dan meminta persetujuan',
);
export const documents = step(
  'document',
  'Documents at once: what, when, by whom',
  'Segera mencatat: apa, kapan, oleh siapa',
);
export const sharps = critical(
  'sharps',
  'Drops the needle into the sharps box at once, never recaps',
  'Langsung membuang jarum ke kotak benda tajam, tidak menutup ulang',
);
export const gloves = step('gloves', 'Wears gloves', 'Memakai sarung tangan');
