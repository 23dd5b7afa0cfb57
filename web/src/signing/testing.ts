import type { Prepared } from './device.ts';

/** Сурнин Роман, 2026, a key of ГОСТ Р 34.10-2012 with 256 bits; made by cmd/veche-wasm. */
export const surnin =
  'MIIB9jCCAaOgAwIBAgIQUcOAfDahed/svxQln9mQUzAKBggqhQMHAQEDAjBNMQswCQYDVQQGEwJSVTEeMBwGA1UECgwV0KPQpiDQv9GA0L7QstC10YDQutC4MR4wHAYDVQQDDBXQo9CmINC/0YDQvtCy0LXRgNC60LgwHhcNMjYwMTAxMDAwMDAwWhcNMjcwMTAxMDAwMDAwWjBbMQswCQYDVQQGEwJSVTEVMBMGA1UEBAwM0KHRg9GA0L3QuNC9MRMwEQYDVQQqDArQoNC+0LzQsNC9MSAwHgYDVQQDDBfQodGD0YDQvdC40L0g0KDQvtC80LDQvTBeMBcGCCqFAwcBAQEBMAsGCSqFAwcBAgEBAQNDAARAHl/xY1HHmJ0EH7F8O6wphOKxluJ34+1QadNJUM66WkFXng4l4CzptFskpdtVi7ylNmqU15kyL7if/XZKdCR+ZKNSMFAwDgYDVR0PAQH/BAQDAgbAMB0GA1UdDgQWBBSxzTnYP1gIxVLJKwdT1at4OlhpiDAfBgNVHSMEGDAWgBS0ELYNvm7soaiQLXywLcupRQl3/jAKBggqhQMHAQEDAgNBAB6joURJ38dzqOXnVcYBlzIemF3KUdfEEXyNNrqJ8JmoOAuTj/GOMfjDWAh+s5I8ksJJel7KAtFVUcn35Ek0i74=';

/** Digests that show which of them was asked to be signed. */
export const prepared: Prepared = {
  digests: { streebog256: btoa('\u0001\u0002\u00fe'), streebog512: btoa('\u0003'), sha256: btoa('\u0004') },
};

export const nobody = { pin: () => Promise.reject(new Error('nobody is asked')) };
