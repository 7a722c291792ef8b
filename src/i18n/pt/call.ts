import type { ErrorCode, ErrorFacts } from '../../error.ts';
import type { CallMessages, ErrorText, ErrorTexts } from '../messages.ts';
import { earlyErrors } from './errors.ts';
import { lobbyErrors, lobbyMessages } from './lobby.ts';
import { pictureNames } from './pictures.ts';

const locale = 'pt-PT';
const time = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const list = new Intl.ListFormat(locale);

function inSeconds(seconds: number | undefined): string {
  if (!seconds) return 'Aguarde um momento e tente novamente.';
  if (seconds === 1) return 'Tente novamente dentro de 1 segundo.';
  const wait = seconds < 60 ? `${seconds} segundos` : `${Math.ceil(seconds / 60)} min`;
  return `Tente novamente dentro de ${wait}.`;
}

function inMinutes(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The firm's page or server is at fault; the person can only contact the firm. */
const firmsFault = 'O problema está no site, não do seu lado. Tente mais tarde ou telefone ao escritório.';

const errors = {
  'sdk-unreachable': () => ({
    title: 'Não foi possível carregar a videochamada.',
    advice:
      'Verifique a sua ligação à Internet e tente novamente. A causa também pode ser um bloqueador de conteúdos.',
  }),
  'endpoint-missing': () => ({
    title: 'Esta sala ainda não está ligada ao escritório.',
    advice: firmsFault,
  }),
  'endpoint-unreachable': () => ({
    title: 'O site do escritório não responde.',
    advice: 'Verifique a sua ligação à Internet e tente novamente.',
  }),
  'endpoint-timeout': () => ({
    title: 'O site do escritório está a demorar demasiado a responder.',
    advice: 'A sua ligação pode estar lenta. Tente novamente daqui a pouco.',
  }),
  'endpoint-not-json': () => ({
    title: 'O site do escritório respondeu com uma página inesperada.',
    advice: firmsFault,
  }),
  'endpoint-malformed': () => ({
    title: 'A resposta do site chegou incompleta.',
    advice: 'Tente novamente. Se voltar a acontecer, telefone ao escritório.',
  }),
  'endpoint-too-large': () => ({ title: 'A resposta do site não é a esperada.', advice: firmsFault }),
  'endpoint-invalid': () => ({ title: 'A resposta do site não é a esperada.', advice: firmsFault }),
  'endpoint-blocked': () => ({
    title: 'O site do escritório bloqueou o pedido de acesso.',
    advice: `O seu link não é a causa. ${firmsFault}`,
  }),
  'endpoint-not-found': () => ({
    title: 'O site do escritório não encontra a videoconferência.',
    advice: `O seu link não é a causa. ${firmsFault}`,
  }),
  'gateway-failed': ({ retryAfter }) => ({
    title: 'Não foi possível contactar o servidor do escritório.',
    advice: `Um intermediário do site ou da sua rede respondeu em seu lugar. ${inSeconds(retryAfter)}`,
  }),
  'network-blocked': () => ({
    title: 'A sua rede pede primeiro uma autorização.',
    advice:
      'Abra outro site para iniciar sessão na rede, ou escolha outra rede, e tente novamente. O escritório não é a causa.',
  }),
  unauthorized: () => ({
    title: 'Este link não dá acesso à sala.',
    advice:
      'Abra o link recebido do escritório no navegador em que o abriu da primeira vez, ou peça um novo.',
  }),
  refused: ({ message }) => ({
    title: 'A sua entrada não foi aceite.',
    advice: message ?? 'Telefone ao escritório para saber o motivo.',
  }),
  'room-not-found': () => ({
    title: 'Esta reunião não foi encontrada.',
    advice: 'Verifique o link que recebeu, ou peça ao escritório que lho envie de novo.',
  }),
  'not-open-yet': ({ opensAt }) => ({
    title: 'A sala ainda não está aberta.',
    advice: opensAt ? `A abertura está marcada para ${time.format(opensAt)}.` : 'Volte à hora da reunião.',
  }),
  closed: () => ({
    title: 'Esta reunião terminou.',
    advice: 'Para marcar outra, contacte o escritório.',
  }),
  'room-full': () => ({
    title: 'A sala está cheia.',
    advice: 'Aguarde que alguém saia e tente novamente, ou telefone ao escritório.',
  }),
  'rate-limited': ({ retryAfter }) => ({
    title: 'Demasiados pedidos em pouco tempo.',
    advice: inSeconds(retryAfter),
  }),
  'server-error': ({ retryAfter }) => ({
    title: 'O site do escritório está com um problema.',
    advice: `${inSeconds(retryAfter)} Se o problema continuar, telefone ao escritório.`,
  }),
  'token-expired': () => ({
    title: 'A sua autorização de entrada expirou.',
    advice: 'Tente novamente: receberá uma nova.',
  }),
  'token-invalid': () => ({ title: 'A sua autorização de entrada não foi reconhecida.', advice: firmsFault }),
  'session-mismatch': () => ({ title: 'A sua autorização é para outra sala.', advice: firmsFault }),
  'signalling-unreachable': () => ({
    title: 'Não foi possível contactar a sala.',
    advice:
      'Verifique a sua ligação à Internet. Uma rede empresarial ou uma VPN podem bloquear a videochamada.',
  }),
  'connection-lost': () => ({
    title: 'A ligação perdeu-se.',
    advice: 'Verifique a sua ligação à Internet e volte a entrar na sala.',
  }),
  'media-failed': () => ({
    title: 'Não foi possível transmitir o som e a imagem.',
    advice:
      'Tente novamente. Uma rede empresarial ou uma VPN podem bloquear a videochamada: experimente sem elas ou noutra rede.',
  }),
  removed: ({ message }) => ({
    title: 'O anfitrião terminou a sua participação.',
    advice: message ?? 'Para saber o motivo, telefone ao escritório.',
  }),
  'not-connected': () => ({ title: 'Não está na sala.', advice: 'Entre primeiro na sala.' }),
  'not-allowed': () => ({ title: 'Não tem permissão para esta ação.', advice: 'Peça-a ao anfitrião.' }),
  'breakout-impossible': () => ({
    title: 'Nesta chamada não é possível ter uma conversa à parte.',
    advice:
      'O som e a imagem passam por um servidor, que os enviaria também às pessoas em espera. Falem fora da sala.',
  }),
  'screen-unsupported': () => ({
    title: 'Este dispositivo não permite mostrar o ecrã.',
    advice: 'Abra a sala num computador, com uma versão recente do Chrome, Edge, Firefox ou Safari.',
  }),
  'screen-failed': () => ({
    title: 'Não foi possível partilhar o ecrã.',
    advice:
      'Tente novamente. Num Mac, autorize primeiro o navegador em Definições do Sistema, Privacidade e segurança, Gravação do ecrã.',
  }),
  'sending-suspended': () => ({
    title: 'De momento, nada é enviado do seu lado.',
    advice: 'Leia o motivo e depois decida: se aceitar, o envio é retomado.',
  }),
  'message-invalid': () => ({
    title: 'Não é possível enviar esta mensagem.',
    advice: 'Uma mensagem deve ter entre 1 e 20\u00a0000 caracteres.',
  }),
  aborted: () => ({
    title: 'A entrada foi cancelada.',
    advice: 'Pode entrar na sala quando quiser.',
  }),
} satisfies ErrorTexts;

/** Every error code has its text; a missing one is a compile error. */
const allErrors: Record<ErrorCode, (facts: ErrorFacts) => ErrorText> = {
  ...lobbyErrors,
  ...earlyErrors,
  ...errors,
};

/** Portuguese words of everything after the press on *Entrar*. */
export const callMessages: CallMessages = {
  ...lobbyMessages,
  errors: allErrors,
  pictures: pictureNames,
  /** Formats a time of day, with seconds for a measurement. Takes milliseconds since the epoch. */
  timeOf: (at: number) => clock.format(at),
  secondOf: (at: number) => seconds.format(at),
  listOf: (names: readonly string[]) => list.format(names),
  requesting: 'A pedir acesso ao escritório…',
  retryIn: (duration) => `Nova tentativa em ${duration}.`,
  connecting: 'A entrar na sala…',
  waitingTitle: 'Está na sala de espera',
  waitingText: 'A sua entrada será autorizada assim que possível. Pode deixar esta página aberta.',
  earlyTitle: 'A sala ainda não está aberta',
  opensAt: (date: Date) =>
    `A abertura está marcada para ${time.format(date)}. Deixe esta página aberta: entrará sem ter de fazer nada.`,
  waitingSince: (minutes: number) => (minutes < 1 ? 'Há instantes' : `Há ${minutes} min`),
  planned: (startsAt: Date, late: number) =>
    late < 1
      ? `Reunião marcada para as ${clock.format(startsAt)}.`
      : `Reunião marcada para as ${clock.format(startsAt)}. Está com ${inMinutes(late)} de atraso.`,
  startedLate: (late: number) => `começou com ${inMinutes(late)} de atraso`,
  reconnecting: 'Ligação interrompida. Estamos a restabelecê-la…',
  alone: 'Não está mais ninguém na sala.',
  onlyObservers: 'Aqui não há ninguém para ver nem ouvir: quem está presente só observa.',
  onlyObserversHint: 'Os nomes estão na lista de participantes.',
  aloneHint: 'A outra pessoa aparecerá aqui assim que chegar.',
  you: 'Eu',
  toolbar: 'Comandos da chamada',
  stage: 'Chamada',
  leave: 'Sair',
  selfView: 'A sua imagem',
  moveSelfView: 'Deslocar a sua imagem',
  isMuted: 'microfone desligado',
  cameraIsOffOf: 'câmara desligada',
  isSpeaking: 'a falar',
  isStalled: 'A imagem está interrompida',
  guest: 'Convidado',
  settings: 'Definições',
  people: 'Participantes',
  sameName: 'numerado aqui: outros têm o mesmo nome',
  host: 'anfitrião',
  observer: 'observa sem ser visto nem ouvido',
  guestsWaiting: (count: number) => (count === 1 ? '1 pessoa à espera' : `${count} pessoas à espera`),
  invitedAs: (name: string) => `com convite em nome de ${name}`,
  notifyMe: 'Avisar-me',
  notifyHint: 'Uma notificação do sistema avisa que há alguém à espera, sem indicar o nome.',
  notification: {
    title: 'Há alguém à espera de entrar',
    text: 'Abra a videochamada para deixar entrar essa pessoa.',
  },
  admit: 'Deixar entrar',
  admitName: (name: string) => `Deixar entrar ${name}`,
  admitAll: 'Deixar entrar todos',
  refuse: 'Recusar',
  refuseName: (name: string) => `Recusar a entrada de ${name}`,
  mute: 'Desligar o microfone',
  muteName: (name: string) => `Desligar o microfone de ${name}`,
  muteAll: 'Desligar todos os microfones',
  remove: 'Retirar',
  removeName: (name: string) => `Retirar ${name} da sala`,
  lock: 'Trancar a sala',
  endForAll: 'Terminar para todos',
  breakout: {
    title: 'Conversa à parte',
    hint: 'Assinale com quem continua a falar. As outras pessoas ficam em espera, sem som nem imagem.',
    nobody: 'Assinale pelo menos uma pessoa.',
    begin: 'Começar uma conversa à parte',
    end: 'Terminar a conversa à parte',
    member: 'na conversa à parte',
    onHold: 'em espera',
    among: (names: string) => `Conversa à parte com ${names}`,
    amongText: 'As outras pessoas estão em espera: não recebem a sua imagem nem o seu som.',
    onHoldTitle: 'Está em espera',
    onHoldText:
      'O anfitrião está numa conversa à parte. Voltará a vê-lo e a ouvi-lo aqui, sem ter de fazer nada.',
    onHoldMedia: 'Até lá, ninguém recebe a sua imagem nem o seu som.',
    over: 'A conversa à parte terminou. Todos voltam a receber a sua imagem e o seu som.',
    overMuted:
      'O anfitrião da conversa à parte saiu, por isso a conversa terminou. O seu microfone e a sua câmara foram desligados: volte a ligá-los quando quiser falar com todos.',
  },
  reason: 'Motivo (facultativo, será lido)',
  questions: {
    remove: (name: string) => ({
      title: `Retirar ${name} da sala?`,
      text: 'Esta pessoa será avisada e não poderá voltar com o mesmo link.',
    }),
    refuse: (name: string) => ({
      title: `Recusar a entrada de ${name}?`,
      text: 'Esta pessoa será avisada.',
    }),
    end: {
      title: 'Terminar a reunião para todos?',
      text: 'Todas as pessoas sairão da sala e ninguém poderá voltar a entrar.',
    },
  },
  close: 'Fechar',
  muted: 'O seu microfone foi desligado. Pode voltar a ligá-lo quando quiser falar.',
  mutedByHost: 'O anfitrião desligou o seu microfone. Pode voltar a ligá-lo quando quiser falar.',
  ending: (minutes: number) =>
    minutes === 1
      ? 'A reunião termina dentro de 1 minuto.'
      : `A reunião termina dentro de ${minutes} minutos.`,
  deviceLost: {
    camera: 'A sua câmara foi desconectada. Volte a conectá-la ou escolha outra nas definições.',
    microphone: 'O seu microfone foi desconectado. Volte a conectá-lo ou escolha outro nas definições.',
  },
  deviceReplaced: (label: string) => `Um dispositivo foi desconectado. Em seu lugar: ${label}.`,
  devicePlugged: (label: string) => `Novo dispositivo: ${label}.`,
  useDevice: 'Usar',
  participants: (count: number) => (count === 1 ? '1 pessoa' : `${count} pessoas`),
  others: (count: number) => (count === 1 ? 'Mais 1 pessoa' : `Mais ${count} pessoas`),
  elapsed: 'Duração da chamada',
  ended: {
    left: 'Saiu da sala.',
    ended: 'A reunião terminou.',
    removed: 'O anfitrião terminou a sua participação.',
    lost: 'A ligação perdeu-se.',
  },
  endedDuration: (minutes: number) =>
    minutes < 1 ? 'A chamada durou menos de um minuto.' : `A chamada durou ${minutes} min.`,
  endedFreed: 'A sua câmara e o seu microfone estão desligados.',
  callFirm: 'Ligar para o escritório:',
  comeBack: 'Voltar à sala',
  back: 'Voltar',
  security: {
    title: 'Confidencialidade da chamada',
    button: 'Ver as medições',
    levels: {
      verifying: 'Verificação em curso…',
      'end-to-end-verified': 'Encriptação de ponta a ponta · verificada',
      'end-to-end-attested': 'Cifrada de ponta a ponta · atestada pelo escritório',
      'end-to-end': 'Encriptada de navegador a navegador · por verificar',
      'end-to-end-secret': 'Encriptação de ponta a ponta · segredo partilhado',
      'to-media-server': 'Encriptação até ao servidor',
      unverifiable: 'Uma pessoa não pode ser verificada',
      unprotected: 'Chamada não protegida',
    },
    meanings: {
      verifying:
        'Ainda não há medições, ou não bastam para concluir. Não partilhe nada confidencial antes do fim da verificação.',
      'end-to-end-verified':
        'Só os dispositivos desta chamada têm as chaves, e já comparou o código: não há ninguém no meio da ligação.',
      'end-to-end-attested':
        'O som e a imagem são cifrados de um navegador ao outro, e o servidor do escritório atesta de quem são as chaves: o fornecedor de vídeo sozinho não se pode interpor. Para isso é preciso confiar no escritório; comparar o código mostra-o sem a palavra de ninguém.',
      'end-to-end':
        'O som e a imagem vão encriptados de navegador a navegador (DTLS-SRTP), com chaves que mudam em cada chamada e não ficam guardadas em lado nenhum. Só a comparação do código mostra que essas chaves são as da pessoa com quem fala.',
      'end-to-end-secret':
        'O som e a imagem passam pelo servidor do prestador, que não tem o segredo necessário para os ler.',
      'to-media-server':
        'O som e a imagem vão encriptados até ao servidor do prestador, que volta a encriptá-los para cada pessoa: não é de ponta a ponta.',
      unverifiable:
        'O programa de uma pessoa não anuncia nenhum certificado: a ligação está encriptada, mas só o prestador diz com quem. O código não pode ser comparado.',
      unprotected:
        'Uma das ligações não está encriptada como prometido. Não diga nada confidencial: saia da sala e telefone ao escritório.',
    },
    unknownReceiver: 'Alguém que não está na sala pediu para receber o som e a imagem. Nada lhe foi enviado.',
    refused:
      'Pelo menos uma ligação foi recusada antes de qualquer som ou imagem: o seu certificado faltava, era duplo ou tinha mudado. Talvez alguém esteja a tentar interpor-se.',
    alone: 'Não está mais ninguém na sala: ainda não há nada a medir.',
    secret: {
      pending: 'Segredo partilhado: à espera da outra pessoa.',
      matched: 'Segredo partilhado: é o mesmo dos dois lados.',
      mismatched:
        'Segredo partilhado: a outra pessoa não tem o mesmo. Não é possível vê-la nem ouvi-la: abram ambos de novo o link da reunião.',
    },
    fallen: (level: string) => `Atenção: a proteção da chamada diminuiu. ${level}.`,
    measuredAt: (time: string) => `Medido às ${time}`,
    notReported: 'não indicado por este navegador',
    sends: (name: string) => `Enviado para: ${name}`,
    receives: (name: string) => `Recebido de: ${name}`,
    mediaServer: 'servidor do prestador',
    unknownPerson: 'alguém desconhecido',
    facts: {
      key: 'Acordo sobre as chaves',
      cipher: 'Encriptação do acordo',
      media: 'Encriptação do som e da imagem',
      route: 'Percurso',
    },
    dtls: { '1.3': 'DTLS 1.3', '1.2': 'DTLS 1.2', 'below-1.2': 'DTLS anterior à versão 1.2' },
    strength: {
      stronger: 'melhor do que o prometido',
      equal: 'conforme o prometido: AES 128 bits, HMAC-SHA1',
      weaker: 'inferior ao prometido',
      'not-reported': 'não comparável com o prometido',
    },
    route: {
      direct: 'direto, de dispositivo a dispositivo',
      relay: 'através de um retransmissor TURN, que não tem as chaves',
    },
  },
  report: {
    sheet: 'Ficha de confidencialidade e relatório',
    coming: 'A carregar a ficha…',
    what: 'O relatório indica o que este dispositivo mediu. Não contém nomes, mensagens nem endereços.',
    save: 'Guardar o relatório de confidencialidade',
    print: 'Imprimir',
    data: 'Guardar os dados (JSON)',
  },
  attestation: {
    cut: (other) => `${other} não o vê nem o ouve.`,
    missingMark: 'não atestado pelo escritório',
    typed: 'nome não verificado',
    device: 'outro dispositivo',
    title: 'Não atestados pelo escritório',
    unattested: (name) =>
      `${name}: o escritório não atesta esta ligação. Nada lhe é enviado, e nada dela é mostrado.`,
    hidden: (other, name) => `${other} também está em contacto com ${name}, que não vê.`,
    missing: (other, name) => `${other} não vê ${name}, que o senhor ou a senhora vê.`,
    alone: 'Está ligado alguém que o escritório não atesta.',
    aloneHint: 'Nada lhe é enviado. Se for a pessoa esperada, peça-lhe que volte a abrir o seu link.',
    ending:
      'Este dispositivo já não consegue contactar o escritório. Dentro de alguns minutos os outros deixarão de o ver e ouvir: verifique a sua ligação ou volte a abrir o link da marcação.',
  },
  code: {
    title: (name: string) => `Está mesmo a sós com ${name}?`,
    how: 'Cada pessoa lê a sua linha em voz alta e depois toca na que a outra lhe lê. Se ambas a encontrarem, não há ninguém no meio da ligação.',
    own: 'Leia esta linha em voz alta',
    choose: (name: string) => `Toque na linha que ${name} lhe lê`,
    none: 'Nenhuma destas linhas',
    waiting: (name: string) =>
      `À espera de ${name}: peça-lhe que toque também no escudo, na parte superior da chamada.`,
    wanted: (name: string) => `${name} propõe-lhe comparar o código.`,
    begin: 'Comparar',
    again: 'Comparar de novo',
    noLine: (name: string) => `A estabelecer o canal privado com ${name}…`,
    lineUnavailable: (name: string) =>
      `Não é possível estabelecer um canal privado com ${name}: por agora, não é possível comparar.`,
    confirmed: (name: string) => `Comparação feita: não há ninguém entre si e ${name}.`,
    returned: (name: string) =>
      `${name} saiu; está presente alguém com o mesmo nome, com quem ainda não comparou o código.`,
    attempts: (count: number) =>
      count === 1
        ? 'Uma comparação não foi concluída.'
        : `${count} comparações não foram concluídas. Se isto se repetir, talvez alguém esteja a tentar adivinhar o código: ligue por telefone.`,
    causes: {
      mismatch: (name: string) => `Não ouviu de ${name} a linha certa.`,
      told: (name: string) => `${name} não ouviu a linha certa.`,
      certificate: (name: string) => `A chave anunciada em nome de ${name} mudou durante a chamada.`,
      failed: (name: string) => `O que chegou em nome de ${name} durante a comparação foi falsificado.`,
    },
    undo: 'Se foi um engano, compare de novo: é preciso que ambos confirmem o mesmo código.',
  },
  chat: {
    title: 'Mensagens',
    private: 'Passam por um canal privado, encriptado de navegador a navegador, e desaparecem com a chamada.',
    nobody: 'Ainda ninguém pode ler as suas mensagens.',
    noLine: (names: string) =>
      `Não é possível estabelecer um canal privado com ${names}. As suas mensagens ficam em espera; não são enviadas por nenhum outro caminho.`,
    direct: 'Abrir um canal direto',
    directHint: 'Mostraria o seu endereço IP a essa pessoa. É preciso que ambos abram o canal.',
    field: 'A sua mensagem',
    send: 'Enviar',
    unread: (count: number) => (count === 1 ? '1 mensagem por ler' : `${count} mensagens por ler`),
    sending: 'A enviar…',
    withheld: (names: string) => `Não entregue a ${names}.`,
    fault: (name: string) =>
      `Um envio em nome de ${name} foi rejeitado: foi alterado, repetido ou introduzido pelo caminho.`,
    times: (count: number) => (count === 1 ? '(1 vez)' : `(${count} vezes)`),
  },
  sendPolicy: {
    suspended: 'O seu microfone e a sua câmara estão retidos.',
    why: 'Porquê?',
    verifying: 'O seu microfone e a sua câmara aguardam a verificação da ligação.',
    level: (level: string) => ({
      title: 'A proteção não é a exigida',
      text: `Estado medido: ${level}. Nada está a ser enviado. Pode esperar que a proteção volte, sair da sala ou continuar mesmo assim.`,
    }),
    toAttest: {
      title: 'O escritório não atesta todos',
      text: 'Esta marcação exige que o escritório ateste as chaves de todos. Aguarde, ou compare o código com a outra pessoa: para que o possa ler, só a sua voz lhe será enviada; nem imagem nem mensagens.',
    },
    unattested: (name) => ({
      title: 'O escritório não atesta uma ligação',
      text: `O servidor do fornecedor transmitiria o seu som e a sua imagem também a uma ligação em nome de ${name}, que o escritório não atesta. Nada é enviado enquanto ela estiver presente.`,
    }),
    toCompare: {
      title: 'Compare primeiro o código',
      text: 'Esta reunião exige que compare o código com a outra pessoa. Para que o possa ler em voz alta, só a sua voz será enviada a essa pessoa; nem imagem nem mensagens antes de comparar.',
    },
    compare: 'Comparar de viva voz',
    soundOnly: 'Só a sua voz é enviada, enquanto compara.',
    mismatch: {
      title: 'Pode haver alguém no meio da ligação',
      text: (cause: string) =>
        `${cause} Do seu lado, já nada é enviado a ninguém. Saia da sala e ligue por telefone.`,
    },
    reported: (count: number) => `Assinalado ${count === 1 ? '1 vez' : `${count} vezes`}.`,
    returned: (name: string) => ({
      title: `É mesmo ${name}?`,
      text: `${name} saiu; está presente alguém com o mesmo nome, com quem ainda não comparou o código. Nada é enviado até que aceite.`,
    }),
    tooManyParticipants: (expected: number) => ({
      title: 'Mais pessoas do que o previsto',
      text: `Esta reunião está prevista para ${expected === 1 ? '1 pessoa' : `${expected} pessoas`}. Veja quem está presente antes de continuar. Até lá, nada é enviado.`,
    }),
    duplicateIdentity: (name: string) => ({
      title: `${name} aparece duas vezes`,
      text: 'O mesmo acesso está a ser usado em duas ligações. Pergunte a esta pessoa se é mesmo ela. Até lá, nada é enviado.',
    }),
    unknownReceiver: (count: number) => ({
      title: 'Alguém desconhecido quer receber esta chamada',
      text: `${count === 1 ? 'Uma ligação leva' : `${count} ligações levam`} a alguém que não está na sala. Nada lhe foi enviado, e nada é enviado a ninguém até à sua decisão. O mais seguro: saia da sala e telefone.`,
    }),
    unverifiable: (name: string) => ({
      title: `${name} não pode ser verificado`,
      text: 'Esta pessoa usa outro programa: só o prestador diz que é ela. Nada lhe é enviado até que aceite.',
    }),
    recording: {
      title: 'Começou uma gravação',
      text: 'A chamada está a ser gravada nos sistemas do prestador. O seu microfone e a sua câmara ficam retidos até dar o seu acordo.',
    },
    accept: 'Continuar mesmo assim',
    consent: 'Aceito a gravação',
    look: 'Ver os pormenores',
    people: 'Ver quem está presente',
  },
  recordingOn: 'Gravação em curso',
  privacyScreen: {
    button: 'Pausa',
    hint: 'Corta o seu som e a sua imagem e tapa o ecrã',
    title: 'Pausa confidencial',
    text: 'Ninguém recebe a sua imagem nem o seu som, e aqui nada se vê nem se ouve da chamada.',
    back: 'Retomar a chamada',
  },
  screen: {
    label: 'Ecrã',
    start: 'Partilhar o ecrã',
    stop: 'Parar de partilhar o ecrã',
    on: 'Está a partilhar o seu ecrã.',
    end: 'Parar',
    of: (name: string) => `Ecrã de ${name}`,
  },
  fullScreen: { start: 'Ecrã inteiro', stop: 'Sair do ecrã inteiro' },
  pictureInPicture: 'Imagem sobreposta',
  quality: {
    poor: 'Ligação fraca',
    advice: 'A sua ligação está fraca. Desligue a câmara para manter um bom som.',
    better: 'A ligação voltou a ser suficiente.',
  },
  sound: {
    blocked: 'O seu navegador está a bloquear o som.',
    play: 'Ativar o som',
    hint: 'O seu navegador está a bloquear o som. Prima em qualquer ponto da chamada para o ativar.',
    back: 'O som está ativado.',
  },
  shortcuts: {
    title: 'Atalhos de teclado',
    use: 'Usar uma tecla por comando',
    hint: 'Uma só letra, quando a videochamada tem o foco e não está a escrever. Vazio: nenhuma.',
    taken: (label: string) => `Esta letra já é a de «${label}».`,
  },
  announce: {
    muted: (name: string) => `${name} desligou o microfone.`,
    unmuted: (name: string) => `${name} voltou a ligar o microfone.`,
    sharing: (name: string) => `${name} está a partilhar o ecrã.`,
    sharingOver: (name: string) => `${name} já não partilha o ecrã.`,
    message: (name: string) => `Nova mensagem de ${name}.`,
    recording: 'A chamada está a ser gravada.',
    joined: (name: string) => `${name} entrou na sala.`,
    left: (name: string) => `${name} saiu da sala.`,
    connected: 'Está na sala.',
    waiting: (name: string) => `${name} está à espera de entrar.`,
  },
};
