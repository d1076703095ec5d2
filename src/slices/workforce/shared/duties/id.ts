import { type JobDuties, said } from './duty.ts';

/**
 * Indonesia: klinis adalah tugas tenaga kesehatan (perawat); an asisten perawat (Permenkes 80/2016) helps with the room,
 * hygiene and equipment. Written for Indonesian practice; the English words are for who reads them here.
 */
const loket = [
  said(
    'Registers patients (NIK, BPJS number), checks eligibility and prints the queue slip',
    'Mendaftarkan pasien (NIK, nomor BPJS), memeriksa kepesertaan dan mencetak nomor antrean',
  ),
  said(
    'Keeps medical record files in order and lends them by the rules',
    'Menata berkas rekam medis dan meminjamkannya sesuai aturan',
  ),
  said(
    'Receives payments at the counter and gives receipts',
    'Menerima pembayaran di loket dan memberi kuitansi',
  ),
];
const asuhan = [
  said(
    'Gives nursing care: initial assessment, vital signs, nursing diagnosis and actions',
    'Memberi asuhan keperawatan: kajian awal, tanda vital, diagnosis dan tindakan keperawatan',
  ),
  said(
    'Carries out physicians’ orders and what is delegated in writing (mandate or delegation)',
    'Melaksanakan instruksi dokter dan pelimpahan wewenang tertulis (mandat atau delegatif)',
  ),
  said(
    'Supervises asisten perawat and students and answers for their work',
    'Mengawasi asisten perawat dan siswa serta bertanggung jawab atas pekerjaan mereka',
  ),
];
const bantuan = [
  said('Keeps room and bed clean and ready', 'Menjaga kebersihan dan kesiapan ruang serta tempat tidur'),
  said(
    'Helps patients with personal hygiene, dressing and moving',
    'Membantu kebersihan diri, berpakaian dan berpindah pasien',
  ),
  said('Washes and decontaminates equipment', 'Mencuci dan mendekontaminasi peralatan'),
  said(
    'Reports hazards and changes of the patient to the perawat; gives no injection, medicine or invasive act',
    'Melaporkan bahaya dan perubahan keadaan pasien kepada perawat; tidak memberi suntikan, obat atau tindakan invasif',
  ),
];
const berdiri = said(
  'Stands and walks through the shift, wears protective equipment',
  'Berdiri dan berjalan selama dinas, memakai alat pelindung diri',
);
const duduk = said('Sits at a screen, meets many people', 'Duduk di depan layar, bertemu banyak orang');
const izin = [
  said('STR, and SIP of this place', 'STR, dan SIP di tempat ini'),
  said('Basic life support training', 'Pelatihan bantuan hidup dasar (BHD)'),
];
const none = { administrative: [], clinical: [], credentials: [] };

export const idDuties: Record<string, JobDuties> = {
  frontDesk: {
    ...none,
    administrative: loket,
    education: said('Senior high school, or D3 medical records', 'SMA/SMK, atau D3 perekam medis'),
    supervision: 'indirect',
    physical: duduk,
  },
  clinical: {
    ...none,
    clinical: asuhan,
    education: said('D3 nursing or Ners', 'D3 Keperawatan atau Ners'),
    credentials: izin,
    supervision: 'indirect',
    physical: berdiri,
  },
  assistant: {
    ...none,
    clinical: bantuan,
    education: said(
      'Vocational school of nursing assistance (below D3)',
      'SMK Asisten Keperawatan (di bawah D3)',
    ),
    credentials: [
      said(
        'Certificate of competency of the asisten tenaga kesehatan',
        'Sertifikat kompetensi asisten tenaga kesehatan',
      ),
    ],
    supervision: 'onSite',
    physical: berdiri,
  },
  nurse: {
    ...none,
    clinical: [
      ...asuhan,
      said(
        'Leads the shift and guides the competencies of the nurses',
        'Memimpin dinas dan membina kompetensi perawat',
      ),
    ],
    education: said('Ners', 'Ners'),
    credentials: izin,
    supervision: 'indirect',
    physical: berdiri,
  },
  physician: {
    ...none,
    clinical: [
      said(
        'Examines, diagnoses, prescribes, gives medical certificates',
        'Memeriksa, mendiagnosis, meresepkan, memberi surat keterangan',
      ),
      said(
        'Delegates medical acts in writing and supervises them',
        'Melimpahkan tindakan medis secara tertulis dan mengawasinya',
      ),
    ],
    education: said('Physician’s profession', 'Profesi dokter'),
    credentials: izin,
    supervision: 'none',
    physical: berdiri,
  },
  manager: {
    ...none,
    administrative: [
      said(
        'Answers for the clinic’s permit, accreditation and reports to the Dinas Kesehatan',
        'Bertanggung jawab atas izin klinik, akreditasi dan laporan ke Dinas Kesehatan',
      ),
      said(
        'Keeps files of STR, SIP and training of everybody',
        'Menyimpan berkas STR, SIP dan pelatihan seluruh petugas',
      ),
      said('Watches income, BPJS claims and expenses', 'Mengawasi pendapatan, klaim BPJS dan pengeluaran'),
    ],
    education: said('Bachelor', 'Sarjana'),
    supervision: 'none',
    physical: duduk,
  },
  bookkeeper: {
    ...none,
    administrative: [
      said(
        'Keeps the books, matches cash and bank, prepares tax papers',
        'Membukukan, mencocokkan kas dan bank, menyiapkan berkas pajak',
      ),
    ],
    education: said('Vocational school or D3 in accounting', 'SMK atau D3 Akuntansi'),
    supervision: 'indirect',
    physical: duduk,
  },
  student: {
    ...none,
    clinical: [
      said(
        'Practises (PKL) under a clinical instructor; every entry waits for her approval',
        'Praktik (PKL) di bawah pembimbing klinik; setiap isian menunggu pengesahannya',
      ),
    ],
    education: said('Sent by her school with a letter of assignment', 'Diutus sekolah dengan surat tugas'),
    supervision: 'onSite',
    physical: berdiri,
  },
  auditor: {
    ...none,
    administrative: [
      said(
        'Reads records and the audit trail; changes nothing',
        'Membaca rekam medis dan jejak audit; tidak mengubah apa pun',
      ),
    ],
    education: said('As the clinic asks', 'Sesuai ketentuan klinik'),
    supervision: 'none',
    physical: duduk,
  },
};
