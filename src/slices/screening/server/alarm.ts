/** By this a visit's red flag of an answer is known. */
export const alertCode = 'screening';

/** What a clinician is told: which answer, and none of its words. */
export const alert = {
  en: 'PHQ-9: question 9 above 0',
  id: 'PHQ-9: pertanyaan 9 di atas 0',
};
