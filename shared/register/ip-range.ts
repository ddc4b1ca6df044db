/** IPv4 or IPv6 with a prefix length, as the strict schema takes them (RFC 4632, RFC 4291 2.3). */
export function isRange(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length)) return false;
  return address.includes(':') ? isV6(address) && Number(length) <= 128 : isV4(address) && Number(length) <= 32;
}

function isV4(address: string): boolean {
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isV6(address: string): boolean {
  const [head = '', tail, ...rest] = address.split('::');
  if (rest.length > 0) return false;
  const groups = (part: string | undefined): readonly string[] =>
    part === undefined || part === '' ? [] : part.split(':');
  const all = [...groups(head), ...groups(tail)];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return tail === undefined ? all.length === 8 : all.length < 8;
}
