import type { ReactNode } from 'react';

interface IconProps {
  size?: number;
}

function Icon({ size = 16, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      className="mark"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** A filled triangle: danger. */
export const DangerMark = (p: IconProps) => (
  <Icon {...p}>
    <path d="M8 1.5 15 14H1Z" fill="currentColor" />
    <path d="M8 6v3.6M8 11.8v.1" stroke="var(--surface)" strokeWidth="1.8" />
  </Icon>
);

/** A hollow diamond: warning. */
export const WarningMark = (p: IconProps) => (
  <Icon {...p}>
    <path d="M8 1.2 14.8 8 8 14.8 1.2 8Z" />
    <path d="M8 5v3.6M8 10.8v.1" strokeWidth="1.8" />
  </Icon>
);

/** A tick: good. */
export const GoodMark = (p: IconProps) => (
  <Icon {...p}>
    <path d="m3 8.5 3.2 3.3L13 4.6" strokeWidth="2" />
  </Icon>
);

/** A ringed i: information. */
export const InfoMark = (p: IconProps) => (
  <Icon {...p}>
    <circle cx="8" cy="8" r="6.4" />
    <path d="M8 7.4v3.8M8 4.9V5" strokeWidth="1.8" />
  </Icon>
);

export const CloseIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);

export const PlusIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M8 3v10M3 8h10" />
  </Icon>
);

export const ChevronIcon = ({ up, ...p }: IconProps & { up?: boolean }) => (
  <Icon {...p}>{up ? <path d="m4 10 4-4 4 4" /> : <path d="m4 6 4 4 4-4" />}</Icon>
);

export const BellIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M3.5 11.5c1-1 1-2 1-4a3.5 3.5 0 0 1 7 0c0 2 0 3 1 4ZM6.8 13.6a1.3 1.3 0 0 0 2.4 0" />
  </Icon>
);

export const SoundIcon = ({ off, ...p }: IconProps & { off?: boolean }) => (
  <Icon {...p}>
    <path d="M2.5 6v4h2.4L8.5 13V3L4.9 6Z" />
    {off ? <path d="m11 6.2 3.6 3.6M14.6 6.2 11 9.8" /> : <path d="M11 5.6a3.4 3.4 0 0 1 0 4.8M12.9 3.8a6 6 0 0 1 0 8.4" />}
  </Icon>
);

export const ThemeIcon = ({ dark, ...p }: IconProps & { dark: boolean }) => (
  <Icon {...p}>
    {dark ? (
      <path d="M13 9.6A5.4 5.4 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6Z" />
    ) : (
      <>
        <circle cx="8" cy="8" r="2.8" />
        <path d="M8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.9.9M11.6 11.6l.9.9M12.5 3.5l-.9.9M4.4 11.6l-.9.9" />
      </>
    )}
  </Icon>
);

export const MoreIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M3.5 8v.01M8 8v.01M12.5 8v.01" strokeWidth="2.4" />
  </Icon>
);

export const UserIcon = (p: IconProps) => (
  <Icon {...p}>
    <circle cx="8" cy="5.4" r="2.7" />
    <path d="M2.8 14c.5-3 2.5-4.4 5.2-4.4s4.7 1.4 5.2 4.4" />
  </Icon>
);

export const SearchIcon = (p: IconProps) => (
  <Icon {...p}>
    <circle cx="7" cy="7" r="4.4" />
    <path d="m10.4 10.4 3.4 3.4" />
  </Icon>
);

/** Which way a share went: up, down or level. */
export const TrendIcon = ({ direction, ...p }: IconProps & { direction: number }) => (
  <Icon {...p}>
    {direction > 0 ? <path d="M3 11.5 8 4.5l5 7Z" /> : direction < 0 ? <path d="M3 4.5l5 7 5-7Z" /> : <path d="M3 8h10" />}
  </Icon>
);

/** A cross in a square, as on the map. */
export const HospitalIcon = (p: IconProps) => (
  <Icon {...p}>
    <rect x="1.5" y="1.5" width="13" height="13" rx="2" />
    <path d="M8 4.4v7.2M4.4 8h7.2" strokeWidth="2.6" strokeLinecap="butt" />
  </Icon>
);

/** A small house, as on the map. */
export const StationIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M8 2 14 7v7H2V7Z" />
  </Icon>
);
