/** What the window is called on a screen. */
export function titleOf(screen: string): string {
  return `${screen.charAt(0).toUpperCase()}${screen.slice(1)} · Bulkhead`;
}
