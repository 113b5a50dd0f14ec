import { describe, expect, it } from 'vitest';
import { isRefusal } from '../domain/errors.ts';
import { judgeAddress, judgeUrl, literalAddress, shownUrl } from './address-policy.ts';

const isOpen = (address: string): boolean => judgeAddress(address).allowed;
const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');

describe('judgeAddress, IPv4', () => {
  // First and last address of each stretch between which nothing changes; together they cover all of IPv4.
  it.each([
    ['0.0.0.0', '0.255.255.255', false],
    ['1.0.0.0', '9.255.255.255', true],
    ['10.0.0.0', '10.255.255.255', false],
    ['11.0.0.0', '100.63.255.255', true],
    ['100.64.0.0', '100.127.255.255', false],
    ['100.128.0.0', '126.255.255.255', true],
    ['127.0.0.0', '127.255.255.255', false],
    ['128.0.0.0', '168.63.129.15', true],
    ['168.63.129.16', '168.63.129.16', false],
    ['168.63.129.17', '169.253.255.255', true],
    ['169.254.0.0', '169.254.255.255', false],
    ['169.255.0.0', '172.15.255.255', true],
    ['172.16.0.0', '172.31.255.255', false],
    ['172.32.0.0', '191.255.255.255', true],
    ['192.0.0.0', '192.0.0.255', false],
    ['192.0.1.0', '192.0.1.255', true],
    ['192.0.2.0', '192.0.2.255', false],
    ['192.0.3.0', '192.31.195.255', true],
    ['192.31.196.0', '192.31.196.255', false],
    ['192.31.197.0', '192.52.192.255', true],
    ['192.52.193.0', '192.52.193.255', false],
    ['192.52.194.0', '192.88.98.255', true],
    ['192.88.99.0', '192.88.99.255', false],
    ['192.88.100.0', '192.167.255.255', true],
    ['192.168.0.0', '192.168.255.255', false],
    ['192.169.0.0', '192.175.47.255', true],
    ['192.175.48.0', '192.175.48.255', false],
    ['192.175.49.0', '198.17.255.255', true],
    ['198.18.0.0', '198.19.255.255', false],
    ['198.20.0.0', '198.51.99.255', true],
    ['198.51.100.0', '198.51.100.255', false],
    ['198.51.101.0', '203.0.112.255', true],
    ['203.0.113.0', '203.0.113.255', false],
    ['203.0.114.0', '223.255.255.255', true],
    ['224.0.0.0', '255.255.255.255', false],
  ])('%s to %s', (first, last, open) => {
    const [low = 0, high = 0] = [first, last].map((address) =>
      address.split('.').reduce((value, part) => value * 256 + Number(part), 0),
    );
    const step = Math.max(1, Math.floor((high - low) / 50));
    for (let value = low; value <= high; value += step)
      expect(isOpen(dotted(value)), dotted(value)).toBe(open);
    expect(isOpen(last)).toBe(open);
  });
});

