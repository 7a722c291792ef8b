import type { ErrorFacts } from '../../error.ts';
import type { ErrorTexts } from '../messages.ts';

/** Portuguese words of the lobby. */
const yourDevice = {
  camera: 'a sua câmara',
  microphone: 'o seu microfone',
  both: 'a sua câmara e o seu microfone',
} as const;
const toYourDevice = {
  camera: 'à câmara',
  microphone: 'ao microfone',
  both: 'à câmara e ao microfone',
} as const;

function of(facts: ErrorFacts): keyof typeof yourDevice {
  return facts.device ?? 'both';
}

/** Where to change the permission, in the current browser's terms. */
function permissionSteps(userAgent: string): string {
  if (/iPhone|iPad/.test(userAgent)) {
    return 'Toque em «aA» na barra de endereço, depois em «Definições do site», e autorize a câmara e o microfone.';
  }
  if (/Android/.test(userAgent)) {
    return 'Abra as informações do site (ícone à esquerda do endereço), depois «Autorizações», e autorize a câmara e o microfone.';
  }
  if (/Firefox/.test(userAgent)) {
    return 'Abra as autorizações do site (câmara ou microfone riscado, à esquerda do endereço), retire o bloqueio e tente novamente.';
  }
  if (/Safari/.test(userAgent) && !/Chrom/.test(userAgent)) {
    return 'No menu Safari, escolha «Definições», depois «Sites», e autorize a câmara e o microfone.';
  }
  return 'Abra as informações do site (ícone à esquerda do endereço), autorize a câmara e o microfone e tente novamente.';
}

/** Where the system's own permission is, in its terms. */
function systemSteps(userAgent: string): string {
  if (/Macintosh/.test(userAgent)) {
    return 'Em Definições do Sistema, Privacidade e segurança, autorize o navegador e reinicie-o.';
  }
  if (/Windows/.test(userAgent)) {
    return 'Em Definições, Privacidade e segurança, autorize as aplicações de ambiente de trabalho e tente de novo.';
  }
  return 'Nas definições do dispositivo, abra as permissões do navegador e tente de novo.';
}

/** Errors that can occur before the call: of the browser, its devices and the page. */
export const earlyErrors = {
  'insecure-context': () => ({
    title: 'Esta página não é segura.',
    advice:
      'Por isso, o navegador não autoriza a câmara nem o microfone. Abra o endereço que começa por «https» ou avise o escritório.',
  }),
  'secret-unsupported': () => ({
    title: 'Este navegador não consegue encriptar com o segredo desta reunião.',
    advice: 'Abra este link numa versão recente do Chrome ou Edge.',
  }),
  'secret-invalid': () => ({
    title: 'O segredo desta reunião está incompleto.',
    advice: 'Abra por inteiro o link que recebeu do escritório, ou peça que lho enviem de novo.',
  }),
  'browser-unsupported': () => ({
    title: 'Este navegador não permite videochamadas.',
    advice: 'Atualize-o, ou abra este link numa versão recente do Chrome, Edge, Firefox ou Safari.',
  }),
  'camera-not-found': () => ({
    title: 'Não foi encontrada nenhuma câmara.',
    advice: 'Conecte uma câmara e ligue-a aqui, ou entre na reunião só com som.',
  }),
  'microphone-not-found': () => ({
    title: 'Não foi encontrado nenhum microfone.',
    advice:
      'Conecte um microfone ou uns auscultadores com microfone e ligue-o aqui. Sem microfone, haverá imagem, mas ninguém ouvirá a sua voz.',
  }),
  'permission-denied': (facts: ErrorFacts) => ({
    title: `O acesso ${toYourDevice[of(facts)]} foi recusado.`,
    advice: permissionSteps(navigator.userAgent),
  }),
  'frame-not-allowed': () => ({
    title: 'A página que contém esta videochamada não autoriza a câmara nem o microfone.',
    advice: 'O problema está no site, não do seu lado. Peça ao escritório um link direto para a sala.',
  }),
  'device-in-use': (facts: ErrorFacts) => ({
    title: `Outra aplicação está a usar ${yourDevice[of(facts)]}.`,
    advice: 'Feche essa aplicação e tente novamente.',
  }),
  'device-failed': (facts: ErrorFacts) => ({
    title: `Não foi possível iniciar ${yourDevice[of(facts)]}.`,
    advice: 'Escolha outro dispositivo na lista, ou desconecte este e volte a conectá-lo.',
  }),
  'system-denied': (facts: ErrorFacts) => ({
    title: `O sistema recusa ao navegador o acesso ${toYourDevice[of(facts)]}.`,
    advice: systemSteps(navigator.userAgent),
  }),
  'device-muted': (facts: ErrorFacts) => ({
    title: `Nada é transmitido: ${yourDevice[of(facts)]}.`,
    advice:
      'O sistema retém o sinal: um botão dos auscultadores, uma tecla ou uma chamada telefónica. Voltará por si.',
  }),
  'name-missing': () => ({ title: 'Falta o seu nome.', advice: 'Indique-o e depois entre na sala.' }),
  'consent-missing': () => ({
    title: 'Falta o seu consentimento.',
    advice: 'Assinale ou preencha o que o escritório pede e depois entre na sala.',
  }),
  'room-missing': () => ({
    title: 'Esta página não indica de que marcação se trata.',
    advice: 'O problema está no site, não do seu lado. Tente mais tarde ou telefone ao escritório.',
  }),
  'endpoint-missing': () => ({
    title: 'Esta sala ainda não está ligada ao escritório.',
    advice: 'O problema está no site, não do seu lado. Tente mais tarde ou telefone ao escritório.',
  }),
} satisfies ErrorTexts;
