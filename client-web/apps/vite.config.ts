import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Where the development server finds the REST interface and the hubs: the real server or dev/mock-server.mjs.
const server = process.env.EMERGENCY_SERVER ?? 'http://127.0.0.1:8129';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 1400,
    rolldownOptions: {
      // One entry page for each app; they share everything under src/shared.
      input: { dispatch: 'index.html', tablet: 'tablet.html', camera: 'camera.html' },
      // The map changes seldom: a browser keeps it over many releases of ours.
      output: { codeSplitting: { groups: [{ name: 'maplibre', test: /node_modules[\\/]maplibre-gl/ }] } },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': { target: server },
      '/hubs': { target: server, ws: true },
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
  },
});