describe('judgeAddress, IPv6', () => {
  it.each([
    '2000::1',
    '2001:200::1',
    '2001:db7:ffff::1',
    '2001:db9::1',
    '2001:4860:4860::8888',
    '2003::1',
    '2606:2800:220:1::1',
    '2620:4f:7fff::1',
    '2620:4f:8001::1',
    '2a00:1450:4009::200e',
    '2a00:1450:4009::5eff:102:304',
    '3ffd::1',
  ])('%s is open', (address) => {
    expect(isOpen(address)).toBe(true);
  });

  it.each([
    ['::', 'this machine'],
    ['::1', 'this machine'],
    ['::127.0.0.1', ''],
    ['::ffff:127.0.0.1', 'IPv4 address inside'],
    ['::ffff:93.184.215.14', 'IPv4 address inside'],
    ['::ffff:0:127.0.0.1', 'IPv4 address inside'],
    ['64:ff9b::7f00:1', 'IPv4 address inside'],
    ['64:ff9b:1::7f00:1', ''],
    ['100::1', ''],
    ['100:0:0:1::1', ''],
    ['1fff:ffff::1', ''],
    ['2001::1', 'Teredo'],
    ['2001:0:4136:e378:8000:63bf:80ff:fffe', 'Teredo'],
    ['2001:2::1', ''],
    ['2001:10::1', ''],
    ['2001:20::1', ''],
    ['2001:1ff:ffff::1', ''],
    ['2001:db8::1', 'documentation'],
    ['2002:7f00:1::', '6to4'],
    ['2002:a9fe:a9fe::1', '6to4'],
    ['2620:4f:8000::1', ''],
    ['2a00:1450::5efe:7f00:1', 'ISATAP'],
    ['2a00:1450::200:5efe:127.0.0.1', 'ISATAP'],
    ['3ffe::1', ''],
    ['3fff::1', 'documentation'],
    ['3fff:fff::1', 'documentation'],
    ['4000::1', ''],
    ['5f00::1', ''],
    ['8000::1', ''],
    ['fc00::1', 'private'],
    ['fd00:ec2::254', 'private'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['2606:2800::1%eth0', ''],
    ['fec0::1', ''],
    ['ff02::1', 'multicast'],
  ])('%s is closed', (address, why) => {
    expect(judgeAddress(address)).toEqual({ allowed: false, why: expect.stringContaining(why) });
  });
});

it.each([
  '',
  'localhost',
  '127.1',
  '0x7f.0.0.1',
  '2130706433',
  '1.2.3',
  '01.2.3.4',
  '[::1]',
  '1.2.3.4:80',
  '::g',
  'fe80',
])('judgeAddress closes what is no address: %j', (address) => {
  expect(isOpen(address)).toBe(false);
});

describe('judgeUrl', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c'],
    [' https://example.com/a \n', 'https://example.com/a'],
    ['HTTP://EXAMPLE.com:80', 'http://example.com/'],
    ['http://example.com:8080/', 'http://example.com:8080/'],
    ['https://example.com:8443/', 'https://example.com:8443/'],
    ['https://bücher.example/é', 'https://xn--bcher-kva.example/%C3%A9'],
    ['https://127.0.0.1.example.com/', 'https://127.0.0.1.example.com/'],
    ['https://example.com/#@127.0.0.1', 'https://example.com/'],
    ['https://example.com/@user?x=a@b%20c\\d', 'https://example.com/@user?x=a@b%20c\\d'],
    ['https://example.com./', 'https://example.com./'],
    ['http://93.184.215.14/', 'http://93.184.215.14/'],
    ['http://[2606:2800:220:1::1]/', 'http://[2606:2800:220:1::1]/'],
  ])('passes %j', (given, href) => {
    const url = judgeUrl(given);
    expect(isRefusal(url) ? url.reason : url.href).toBe(href);
  });

  it.each([
    ['', 'invalid-address'],
    ['example.com', 'invalid-address'],
    ['//example.com/', 'invalid-address'],
    ['http:example.com', 'invalid-address'],
    ['http:/example.com/', 'invalid-address'],
    ['http:///example.com/', 'invalid-address'],
    ['http:\\\\example.com\\', 'invalid-address'],
    ['http://example.com\\@127.0.0.1/', 'invalid-address'],
    ['http://exam\tple.com/', 'invalid-address'],
    ['http://ex%61mple.com/', 'invalid-address'],
    ['http://1.2.3.4.5/', 'invalid-address'],
    ['http://example.com:65536/', 'invalid-address'],
    [`http://example.com/${'a'.repeat(2048)}`, 'invalid-address'],
    ['ftp://example.com/', 'address-not-allowed'],
    ['file:///etc/passwd', 'address-not-allowed'],
    ['data:text/html,x', 'address-not-allowed'],
    ['http://a@example.com/', 'address-not-allowed'],
    ['http://@example.com/', 'address-not-allowed'],
    ['http://:@example.com/', 'address-not-allowed'],
    ['http://example.com:22/', 'address-not-allowed'],
    ['https://example.com:80/', 'taken'],
    ['http://0x7f.1/', 'address-not-allowed'],
    ['http://①②⑦.⓪.⓪.①/', 'address-not-allowed'],
    ['http://127.0.0.1./', 'address-not-allowed'],
    ['http://[::ffff:7f00:1]/', 'address-not-allowed'],
    ['http://intranet/', 'address-not-allowed'],
    ['http://a.localhost./', 'address-not-allowed'],
    ['http://printer.local/', 'address-not-allowed'],
    ['http://host.docker.internal/', 'address-not-allowed'],
    ['http://router.home.arpa/', 'address-not-allowed'],
    ['http://1.0.0.127.in-addr.arpa/', 'address-not-allowed'],
    ['http://kubernetes.default.svc/', 'address-not-allowed'],
    ['http://vault.service.consul./', 'address-not-allowed'],
    ['http://name.test/', 'address-not-allowed'],
    ['http://name.invalid/', 'address-not-allowed'],
    ['http://metadata.goog/', 'address-not-allowed'],
    ['http://notlocal/', 'address-not-allowed'],
    ['http://mylocal.example.com/', 'taken'],
  ])('judges %j', (given, outcome) => {
    const url = judgeUrl(given);
    expect(isRefusal(url) ? url.refused : 'taken').toBe(outcome);
  });
});

it('literalAddress tells addresses from names', () => {
  expect(['[::1]', '127.0.0.1', 'example.com', '1.2.3'].map(literalAddress)).toEqual([
    '::1',
    '127.0.0.1',
    null,
    null,
  ]);
});

it('shownUrl keeps an address to one bounded line without its password', () => {
  expect(shownUrl('https://user:secret@example.com/a')).toBe('https://…@example.com/a');
  expect(shownUrl('http://a/\r\nfake: line\u202e')).toBe('http://a/\ufffd\ufffdfake: line\ufffd');
  expect(shownUrl(`http://a/${'x'.repeat(5000)}`).length).toBeLessThanOrEqual(121);
  expect(shownUrl(' ')).toBe('an empty text');
});
