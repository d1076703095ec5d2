/** An account of the ledger: four figures, its names, and the side on which it usually stands. */
export interface Account {
  code: string;
  en: string;
  id: string;
  normal: 'debit' | 'credit';
}

const debit = (code: string, en: string, id: string): Account => ({ code, en, id, normal: 'debit' });
const credit = (code: string, en: string, id: string): Account => ({ code, en, id, normal: 'credit' });

/** What a new clinic's books open with. */
export const defaultChart: readonly Account[] = [
  debit('1010', 'Bank', 'Bank'),
  debit('1020', 'Petty cash', 'Kas kecil'),
  debit('1030', 'Cash drawers and undeposited cash', 'Kas laci dan kas belum disetor'),
  debit('1035', 'Card and QRIS clearing', 'Kliring kartu dan QRIS'),
  debit('1100', 'Receivables, insurers', 'Piutang penjamin'),
  debit('1110', 'Receivables, patients', 'Piutang pasien'),
  credit('1190', 'Allowance for doubtful receivables', 'Cadangan piutang tak tertagih'),
  debit('1300', 'Medicines and supplies', 'Persediaan obat dan bahan'),
  debit('1400', 'Prepaid expenses', 'Biaya dibayar di muka'),
  debit('1500', 'Equipment', 'Peralatan'),
  credit('1590', 'Accumulated depreciation', 'Akumulasi penyusutan'),
  credit('2000', 'Accounts payable', 'Utang usaha'),
  credit('2200', 'Patient deposits and credits', 'Uang muka dan saldo pasien'),
  credit('2300', 'Payroll liabilities', 'Utang penggajian'),
  credit('2400', 'Tax payable', 'Utang pajak'),
  credit('3000', "Owner's equity", 'Modal pemilik'),
  credit('3900', 'Retained earnings', 'Laba ditahan'),
  credit('4000', 'Patient service revenue', 'Pendapatan jasa pasien'),
  credit('4050', 'Capitation revenue', 'Pendapatan kapitasi'),
  credit('4100', 'Product and pharmacy sales', 'Penjualan obat dan produk'),
  debit('4900', 'Contractual adjustments', 'Penyesuaian kontrak'),
  debit('4950', 'Discounts', 'Potongan harga'),
  debit('6000', 'Wages', 'Gaji'),
  debit('6010', 'Payroll tax', 'Pajak dan iuran gaji'),
  debit('6100', 'Clinical supplies', 'Bahan klinis'),
  debit('6150', 'Laboratory fees', 'Biaya laboratorium'),
  debit('6200', 'Rent', 'Sewa'),
  debit('6300', 'Office', 'Biaya kantor'),
  debit('6400', 'Bank and merchant fees', 'Biaya bank dan merchant'),
  debit('6500', 'Bad debt', 'Beban piutang tak tertagih'),
  debit('6600', 'Depreciation', 'Penyusutan'),
  debit('6900', 'Cash over and short', 'Selisih kas'),
  debit('6910', 'Cash rounding', 'Pembulatan kas'),
];

/** Where cash that is no patient's goes to or comes from, most usual first. */
export const cashAccounts: readonly string[] = ['6300', '6100', '1020', '1010', '6150'];
