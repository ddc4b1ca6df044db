import type { Desk } from '../desk.ts';

/** Folder of an incident's files for people outside, among the home's exports. */
export function documentFolder(incident: string): string {
  return `${incident}-documents`;
}

export function documentPath({ services }: Desk, incident: string, name: string): string {
  return services.files.absolute(`exports/${documentFolder(incident)}/${name}`);
}
