import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { api } from '../../shared/transport/api';
import { useLive } from '../../shared/transport/live';
import type { LonLat } from '../../shared/transport/wire';
import { usePreferences } from '../../shared/ui/preferences';

export interface Place {
  readonly kind: 'place' | 'hospital' | 'station';
  readonly name: string;
  /** Everything it can be found by, in small letters. */
  readonly words: string;
  readonly at: LonLat;
}

/** The most places offered at once. */
const maxFound = 8;

interface NamedPlace {
  readonly name: string;
  readonly nameEn: string;
  readonly at: LonLat;
}

const useNames = create<{ readonly names: readonly NamedPlace[] | undefined }>()(() => ({ names: undefined }));

let asked = false;

/** The county's place names are read once. */
async function readNames(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    const { features } = await api.mapLayer('places');
    const names = features.flatMap(({ geometry, properties }): NamedPlace[] => {
      if (geometry.type !== 'Point') return [];
      const [lon, lat] = geometry.coordinates;
      const name = String(properties?.name ?? properties?.nameEn ?? '');
      return lon === undefined || lat === undefined || name === ''
        ? []
        : [{ name, nameEn: String(properties?.nameEn ?? name), at: { lon, lat } }];
    });
    useNames.setState({ names });
  } catch {
    // Hospitals and stations can still be found; the names are asked for when the search is next opened.
    asked = false;
  }
}

/** Every place that has a name: of the map, hospitals, stations. */
export function usePlaces(): readonly Place[] {
  const names = useNames((s) => s.names);
  const hospitals = useLive((s) => s.hospitals);
  const stations = useLive((s) => s.county?.stations);
  const language = usePreferences((p) => p.language);
  useEffect(() => void readNames(), []);
  return useMemo(
    () => [
      ...(names ?? []).map(
        (p): Place => ({
          kind: 'place',
          name: language === 'en' ? p.nameEn : p.name,
          words: `${p.name} ${p.nameEn}`.toLowerCase(),
          at: p.at,
        }),
      ),
      ...Object.values(hospitals).map(
        (h): Place => ({ kind: 'hospital', name: h.name, words: h.name.toLowerCase(), at: h.position }),
      ),
      ...(stations ?? []).map((s): Place => ({ kind: 'station', name: s.name, words: s.name.toLowerCase(), at: s.position })),
    ],
    [names, hospitals, stations, language],
  );
}

/** Places that a text names, best first: those that begin with it, those that contain it, those that it contains. */
export function findPlaces(places: readonly Place[], text: string): Place[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const score = ({ name, words }: Place) => {
    if (words.startsWith(wanted)) return 0;
    if (words.includes(wanted)) return 1;
    return name.length >= 2 && wanted.includes(name.toLowerCase().replace(/[镇乡街道]+$/, '')) ? 2 : 9;
  };
  return places
    .map((place) => ({ place, rank: score(place) }))
    .filter(({ rank }) => rank < 9)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maxFound)
    .map(({ place }) => place);
}
