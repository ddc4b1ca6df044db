/** Names on the wire between the preload and the main process. The preload repeats them: it may import nothing of ours. */
export const channels = {
  /** Page asks for a port. */
  connect: 'bulkhead:connect',
  /** Main hands it over. */
  port: 'bulkhead:port',
  /** Page puts text on the clipboard. */
  copyText: 'bulkhead:copy-text',
  /** Page has the system show a reminder. */
  remind: 'bulkhead:remind',
} as const;
