import { useEffect, useState } from 'react';
import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { api } from '../transport/api';
import { useLive } from '../transport/live';
import type { TimelineEntry } from '../transport/wire';
import { WarningMark } from './icons';
import './Timeline.css';

function useTimeline(caseId: string, version: number) {
  const [entries, setEntries] = useState<TimelineEntry[]>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the case has a longer timeline.
  useEffect(() => {
    let current = true;
    api.timeline(caseId).then(
      (read) => {
        if (!current) return;
        setEntries(read);
        setFailed(false);
      },
      () => {
        if (current) setFailed(true);
      },
    );
    return () => {
      current = false;
    };
  }, [caseId, version, attempt]);
  return { entries, failed, retry: () => setAttempt((n) => n + 1) };
}

/** What an entry adds: its reason, and its detail where it is words, or names a hospital, a time or a refusal. */
function useEntryWords(e: TimelineEntry): string {
  const t = useT();
  const format = useFormat();
  const hospital = useLive((s) => (e.detail ? s.hospitals[e.detail]?.name : undefined));
  if (e.kind === 'assignment-refused') return (e.reason && t.code('problem', e.reason)) || (e.detail ?? '');
  if (e.kind === 'milestone-corrected' && e.detail)
    return [t('timeline.before', { time: format.time(e.detail) }), e.reason].filter(Boolean).join(' · ');
  if (e.kind === 'assignment-requested') {
    const other = e.firstChoice && e.firstChoice !== e.ambulanceId && t('advice.insteadOf', { unit: e.firstChoice });
    return [e.reason, other].filter(Boolean).join(' · ');
  }
  return [e.reason, hospital ?? e.detail].filter(Boolean).join(' · ');
}

function Entry({ entry: e }: { entry: TimelineEntry }) {
  const t = useT();
  const format = useFormat();
  const what = t.code('event', e.kind) ?? e.kind;
  const about = [e.ambulanceId, e.milestone && t(`milestone.${e.milestone}`)].filter(Boolean).join(' ');
  const words = useEntryWords(e);
  // What a milestone is called says it all; only a correction must say that it is one.
  const milestone = Boolean(e.milestone) && e.kind !== 'milestone-corrected';
  return (
    <li data-testid="timeline-entry" data-kind={e.kind}>
      <time>{format.time(e.at)}</time>
      <time className="dim">{format.time(e.recordedAt)}</time>
      <span className="what">
        {milestone ? <b>{about}</b> : <b>{what}</b>}
        {!milestone && about && <span> {about}</span>}
        {words && <span className="dim"> {words}</span>}
        <span className="by">
          <span className="tag">{t(`source.${e.source}`)}</span> <span className="dim">{e.actor}</span>
        </span>
      </span>
    </li>
  );
}

/** What happened, when it happened, when the server learnt it, and who said so; newest first. */
export function Timeline({ caseId, version }: { caseId: string; version: number }) {
  const t = useT();
  const { entries, failed, retry } = useTimeline(caseId, version);
  return (
    <section className="timeline" aria-label={t('timeline.title')}>
      <header>
        <h3>{t('timeline.title')}</h3>
      </header>
      {failed && (
        <p className="mean-warning" role="alert">
          <WarningMark /> {t('timeline.failed')}{' '}
          <button type="button" className="btn small" onClick={retry}>
            {t('common.retry')}
          </button>
        </p>
      )}
      {!entries && !failed && <p className="dim">{t('common.loading')}</p>}
      {entries?.length === 0 && <p className="dim">{t('timeline.empty')}</p>}
      {entries && entries.length > 0 && (
        <>
          <p className="columns faint" aria-hidden="true">
            <span>{t('timeline.occurred')}</span>
            <span>{t('timeline.recorded')}</span>
          </p>
          <ol>
            {[...entries].reverse().map((entry) => (
              <Entry key={`${entry.kind} ${entry.sequence}`} entry={entry} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
