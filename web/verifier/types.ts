/** What the program answers: package examine and package cms in JSON, as far as the page shows it. */
export type Verdict = 'valid' | 'invalid' | 'indeterminate';

export type Role = 'passport' | 'signature' | 'content' | 'certificate' | 'list' | 'answer' | 'key' | 'receipt' | 'held';

export interface Finding {
  code: string;
  about?: string;
  at?: string;
  detail?: string;
}

/** A reason of a passport comes with its sentence. */
export interface Said extends Finding {
  weight: Verdict;
  text: string;
}

export interface Certificate {
  subject: { field: string; value: string }[];
  issuer: { field: string; value: string }[];
  serial: string;
  not_before: string;
  not_after: string;
  sha256: string;
}

export interface Fact {
  certificate: string;
  source: string;
  status: 'good' | 'revoked' | 'unknown';
  issued?: string;
  revoked_at?: string;
}

export interface Signer {
  verdict: Verdict;
  level: string;
  findings?: Finding[];
  certificate?: Certificate;
  algorithm?: string;
  claimed?: string;
  proven?: string;
  chain?: Certificate[];
  revocation?: Fact[];
  time_stamps?: { verdict: Verdict; time: string; findings?: Finding[]; service?: Certificate }[];
}

export interface CmsReport {
  verdict: Verdict;
  at: string;
  findings?: Finding[];
  signers: Signer[];
}

export interface PassportReport {
  verdict: Verdict;
  at: string;
  document?: { body: string; kind: string; number: string; registered_on: string; summary: string; mark?: string };
  findings: Said[];
  files: { path: string; name: string; size: number; sha256: string; streebog256: string; intact: boolean; signed: number }[];
  signatures: { verdict: Verdict; signer: string; post: string; findings?: Said[]; report?: CmsReport }[];
  journal?: {
    at: string;
    size: number;
    key: string;
    confirmed: boolean;
    acts: { id: number; at: string; actor: string; post: string; words: string; proven: boolean }[];
  };
  roots?: Certificate[];
}

/** Of an application: package receipt. */
export interface ReceiptReport {
  verdict: Verdict;
  receipt: { service: string; number: string; sequence: number; year: number; at: string; place?: string; place_name?: string; place_no?: number; leaf: string; key: string };
  findings: Said[];
}

export interface Answer {
  receipt?: ReceiptReport;
  passport?: PassportReport;
  cms?: CmsReport;
  text: string;
  error?: string;
  file?: string;
  sentences: Record<string, { text: string; weight: Verdict }>;
}

export interface Named {
  name: string;
  bytes: Uint8Array;
}

/** What the page asks of the worker; files go as they are, the worker reads them by pieces. */
export interface Question {
  passport?: File;
  signature?: Uint8Array;
  content?: File;
  receipt?: Named;
  held: Named[];
  certificates: Named[];
  lists: Named[];
  answers: Named[];
  at: string;
  key: string;
  compared: string[];
  revocation: boolean;
}

export type Reply = { ready: true } | { read: number } | { answer: string } | { stopped: string };
