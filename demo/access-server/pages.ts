import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { findAppointment } from './appointments.ts';
import type { Context } from './context.ts';
import type { Files } from './files.ts';
import { type Answer, problemAnswer } from './http.ts';
import { withIntegrity } from './integrity.ts';
import { Problem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

/** The firm's pages and what they are made of. */
export interface Site {
  /** Directory of the pages; without it there is no site, only the API. */
  readonly directory: string;
  readonly files: Files;
  /** The built element, served under `/visio/`. */
  readonly element?: Files | undefined;
}

const pages: Readonly<Record<string, string>> = {
  '/': 'accueil.html',
  '/confidentialite': 'confidentialite.html',
  '/mentions-legales': 'mentions-legales.html',
  '/lien-invalide': 'lien-invalide.html',
  '/lien-deja-utilise': 'lien-deja-utilise.html',
  '/themes/etude-castellane': 'themes/etude-castellane.html',
  '/themes/collectif-nord': 'themes/collectif-nord.html',
  '/themes/haute-lisibilite': 'themes/haute-lisibilite.html',
};

/** Answers everything outside `/api/`. */
export async function answerPage(
  context: Context,
  site: Site | undefined,
  request: IncomingMessage,
  pathname: string,
): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: request.method === 'OPTIONS' ? 204 : 405, headers: { Allow: 'GET, HEAD, OPTIONS' } };
  }
  if (!site) return problemAnswer(Problem.invalid('No such address', 404), 'en');
  const name = pages[pathname];
  if (name !== undefined) return page(site, 200, name);
  const room = /^\/rendez-vous\/([^/]+)$/.exec(pathname)?.[1];
  if (room !== undefined) return appointmentPage(context, site, room);
  const verified = /^\/rendez-vous\/([^/]+)\/integrite$/.exec(pathname)?.[1];
  if (verified !== undefined) return verifiedPage(context, site, verified);
  const [files, file] = pathname.startsWith('/visio/')
    ? [site.element, pathname.slice('/visio/'.length)]
    : [site.files, pathname.slice(1)];
  return (await files?.answer(request, safeDecode(file))) ?? page(site, 404, 'introuvable.html');
}

/** The page that holds the element. Its script exchanges a personal link for a cookie. */
async function appointmentPage(context: Context, site: Site, roomId: string): Promise<Answer> {
  const appointment = await findAppointment(context.agenda, roomId);
  if (!appointment) return page(site, 404, 'introuvable.html');
  return page(site, 200, 'rendez-vous.html', { room: appointment.id });
}

/** The same page, for a browser that runs no file but those that were published. */
async function verifiedPage(context: Context, site: Site, roomId: string): Promise<Answer> {
  const appointment = await findAppointment(context.agenda, roomId);
  const hashes = await site.element?.read('integrity.json');
  if (!appointment || !hashes) return page(site, 404, 'introuvable.html');
  const { 'Content-Security-Policy': policy = '' } = securityHeaders({ ...context, secure: false });
  const plain = await page(site, 200, 'rendez-vous.html', { room: appointment.id });
  return withIntegrity(plain, JSON.parse(hashes), policy);
}

async function page(
  site: Site,
  status: number,
  name: string,
  values: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const read = (file: string) => readFile(path.join(site.directory, file), 'utf8');
  const parts = {
    tete: await read('tete.html'),
    entete: await read('entete.html'),
    pied: await read('pied.html'),
  };
  const body = (await read(name))
    .replace(/\{\{> (tete|entete|pied)\}\}\n?/g, (_, part: keyof typeof parts) => parts[part])
    .replace(/\{\{(\w+)\}\}/g, (_, key: string) => escapeHtml(values[key] ?? ''));
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    body,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
