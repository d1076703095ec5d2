import type { Language } from '#platform/shared/languages.ts';

export { demoPassword, demoPin } from '#platform/shared/demo.ts';

export interface DemoPerson {
  /** Before the `@melati.demo`, and the role it stands for. */
  login: string;
  role: string;
  name: string;
  language?: Language;
  /** Licence as it stands on papers that she signs. */
  licence?: string;
}

export interface DemoClinic {
  slug: string;
  name: string;
  country: 'ID' | 'US';
  zone: string;
  currency: string;
  language: Language;
  letterhead: string[];
  people: DemoPerson[];
}

export const demoClinics: readonly DemoClinic[] = [
  {
    slug: 'melati',
    name: 'Klinik Melati',
    country: 'ID',
    zone: 'Asia/Jakarta',
    currency: 'IDR',
    language: 'id',
    letterhead: ['Jl. Kenanga Raya No. 12, Tebet', 'Jakarta Selatan 12820', 'Telepon 021-5550-0134'],
    people: [
      { login: 'frontdesk', role: 'frontDesk', name: 'Rina Kartika' },
      { login: 'clinical', role: 'clinical', name: 'Ns. Dewi Lestari' },
      { login: 'assistant', role: 'assistant', name: 'Yusuf Hidayat' },
      { login: 'nurse', role: 'nurse', name: 'Ns. Maria Tambunan' },
      {
        login: 'physician',
        role: 'physician',
        name: 'dr. Ayu Wulandari',
        licence: 'SIP 1.2.01.3174.2201/27.03.1/2026',
      },
      {
        login: 'physician2',
        role: 'physician',
        name: 'dr. Bambang Setiawan',
        licence: 'SIP 1.2.01.3174.2202/27.03.1/2026',
      },
      { login: 'manager', role: 'manager', name: 'Sri Handayani' },
      { login: 'bookkeeper', role: 'bookkeeper', name: 'Hendra Gunawan' },
      { login: 'student', role: 'student', name: 'Putri Maharani' },
      { login: 'auditor', role: 'auditor', name: 'Agus Salim' },
    ],
  },
  {
    slug: 'harbor',
    name: 'Harbor Clinic',
    country: 'US',
    zone: 'America/New_York',
    currency: 'USD',
    language: 'en',
    letterhead: ['48 Pier Street, Suite 200', 'Brooklyn, NY 11231', 'Phone (718) 555-0142'],
    people: [
      { login: 'frontdesk', role: 'frontDesk', name: 'Grace Miller' },
      { login: 'clinical', role: 'clinical', name: 'Tasha Brown, CMA (AAMA)' },
      { login: 'assistant', role: 'assistant', name: 'Luis Ortega' },
      { login: 'nurse', role: 'nurse', name: 'Helen Park, RN' },
      { login: 'physician', role: 'physician', name: 'Samuel Reed, MD', licence: 'NPI 1234567893' },
      { login: 'physician2', role: 'physician', name: 'Anita Desai, MD', licence: 'NPI 1245319599' },
      { login: 'manager', role: 'manager', name: 'Karen Novak' },
      { login: 'bookkeeper', role: 'bookkeeper', name: 'Peter Lang' },
      { login: 'student', role: 'student', name: 'Mia Chen' },
      { login: 'auditor', role: 'auditor', name: 'Olivia Grant' },
    ],
  },
];
