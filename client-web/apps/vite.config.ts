import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// Where the development server finds the REST interface and the hubs: the real server or dev/mock-server.mjs.
const server = process.env.EMERGENCY_SERVER ?? 'http://127.0.0.1:8129';

/** The development server finds a desk's page at its plain address, as the real one does. */
const plainAddresses: Plugin = {
  name: 'plain-addresses',
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _response, next) => {
      const desk = /^\/(physician|hospital|clinic)\/?(\?.*)?$/.exec(request.url ?? '');
      if (desk) request.url = `/${desk[1]}.html`;
      next();
    });
  },
};

export default defineConfig({
  plugins: [react(), plainAddresses],
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 1400,
    rolldownOptions: {
      // One entry page for each app; they share everything under src/shared.
      input: {
        dispatch: 'index.html',
        physician: 'physician.html',
        hospital: 'hospital.html',
        clinic: 'clinic.html',
        tablet: 'tablet.html',
        camera: 'camera.html',
      },
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
