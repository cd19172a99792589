import type { UnitGroup } from '../../shared/model/unitModel';
import type { Freshness } from '../../shared/time/age';
import type { LonLat, Priority } from '../../shared/transport/wire';
import type { AlarmLevel } from '../alarms/deriveAlarms';

/** A unit as the map must draw it. Where it is drawn comes from its glide. */
export interface SceneUnit {
  readonly id: string;
  readonly at: LonLat;
  readonly group: UnitGroup;
  readonly heading: number | undefined;
  readonly moving: boolean;
  readonly grade: Freshness;
  readonly assumed: boolean;
  /** Words under the unit's name: its age when old, its time to arrival when it matters. */
  readonly note: string | undefined;
  /** On the selected case, or the candidate that Enter would dispatch. */
  readonly strong: boolean;
  /** A candidate that is not picked. */
  readonly candidate: boolean;
  /** Its place among the candidates, from 1. */
  readonly rank: number | undefined;
}

export interface SceneCase {
  readonly id: string;
  readonly at: LonLat;
  readonly priority: Priority;
  readonly waiting: boolean;
  readonly selected: boolean;
  /** The worst alarm of it that nobody has acknowledged here. */
  readonly alarm: AlarmLevel | undefined;
}

export interface Scene {
  readonly units: readonly SceneUnit[];
  readonly cases: readonly SceneCase[];
  /** Where a new or moved case would be. */
  readonly pin: LonLat | undefined;
  /** A case is selected, so that units that have nothing to do with it step back. */
  readonly focused: boolean;
  /** Names of the groups, for clusters. */
  readonly groupNames: Readonly<Record<UnitGroup, string>>;
}
