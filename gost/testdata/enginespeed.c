/*
 * Measures OpenSSL with the GOST engine for the benchmark beside our own code.
 * Reads lines "verify KEY MS", "sign KEY MS" and "digest NAME MS"; answers each with
 * operations (for a digest: octets) per second of processor time.
 */
#include <openssl/conf.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

static void need(int ok, const char *what) {
	if (!ok) {
		fprintf(stderr, "enginespeed: %s failed\n", what);
		exit(1);
	}
}

static double signatures(int verify, const char *path, double seconds) {
	FILE *f = fopen(path, "r");
	need(f != NULL, path);
	EVP_PKEY *key = PEM_read_PrivateKey(f, NULL, NULL, NULL);
	fclose(f);
	need(key != NULL, "reading the key");
	unsigned char digest[64], signature[256];
	size_t n = sizeof signature, size = EVP_PKEY_get_size(key) / 2;
	for (size_t i = 0; i < sizeof digest; i++) digest[i] = (unsigned char)(i * 7 + 1);
	EVP_PKEY_CTX *s = EVP_PKEY_CTX_new(key, NULL), *v = EVP_PKEY_CTX_new(key, NULL);
	need(EVP_PKEY_sign_init(s) == 1 && EVP_PKEY_verify_init(v) == 1, "init");
	need(EVP_PKEY_sign(s, signature, &n, digest, size) == 1, "sign");
	long count = 0;
	double start = now(), spent;
	do {
		for (int i = 0; i < 8; i++, count++) {
			if (verify) {
				need(EVP_PKEY_verify(v, signature, n, digest, size) == 1, "verify");
			} else {
				size_t m = sizeof signature;
				need(EVP_PKEY_sign(s, signature, &m, digest, size) == 1, "sign");
			}
		}
		spent = now() - start;
	} while (spent < seconds);
	EVP_PKEY_CTX_free(s);
	EVP_PKEY_CTX_free(v);
	EVP_PKEY_free(key);
	return count / spent;
}

static double octets(const char *name, double seconds) {
	static unsigned char block[1 << 16];
	const EVP_MD *md = EVP_get_digestbyname(name);
	need(md != NULL, name);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	need(EVP_DigestInit_ex(c, md, NULL) == 1, "digest");
	long count = 0;
	double start = now(), spent;
	do {
		need(EVP_DigestUpdate(c, block, sizeof block) == 1, "digest");
		count++;
		spent = now() - start;
	} while (spent < seconds);
	EVP_MD_CTX_free(c);
	return count * (double)sizeof block / spent;
}

int main(void) {
	char what[16], name[1024];
	int ms;
	need(OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG, NULL) == 1, "configuration");
	while (scanf("%15s %1023s %d", what, name, &ms) == 3) {
		double rate = strcmp(what, "digest") == 0
			? octets(name, ms / 1e3)
			: signatures(strcmp(what, "verify") == 0, name, ms / 1e3);
		printf("%.1f\n", rate);
		fflush(stdout);
	}
	return 0;
}
