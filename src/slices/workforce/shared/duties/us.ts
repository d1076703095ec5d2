import { type JobDuties, said } from './duty.ts';

/**
 * United States: a medical assistant is unlicensed and works under a provider's delegation. Written for US practice; the
 * Indonesian words are for a US clinic whose people read them.
 */
const desk = [
  said(
    'Greet, identify by two identifiers and check in patients',
    'Menyambut, mengidentifikasi dengan dua penanda dan mendaftarkan pasien',
  ),
  said('Schedule, confirm and move appointments', 'Menjadwalkan, mengonfirmasi dan memindahkan janji temu'),
  said(
    'Check insurance eligibility and collect copayments',
    'Memeriksa kepesertaan asuransi dan menerima pembayaran',
  ),
  said(
    'Keep records complete; release them only on authorization (HIPAA)',
    'Menjaga kelengkapan rekam medis; membukanya hanya dengan persetujuan (HIPAA)',
  ),
];
const rooming = [
  said(
    'Room patients; measure and record vital signs',
    'Mengantar pasien ke ruang; mengukur dan mencatat tanda vital',
  ),
  said(
    'Ask and record allergies, medicines and the reason for the visit',
    'Menanyakan dan mencatat alergi, obat dan keperluan kunjungan',
  ),
  said(
    'Carry out provider orders: ECG, waived tests, blood draws, injections and vaccines, once the competency is validated',
    'Melaksanakan perintah dokter: EKG, pemeriksaan sederhana, pengambilan darah, suntikan dan vaksin, setelah kompetensinya disahkan',
  ),
  said(
    'Set up for and assist at procedures; clean and sterilize instruments',
    'Menyiapkan dan membantu tindakan; membersihkan dan menyeterilkan alat',
  ),
  said(
    'Report what is out of range to the provider at once; assess, diagnose, interpret and advise nothing',
    'Segera melaporkan nilai di luar batas kepada dokter; tidak menilai, mendiagnosis, menafsirkan atau memberi nasihat',
  ),
];
const standing = said(
  'Stands and walks most of the day; lifts up to 50 lb with help; handles blood and body fluids with protection',
  'Berdiri dan berjalan hampir sepanjang hari; mengangkat sampai 23 kg dengan bantuan; menangani darah dan cairan tubuh dengan pelindung',
);
const seated = said(
  'Sits at a screen most of the day; lifts up to 20 lb',
  'Duduk di depan layar hampir sepanjang hari; mengangkat sampai 9 kg',
);
const assistantSchool = said(
  'High school diploma; medical assisting certificate, diploma or associate degree, or training on the job',
  'Ijazah SMA; sertifikat, diploma atau gelar asosiat asisten medis, atau pelatihan di tempat kerja',
);
const certified = [
  said(
    'CMA, RMA, CCMA or NCMA where the clinic or its state asks for one',
    'CMA, RMA, CCMA atau NCMA bila diminta klinik atau negara bagiannya',
  ),
  said('CPR/BLS, current', 'CPR/BLS yang masih berlaku'),
];
const none = { administrative: [], clinical: [], credentials: [] };

export const usDuties: Record<string, JobDuties> = {
  frontDesk: {
    ...none,
    administrative: desk,
    education: assistantSchool,
    supervision: 'indirect',
    physical: seated,
  },
  clinical: {
    ...none,
    clinical: rooming,
    education: assistantSchool,
    credentials: certified,
    supervision: 'onSite',
    physical: standing,
  },
  assistant: {
    administrative: desk,
    clinical: rooming,
    education: assistantSchool,
    credentials: certified,
    supervision: 'onSite',
    physical: standing,
  },
  nurse: {
    ...none,
    clinical: [
      said(
        'Assess patients and give nursing care within the state nurse practice act',
        'Mengkaji pasien dan memberi asuhan sesuai undang-undang keperawatan negara bagian',
      ),
      said(
        'Supervise, delegate to and co-sign the work of assistants and students',
        'Mengawasi, melimpahkan dan mengesahkan pekerjaan asisten dan siswa',
      ),
      said(
        'Give telephone advice by approved protocols',
        'Memberi saran lewat telepon sesuai protokol yang disahkan',
      ),
    ],
    education: said('Nursing degree or diploma', 'Gelar atau diploma keperawatan'),
    credentials: [
      said('State nursing license (RN or LPN)', 'Lisensi perawat negara bagian (RN atau LPN)'),
      certified[1] ?? said('CPR/BLS', 'CPR/BLS'),
    ],
    supervision: 'indirect',
    physical: standing,
  },
  physician: {
    ...none,
    clinical: [
      said(
        'Diagnose, order, prescribe, interpret and sign',
        'Mendiagnosis, memerintahkan, meresepkan, menafsirkan dan menandatangani',
      ),
      said(
        'Approve standing orders and delegate under them',
        'Mengesahkan instruksi tetap dan melimpahkan tugas di bawahnya',
      ),
    ],
    education: said('Medical degree (MD or DO)', 'Gelar dokter (MD atau DO)'),
    credentials: [
      said(
        'State medical license, NPI, DEA where controlled substances are prescribed',
        'Lisensi dokter negara bagian, NPI, DEA bila meresepkan obat terkendali',
      ),
    ],
    supervision: 'none',
    physical: standing,
  },
  manager: {
    ...none,
    administrative: [
      said(
        'Run the office: people, schedule, supplies, compliance with HIPAA, OSHA and CLIA',
        'Mengelola kantor: petugas, jadwal, persediaan, kepatuhan HIPAA, OSHA dan CLIA',
      ),
      said(
        'Hire, orient, evaluate and keep files of credentials',
        'Merekrut, mengorientasi, menilai dan menyimpan berkas kredensial',
      ),
      said(
        'Watch budget, billing and the closing of each day',
        'Mengawasi anggaran, penagihan dan penutupan hari',
      ),
    ],
    education: said(
      'Associate or bachelor degree, or years in a medical office',
      'Gelar asosiat atau sarjana, atau pengalaman di praktik medis',
    ),
    supervision: 'none',
    physical: seated,
  },
  bookkeeper: {
    ...none,
    administrative: [
      said(
        'Post charges and payments, reconcile the drawer and the bank',
        'Membukukan tagihan dan pembayaran, mencocokkan laci kas dan bank',
      ),
      said('Follow up claims and balances', 'Menindaklanjuti klaim dan sisa tagihan'),
    ],
    education: said('High school diploma and bookkeeping training', 'Ijazah SMA dan pelatihan pembukuan'),
    supervision: 'indirect',
    physical: seated,
  },
  student: {
    ...none,
    clinical: [
      said(
        'Practice under the preceptor’s eyes; every entry is preliminary until co-signed',
        'Berlatih di bawah pengawasan pembimbing; setiap isian bersifat sementara sampai disahkan',
      ),
      said(
        'Is unpaid or paid as the program says, and replaces no staff',
        'Tidak dibayar atau dibayar sesuai program, dan tidak menggantikan petugas',
      ),
    ],
    education: said(
      'Enrolled in a CAAHEP or ABHES accredited program',
      'Terdaftar pada program terakreditasi CAAHEP atau ABHES',
    ),
    supervision: 'onSite',
    physical: standing,
  },
  auditor: {
    ...none,
    administrative: [
      said(
        'Audit charts, access and billing against HIPAA and payer rules; change nothing',
        'Mengaudit rekam medis, akses dan tagihan terhadap HIPAA dan aturan penjamin; tidak mengubah apa pun',
      ),
    ],
    education: said('As the clinic asks', 'Sesuai ketentuan klinik'),
    supervision: 'none',
    physical: seated,
  },
};
