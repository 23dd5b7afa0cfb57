// The part of CAdESCOM that signing needs, by the public reference of the КриптоПро ЭЦП Browser plug-in. Everything is
// asynchronous: a property is read as a promise and set by its method propset_.

export interface Store {
  Open(location: number, name: string, mode: number): Promise<void>;
  Close(): Promise<void>;
  readonly Certificates: Promise<Certificates>;
}

export interface Certificates {
  readonly Count: Promise<number>;
  /** From one. */
  Item(number: number): Promise<StoredCertificate>;
}

export interface StoredCertificate {
  readonly Thumbprint: Promise<string>;
  HasPrivateKey(): Promise<boolean>;
  Export(encoding: number): Promise<string>;
}

export interface Signer {
  propset_Certificate(certificate: StoredCertificate): Promise<void>;
  propset_Options(options: number): Promise<void>;
}

export interface HashedData {
  propset_Algorithm(algorithm: number): Promise<void>;
  SetHashValue(hex: string): Promise<void>;
}

export interface SignedData {
  /** A detached CMS in base64. */
  SignHash(hash: HashedData, signer: Signer, type: number): Promise<string>;
}

export interface Objects {
  'CAdESCOM.Store': Store;
  'CAdESCOM.CPSigner': Signer;
  'CAdESCOM.HashedData': HashedData;
  'CAdESCOM.CadesSignedData': SignedData;
}

export interface Plugin {
  CreateObjectAsync<Name extends keyof Objects>(name: Name): Promise<Objects[Name]>;
}

/** Values of the reference, under its names. */
export const constants = {
  CAPICOM_CURRENT_USER_STORE: 2,
  CAPICOM_MY_STORE: 'My',
  CAPICOM_STORE_OPEN_MAXIMUM_ALLOWED: 2,
  CAPICOM_ENCODE_BASE64: 0,
  CAPICOM_CERTIFICATE_INCLUDE_CHAIN_EXCEPT_ROOT: 0,
  CADESCOM_CADES_BES: 1,
  CADESCOM_HASH_ALGORITHM_SHA_256: 4,
  CADESCOM_HASH_ALGORITHM_CP_GOST_3411_2012_256: 101,
  CADESCOM_HASH_ALGORITHM_CP_GOST_3411_2012_512: 102,
} as const;
