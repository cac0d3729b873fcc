import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const require = createRequire(import.meta.url)
const server = process.env.HEADRACE_SERVER ?? 'http://127.0.0.1:8000'

/** Puts the parts of Swagger UI that `/docs` needs beside our own `public/docs-ui` page. */
function swaggerFiles(): Plugin {
  const files = ['swagger-ui.css', 'swagger-ui-bundle.js']
  return {
    name: 'swagger-files',
    apply: 'build',
    generateBundle() {
      for (const file of files) {
        const source = readFileSync(require.resolve(`swagger-ui-dist/${file}`))
        this.emitFile({ type: 'asset', fileName: `docs-ui/${file}`, source })
      }
    },
  }
}

export default defineConfig({
  plugins: [react(), swaggerFiles()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/v1': server, '/openapi.json': server } },
  build: {
    outDir: '../src/headrace/web',
    emptyOutDir: true,
    assetsDir: 'assets-static',
    // The server's content policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
})
