import { beforeEach, describe, expect, it } from 'vitest';
import { currentT } from '../../shared/i18n';
import { useSession } from '../../shared/session/session';
import type { AlarmView, CoverageHourView, RoadConditionView } from '../../shared/transport/wire';
import { nextAlarms, unacknowledged } from '../alarms/alarmStore';
import { serverAlarms } from '../alarms/deriveAlarms';
import { closureFeatures } from '../map/useClosures';
import { useDesk } from '../state/desk';
import { addClosurePoint, canFinish, dropClosure, finishArea, startClosure, useClosureDraft } from './closureDraft';
import { hourBars, partOf } from './share';

const at = (lon: number, lat: number) => ({ lon, lat });

describe('partOf', () => {
  it('is unknown where nobody lives or nothing is known', () => {
    expect(partOf(1, 0)).toBeUndefined();
    expect(partOf(null, 5)).toBeUndefined();
    expect(partOf(1, 4)).toBe(0.25);
  });
});

describe('hourBars', () => {
  const now = Date.parse('2026-11-22T08:40:00Z');
  const hour = (start: string, share: number) =>
    ({ start, urban: { share, least: share - 0.1 }, rural: {}, units: 3, observedSeconds: 3600 }) as CoverageHourView;

  it('puts each hour in its place, and leaves out those in which nobody looked', () => {
    const bars = hourBars([hour('2026-11-22T06:00:00Z', 0.9), hour('2026-11-22T08:00:00Z', 0.7)], 'urban', now, 4);
    expect(bars.map((b) => b.share)).toEqual([undefined, 0.9, undefined, 0.7]);
    expect(bars[3]?.start).toBe(Date.parse('2026-11-22T08:00:00Z'));
  });

  it('does not take an hour of the same clock time yesterday for today', () => {
    const bars = hourBars([hour('2026-11-21T08:00:00Z', 0.9)], 'urban', now, 24);
    expect(bars.every((b) => b.share === undefined)).toBe(true);
  });
});

describe('closure draft', () => {
  beforeEach(() => {
    dropClosure();
    useSession.setState({ roles: ['dispatcher'] } as never);
  });

  it('is ready after one click on a road', () => {
    startClosure('point');
    expect(useDesk.getState()).toMatchObject({ mapMode: 'closeRoad', panel: 'roads' });
    addClosurePoint(at(113.4, 29.5));
    expect(useClosureDraft.getState()).toMatchObject({ ready: true, points: [at(113.4, 29.5)] });
    expect(useDesk.getState().mapMode).toBe('select');
  });

  it('needs three corners for an area', () => {
    startClosure('area');
    addClosurePoint(at(113.4, 29.5));
    addClosurePoint(at(113.5, 29.5));
    finishArea();
    expect(useClosureDraft.getState().ready).toBe(false);
    addClosurePoint(at(113.5, 29.6));
    expect(canFinish(useClosureDraft.getState())).toBe(true);
    finishArea();
    expect(useClosureDraft.getState().ready).toBe(true);
  });

  it('does not start for somebody who may not dispatch', () => {
    useSession.setState({ roles: ['hospital'] } as never);
    startClosure('point');
    expect(useDesk.getState().mapMode).toBe('select');
  });
});

describe('closureFeatures', () => {
  const condition: RoadConditionView = {
    conditionId: 'r-1',
    shape: 'area',
    points: [at(0, 0), at(2, 0), at(2, 2), at(0, 2)],
    reason: 'flood',
    since: '2026-11-22T08:00:00Z',
    actor: 'dispatcher1',
    roads: 2,
    lines: [[at(0, 1), at(2, 1)]],
    version: 1,
  } as never;

  it('draws the area closed, each road, and one sign in the middle', () => {
    const { features } = closureFeatures([condition], currentT());
    expect(features.map((f) => f.geometry.type)).toEqual(['Polygon', 'LineString', 'Point']);
    expect(features[0]?.geometry).toMatchObject({
      coordinates: [
        [
          [0, 0],
          [2, 0],
          [2, 2],
          [0, 2],
          [0, 0],
        ],
      ],
    });
    expect(features[2]?.geometry).toMatchObject({ coordinates: [1, 1] });
    expect(features[2]?.properties).toMatchObject({ closed: true, label: 'flood' });
  });

  it('says by how much a road is slowed', () => {
    const { features } = closureFeatures(
      [{ ...condition, shape: 'point', points: [at(1, 1)], lines: [], factor: 2 }],
      currentT(),
    );
    expect(features[0]?.properties).toMatchObject({ closed: false });
    expect(String(features[0]?.properties?.label)).toContain('2');
  });
});

describe('serverAlarms', () => {
  const alarm: AlarmView = {
    alarmId: 'coverage-urban-1',
    kind: 'coverage',
    area: 'urban',
    level: 'warning',
    share: 0.61,
    threshold: 0.8,
    raisedAt: '2026-11-22T08:00:00Z',
    changedAt: '2026-11-22T08:00:00Z',
  };
  const seen = { ...alarm, acknowledgedBy: 'dispatcher2', acknowledgedAt: '2026-11-22T08:01:00Z' };

  it('sounds once, and again when it grows worse', () => {
    const first = nextAlarms([], serverAlarms([alarm]), {}, 1);
    expect(first.fresh).toHaveLength(1);
    expect(nextAlarms(first.alarms, serverAlarms([alarm]), {}, 2).fresh).toEqual([]);
    expect(nextAlarms(first.alarms, serverAlarms([{ ...alarm, level: 'danger' }]), {}, 3).fresh).toHaveLength(1);
  });

  it('is quiet here when somebody acknowledged it elsewhere', () => {
    const { alarms } = nextAlarms([], serverAlarms([alarm]), {}, 1);
    const after = nextAlarms(alarms, serverAlarms([seen]), {}, 2);
    expect(unacknowledged({ alarms: after.alarms, acks: {} })).toEqual([]);
    expect(after.alarms[0]).toMatchObject({ ackBy: 'dispatcher2' });
    expect(nextAlarms([], serverAlarms([seen]), {}, 3).fresh).toEqual([]);
  });

  it('goes when the server has settled it', () => {
    const { alarms } = nextAlarms([], serverAlarms([alarm]), {}, 1);
    expect(nextAlarms(alarms, [], {}, 2).alarms).toEqual([]);
  });
});
