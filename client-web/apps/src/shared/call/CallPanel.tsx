import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n';
import { DangerMark, WarningMark } from '../ui/icons';
import type { CallPeer, CallSession, CallState } from './callSession';
import './CallPanel.css';

/** The state of a call session, as it changes. */
export function useCallState(session: CallSession | undefined): CallState | undefined {
  const [state, setState] = useState<CallState>();
  useEffect(() => session?.subscribe(setState), [session]);
  return session && state;
}

function Media({ stream, muted, mirrored }: { stream: MediaStream; muted?: boolean; mirrored?: boolean }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    if (video.srcObject !== stream) video.srcObject = stream;
    // Before the first click a browser may refuse to play sound; it begins with that click.
    video.play().catch(() => undefined);
  });
  return <video ref={element} className={mirrored ? 'mirrored' : ''} playsInline autoPlay muted={muted} />;
}

function StillAge({ at }: { at: number }) {
  const t = useT();
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span className="tag mean-warning">{t('age.seconds', { n: Math.max(0, Math.round((now - at) / 1000)) })}</span>;
}

function PeerTile({ peer }: { peer: CallPeer }) {
  const t = useT();
  const hasPicture = peer.receiving === 'video' && peer.stream.getVideoTracks().some((track) => !track.muted);
  const { rttMs, loss } = peer.measure;
  return (
    <li
      className={`peer level-${peer.receiving}`}
      data-testid="call-peer"
      data-connection={peer.connection}
      data-level={peer.receiving}
    >
      {/* The sound plays whether there is a picture or not. */}
      <div className={hasPicture ? 'picture' : 'visually-hidden'}>
        <Media stream={peer.stream} />
      </div>
      {!hasPicture && peer.still && <img className="picture" src={peer.still} alt={t('call.still', { name: peer.name })} />}
      {!hasPicture && !peer.still && <div className="picture none">{t(`call.shows.${peer.receiving}`)}</div>}
      <div className="caption">
        <b className="ellipsis">{peer.name}</b>
        <span className={peer.receiving === 'video' ? 'tag' : 'tag mean-warning'} data-testid="call-level">
          {peer.receiving !== 'video' && <WarningMark size={14} />} {t(`call.level.${peer.receiving}`)}
        </span>
        {!hasPicture && peer.stillAt !== undefined && <StillAge at={peer.stillAt} />}
        {peer.muted && <span className="tag">{t('call.theyMuted')}</span>}
        {peer.connection !== 'connected' && (
          <span className="mean-warning">
            <WarningMark size={14} /> {t('call.reaching')}
          </span>
        )}
        <span className="faint">
          {rttMs !== undefined && t('call.rtt', { ms: Math.round(rttMs) })}
          {loss !== undefined && loss >= 0.005 && ` · ${t('call.loss', { share: `${Math.round(loss * 100)} %` })}`}
        </span>
        {peer.sending !== 'video' && (
          <span className="faint">{t('call.weSend', { level: t(`call.level.${peer.sending}`) })}</span>
        )}
      </div>
    </li>
  );
}

function Cameras({ session, chosen }: { session: CallSession; chosen: string | undefined }) {
  const t = useT();
  const [cameras, setCameras] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    let current = true;
    const ask = () =>
      navigator.mediaDevices?.enumerateDevices().then((all) => current && setCameras(all.filter((d) => d.kind === 'videoinput')));
    void ask();
    navigator.mediaDevices?.addEventListener('devicechange', ask);
    return () => {
      current = false;
      navigator.mediaDevices?.removeEventListener('devicechange', ask);
    };
  }, []);
  if (cameras.length < 2) return null;
  return (
    <select
      className="input"
      aria-label={t('call.camera')}
      value={chosen ?? ''}
      onChange={(event) => void session.chooseCamera(event.target.value)}
      data-testid="call-camera"
    >
      {cameras.map((camera, i) => (
        <option key={camera.deviceId} value={camera.deviceId}>
          {camera.label || t('call.cameraNumber', { n: i + 1 })}
        </option>
      ))}
    </select>
  );
}

/** Video, voice or stills with those on the case; what the link does not carry is said, not hidden. */
export function CallPanel({ session, onEnd }: { session: CallSession; onEnd?: () => void }) {
  const t = useT();
  const state = useCallState(session);
  if (!state || state.phase === 'idle') return null;
  const hangUp = () => {
    session.stop();
    onEnd?.();
  };
  return (
    <section className="call" aria-label={t('call.title')} data-testid="call" data-phase={state.phase}>
      {state.phase === 'full' && (
        <p className="mean-danger" role="alert">
          <DangerMark /> {t('call.full')}
        </p>
      )}
      {state.fault && (
        <p className="mean-warning" role="alert" data-testid="call-fault">
          <WarningMark /> {t.code('callFault', state.fault) ?? t('call.fault.other', { fault: state.fault })}
        </p>
      )}
      {state.peers.length === 0 && state.phase === 'in' && <p className="dim">{t('call.nobody')}</p>}
      <ul>
        {state.peers.map((peer) => (
          <PeerTile key={peer.id} peer={peer} />
        ))}
        {state.local && state.cameraOn && (
          <li className="self">
            <div className="picture">
              <Media stream={state.local} muted mirrored />
            </div>
            <div className="caption dim">{t('call.self')}</div>
          </li>
        )}
      </ul>
      <div className="buttons">
        <button
          type="button"
          className="btn"
          aria-pressed={state.muted}
          onClick={() => session.setMuted(!state.muted)}
          data-testid="call-mute"
        >
          {state.muted ? t('call.unmute') : t('call.mute')}
        </button>
        <button
          type="button"
          className="btn"
          aria-pressed={!state.cameraOn}
          disabled={!state.local || state.local.getVideoTracks().length === 0}
          onClick={() => session.setCamera(!state.cameraOn)}
          data-testid="call-camera-toggle"
        >
          {state.cameraOn ? t('call.cameraOff') : t('call.cameraOn')}
        </button>
        <Cameras session={session} chosen={state.cameraId} />
        <button type="button" className="btn danger" onClick={hangUp} data-testid="call-hang-up">
          {t('call.hangUp')}
        </button>
      </div>
    </section>
  );
}
