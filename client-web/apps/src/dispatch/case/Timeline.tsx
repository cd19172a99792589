import { useEffect, useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { api } from '../../shared/transport/api';
import type { TimelineEntry } from '../../shared/transport/wire';
import { WarningMark } from '../../shared/ui/icons';
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

function Entry({ entry: e }: { entry: TimelineEntry }) {
  const t = useT();
  const format = useFormat();
  const what = t.code('event', e.kind) ?? e.kind;
  const about = [e.ambulanceId, e.milestone && t(`milestone.${e.milestone}`)].filter(Boolean).join(' ');
  const milestone = e.kind === 'milestone-recorded' && about !== '';
  return (
    <li data-testid="timeline-entry" data-kind={e.kind}>
      <time>{format.time(e.at)}</time>
      <time className="dim">{format.time(e.recordedAt)}</time>
      <span className="what">
        {milestone ? <b>{about}</b> : <b>{what}</b>}
        {!milestone && about && <span> {about}</span>}
        {e.reason && <span className="dim"> {e.reason}</span>}
        {e.detail && e.detail !== e.reason && <span className="dim"> {e.detail}</span>}
      </span>
      <span className="by">
        <span className="tag">{t(`source.${e.source}`)}</span> <span className="dim ellipsis">{e.actor}</span>
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
              <Entry key={entry.sequence} entry={entry} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
