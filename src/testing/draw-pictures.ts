import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { projectFolder } from '../folders.ts';
import { TestApp } from './app.ts';
import { launchBrowser } from './chromium.ts';

// Draws what stands around an installed app, anew: icons and start-up pictures from the drawing of our own, screenshots of
// the company that Misty is tried with. Run it when one of them has changed: npm run pictures

const place = path.join(projectFolder, 'client', 'public');
/** The paper behind everything, and the board. */
const PAPER = '#f6f1e7';
const BOARD = '#e0d0b2';
/** How much of a start-up picture's shorter side the sign takes. */
const SIGN = 0.24;
/** What any mask leaves of an icon: the middle four fifths. */
const SAFE = 0.64;

const sign = await readFile(path.join(place, 'favicon.svg'), 'utf8');
const bare = sign.replace(/<rect[^>]*\/>/, '');
const browser = await launchBrowser();
await drawIcons(browser);
await drawStartUps(browser);
await browser.close();
await drawScreens();

async function drawIcons(on: Browser): Promise<void> {
  for (const size of [192, 512]) await draw(on, `icons/icon-${size}.png`, size, size, { drawing: sign, part: 1 });
  await draw(on, 'icons/icon-maskable-512.png', 512, 512, { drawing: bare, part: SAFE, ground: BOARD });
  await draw(on, 'icons/apple-touch-icon.png', 180, 180, { drawing: bare, part: 1, ground: BOARD });
}

/** Those that the page names. */
async function drawStartUps(on: Browser): Promise<void> {
  const page = await readFile(path.join(projectFolder, 'client', 'index.html'), 'utf8');
  for (const [, name = '', width, height] of page.matchAll(/\/(startup\/(\d+)x(\d+)\.png)/g)) {
    await draw(on, name, Number(width), Number(height), { drawing: sign, part: SIGN, ground: PAPER });
  }
}

interface Drawing {
  readonly drawing: string;
  /** How much of the shorter side it takes. */
  readonly part: number;
  readonly ground?: string;
}

async function draw(on: Browser, name: string, width: number, height: number, how: Drawing): Promise<void> {
  const page = await on.newPage({ viewport: { width, height } });
  const side = Math.round(Math.min(width, height) * how.part);
  await page.setContent(
    `<style>html{background:${how.ground ?? 'transparent'}}body{margin:0;height:100vh;display:grid;place-content:center}svg{width:${side}px;height:${side}px;display:block}</style>${how.drawing}`,
  );
  await keep(name, await page.screenshot({ omitBackground: how.ground === undefined }));
  await page.close();
}

async function drawScreens(): Promise<void> {
  const app = await TestApp.start();
  try {
    const wide = await app.enter('priya', { at: '/stock/k120-980' });
    await wide.getByRole('img', { name: /^63 rolls free/ }).waitFor();
    await keep('screenshots/wide.png', await wide.screenshot());
    const narrow = await app.enter('dave', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
    await narrow.getByRole('button', { name: 'Clock in' }).waitFor();
    await keep('screenshots/narrow.png', await narrow.screenshot());
  } finally {
    await app.close();
  }
}

async function keep(name: string, bytes: Buffer): Promise<void> {
  const file = path.join(place, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
}
