import type { ErrorTexts, LobbyMessages } from '../messages.ts';

/** The only errors that can occur before the other words are loaded. */
export const lobbyErrors = {
  'script-unreachable': () => ({
    title: 'Não foi possível carregar a sala.',
    advice: 'Verifique a sua ligação à Internet e tente novamente.',
  }),
  'script-missing': () => ({
    title: 'Faltam ficheiros da videoconferência no site.',
    advice: 'O problema está no site, não do seu lado. Telefone ao escritório.',
  }),
} satisfies ErrorTexts;

export const lobbyMessages: LobbyMessages = {
  title: 'A sua reunião por videochamada',
  name: 'O seu nome',
  nameHint: 'Obrigatório. Tal como aparecerá à outra pessoa.',
  nameMissing: 'Indique o seu nome, para que se saiba quem está a entrar.',
  join: 'Entrar',
  joining: 'A abrir a sala…',
  loading: 'A carregar…',
  cancel: 'Cancelar',
  retry: 'Tentar novamente',
  showPreview: 'Verificar a minha câmara e o meu microfone',
  previewHint: 'Mais ninguém vê esta imagem.',
  previewLabel: 'A sua imagem, tal como será vista pelas outras pessoas',
  previewOpening: 'Responda à pergunta do seu navegador…',
  cameraIsOff: 'A sua câmara está desligada.',
  camera: 'Câmara',
  microphone: 'Microfone',
  speaker: 'Altifalante',
  systemChoice: 'Escolha do sistema',
  turnCameraOff: 'Desligar a câmara',
  turnCameraOn: 'Ligar a câmara',
  mute: 'Desligar o microfone',
  unmute: 'Ligar o microfone',
  heard: 'O seu microfone está a captar som.',
  devices: 'Escolher os dispositivos',
  privacy: 'Confidencialidade',
  newWindow: 'nova janela',
  privacyHint: 'A câmara e o microfone só se ligam se o pedir.',
  errors: lobbyErrors as ErrorTexts,
};
