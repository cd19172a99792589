/// <reference types="vite/client" />

interface Window {
  /** What browser tests may ask of the console; absent while no map is shown. */
  __emergency?: {
    /** Where a unit is drawn on the map at this moment, glide included. */
    unitPosition(id: string): { lon: number; lat: number } | undefined;
  };
}
