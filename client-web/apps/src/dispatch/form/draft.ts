import { create } from 'zustand';
import { fromGcj02, toGcj02 } from '../../shared/map/gcj02';
import type { CoordinateSystem, NewCase } from '../../shared/transport/api';
import type { LonLat, Priority } from '../../shared/transport/wire';

/** A call as far as it was taken down. It outlives the form, so that a look elsewhere loses nothing. */
export interface Draft {
  readonly address: string;
  readonly lon: string;
  readonly lat: string;
  readonly crs: CoordinateSystem;
  readonly complaint: string;
  readonly priority: Priority | undefined;
  readonly patients: string;
  readonly name: string;
  readonly phone: string;
  readonly notes: string;
}

export type DraftField = 'location' | 'complaint' | 'priority' | 'patients';

const empty: Draft = {
  address: '',
  lon: '',
  lat: '',
  crs: 'WGS84',
  complaint: '',
  priority: undefined,
  patients: '1',
  name: '',
  phone: '',
  notes: '',
};

interface DraftState extends Draft {
  /** Where the entered coordinates lie in WGS-84; undefined while they are none. */
  readonly point: LonLat | undefined;
}

export const useDraft = create<DraftState>()(() => ({ ...empty, point: undefined }));

/** A decimal number within bounds; undefined for anything else. */
function degrees(text: string, bound: number): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== '' && Math.abs(value) <= bound ? value : undefined;
}

/** Where the entered coordinates lie in WGS-84. */
export function pointOf({ lon, lat, crs }: Pick<Draft, 'lon' | 'lat' | 'crs'>): LonLat | undefined {
  const x = degrees(lon, 180);
  const y = degrees(lat, 90);
  if (x === undefined || y === undefined) return undefined;
  return crs === 'GCJ02' ? fromGcj02({ lon: x, lat: y }) : { lon: x, lat: y };
}

export function changeDraft(change: Partial<Draft>): void {
  useDraft.setState((draft) => ({ ...change, point: pointOf({ ...draft, ...change }) }));
}

/** Six decimals are a tenth of a metre. */
const shown = (value: number) => value.toFixed(6);

/** Takes a point of the map; it is written in the coordinate system that is chosen. */
export function setDraftPoint(at: LonLat): void {
  const { crs } = useDraft.getState();
  const there = crs === 'GCJ02' ? toGcj02(at) : at;
  changeDraft({ lon: shown(there.lon), lat: shown(there.lat) });
}

export const clearDraft = () => changeDraft(empty);

export const isEmpty = (draft: Draft) =>
  (Object.keys(empty) as (keyof Draft)[]).every((field) => field === 'crs' || draft[field] === empty[field]);

/** The fields that are still wrong, before the server is asked. */
export function missing(draft: Draft): DraftField[] {
  const patients = Number(draft.patients);
  return [
    ...(pointOf(draft) ? [] : (['location'] as const)),
    ...(draft.complaint.trim() ? [] : (['complaint'] as const)),
    ...(draft.priority ? [] : (['priority'] as const)),
    ...(Number.isInteger(patients) && patients >= 1 && patients <= 500 ? [] : (['patients'] as const)),
  ];
}

/** The draft as the server takes it; undefined while something is missing. Coordinates go as entered, their system named. */
export function toRequest(draft: Draft): NewCase | undefined {
  if (missing(draft).length > 0 || !draft.priority) return undefined;
  const address = draft.address.trim();
  const name = draft.name.trim();
  const phone = draft.phone.trim();
  const notes = draft.notes.trim();
  return {
    location: { lon: Number(draft.lon), lat: Number(draft.lat), crs: draft.crs, ...(address ? { address } : {}) },
    ...(name || phone ? { caller: { ...(name ? { name } : {}), ...(phone ? { phone } : {}) } } : {}),
    complaint: draft.complaint.trim(),
    priority: draft.priority,
    patients: Number(draft.patients),
    ...(notes ? { notes } : {}),
  };
}
