import { fromBase64, hex } from '../bytes.ts';
import { readCertificate, type Certificate, type KeyAlgorithm } from '../certificate.ts';
import { DeviceError, type Prepared, type SigningDevice } from '../device.ts';
import { isThere, openPlugin } from './channel.ts';
import { faultOf } from './faults.ts';
import { constants as c, type Plugin, type StoredCertificate } from './objects.ts';

const hashes: Readonly<Record<KeyAlgorithm, number>> = {
  streebog256: c.CADESCOM_HASH_ALGORITHM_CP_GOST_3411_2012_256,
  streebog512: c.CADESCOM_HASH_ALGORITHM_CP_GOST_3411_2012_512,
  sha256: c.CADESCOM_HASH_ALGORITHM_SHA_256,
};

/** КриптоПро ЭЦП Browser plug-in. КриптоПро CSP itself asks for the PIN, in a window of its own. */
export const cryptopro: SigningDevice = {
  key: 'cryptopro',
  means: 'plugin',
  available: isThere,
  async certificates() {
    try {
      const found: Certificate[] = [];
      await eachWithKey(await openPlugin(), (certificate) => void found.push(certificate));
      return found;
    } catch (error) {
      throw faultOf(error);
    }
  },
  async sign(prepared, certificate) {
    try {
      const plugin = await openPlugin();
      let key: StoredCertificate | undefined;
      await eachWithKey(plugin, (one, stored) => {
        if (one.id === certificate.id) key = stored;
      });
      if (key === undefined) throw new DeviceError('no_key');
      return await signHash(plugin, key, certificate.algorithm, prepared);
    } catch (error) {
      throw faultOf(error);
    }
  },
};

/** Certificates of the person's store that have a private key. */
async function eachWithKey(plugin: Plugin, take: (certificate: Certificate, stored: StoredCertificate) => void) {
  const store = await plugin.CreateObjectAsync('CAdESCOM.Store');
  await store.Open(c.CAPICOM_CURRENT_USER_STORE, c.CAPICOM_MY_STORE, c.CAPICOM_STORE_OPEN_MAXIMUM_ALLOWED);
  const certificates = await store.Certificates;
  const count = await certificates.Count;
  for (let number = 1; number <= count; number++) {
    const stored = await certificates.Item(number);
    if (!(await stored.HasPrivateKey())) continue;
    const certificate = readCertificate(await stored.Thumbprint, fromBase64(await stored.Export(c.CAPICOM_ENCODE_BASE64)));
    if (certificate !== undefined) take(certificate, stored);
  }
  await store.Close();
}

/** CAdES-BES over a digest that is known already; the server adds time stamps and evidence. */
async function signHash(plugin: Plugin, key: StoredCertificate, algorithm: KeyAlgorithm, prepared: Prepared) {
  const hash = await plugin.CreateObjectAsync('CAdESCOM.HashedData');
  await hash.propset_Algorithm(hashes[algorithm]);
  await hash.SetHashValue(hex(fromBase64(prepared.digests[algorithm])));
  const signer = await plugin.CreateObjectAsync('CAdESCOM.CPSigner');
  await signer.propset_Certificate(key);
  await signer.propset_Options(c.CAPICOM_CERTIFICATE_INCLUDE_CHAIN_EXCEPT_ROOT);
  const data = await plugin.CreateObjectAsync('CAdESCOM.CadesSignedData');
  return fromBase64(await data.SignHash(hash, signer, c.CADESCOM_CADES_BES));
}
