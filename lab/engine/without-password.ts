/** A part's address as it may be shown: without the password, and without a slash at its end. */
export function withoutPassword(address: string): string {
  const url = new URL(address);
  url.password = '';
  return url.pathname === '/' ? url.href.replace(/\/$/, '') : url.href;
}
