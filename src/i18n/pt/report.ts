import type { ClaimCheck, ClaimKey, Mark, QuestionKey } from '../../report/provider-claims.ts';
import type { ReportedConnection, SecurityReport } from '../../report/report-types.ts';
import type { Confidentiality, Level } from '../../transport-security/confidentiality-level.ts';
import type { ReportMessages } from '../messages.ts';
import { callMessages } from './call.ts';

const locale = 'pt-PT';
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' });
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

interface Question {
  readonly title: string;
  /** One or two sentences per source; none when a source has nothing to state. */
  readonly answers: Partial<Record<Mark, (report: SecurityReport) => string>>;
}

const { security } = callMessages;
const { levels, notReported } = security;

const checkOf = ({ claims }: SecurityReport, key: ClaimKey): ClaimCheck =>
  claims.find((one) => one.key === key)?.check ?? 'not-checked';

const questions: Record<QuestionKey, Question> = {
  terms: {
    title: 'As condições são acessíveis e claras?',
    answers: {
      'set-by-firm': () =>
        'O escritório publica o seu próprio aviso de privacidade: o link está na página inicial.',
      'stated-by-provider': () =>
        'O prestador publica as suas próprias condições e as suas medidas de segurança.',
    },
  },
  controller: {
    title: 'Quem é responsável pelos dados?',
    answers: {
      'set-by-firm': () => 'O escritório, segundo o seu aviso de privacidade.',
      'stated-by-provider': () => 'O prestador afirma cumprir o RGPD.',
    },
  },
  storage: {
    title: 'Onde são guardados os dados?',
    answers: {
      measured: (report) =>
        checkOf(report, 'ephemeral-keys') === 'not-met'
          ? 'Neste navegador, ficou escrito algo da chamada.'
          : 'A página não encontra nada da chamada neste navegador: nem no armazenamento, nem no endereço, nem no histórico, nem em cookies que possa ler.',
      'stated-by-provider': () =>
        'Do seu lado, o prestador afirma guardar apenas registos anonimizados e encriptados, durante 7 dias, e poder manter-se na União Europeia.',
    },
  },
  sharing: {
    title: 'Os dados são partilhados ou vendidos?',
    answers: {
      measured: ({ servers, unlistedContacts }) => {
        const others = servers.filter(({ expected }) => !expected).length + unlistedContacts;
        return others === 0
          ? 'Nesta chamada, esta página só contactou os servidores previstos, indicados abaixo.'
          : 'Nesta chamada, esta página contactou servidores que não estavam previstos, indicados abaixo.';
      },
      'stated-by-provider': () => 'O prestador afirma não vender nada.',
    },
  },
  surveillance: {
    title: 'Alguém pode estar a ouvir?',
    answers: {
      measured: ({ level }) => `${levels[level]}. ${security.meanings[level]}`,
      'stated-by-provider': () =>
        'O prestador afirma que as chaves são aleatórias, próprias de cada chamada, e que ninguém as guarda.',
    },
  },
  security: {
    title: 'Qual é a segurança técnica?',
    answers: {
      measured: ({ connections }) => [...new Set(connections.map((one) => words.connection(one)))].join(' '),
      'set-by-firm': () => 'O escritório escolhe quem entra e com que função.',
      'stated-by-provider': () => 'O prestador anuncia SRTP, DTLS-SRTP, AES 128 bits e HMAC-SHA1.',
    },
  },
};

const claims: Record<ClaimKey, string> = {
  'authorised-endpoints': 'Só entram na sala as pessoas autorizadas.',
  roles: 'Cada pessoa tem uma função, e só os direitos dessa função.',
  srtp: 'O som e a imagem passam por SRTP, com chaves negociadas por DTLS-SRTP.',
  'aes-128-hmac-sha1': 'São encriptados com AES 128 bits e a sua integridade é verificada com HMAC-SHA1.',
  'peer-to-peer-keys':
    'De dispositivo a dispositivo, mesmo através de um retransmissor, só os dois extremos têm as chaves, geradas ao acaso.',
  'routed-keys': 'Quando há um servidor no percurso, este participa na negociação das chaves.',
  'ephemeral-keys': 'As chaves só servem uma vez e não ficam guardadas em lado nenhum.',
  'ip-addresses-only': 'De dispositivo a dispositivo, o único dado pessoal é o endereço IP.',
  'logs-seven-days': 'Os registos são anonimizados, encriptados e apagados ao fim de 7 dias. Nada é vendido.',
  'gdpr-eu': 'O RGPD é cumprido, e tudo pode passar pela União Europeia.',
  certifications: 'SOC 1, ISO 27001 (auditoria em curso à data da publicação).',
};

const marks: Record<Mark, string> = {
  measured: 'medido agora',
  'set-by-firm': 'definido pelo escritório',
  'stated-by-provider': 'declarado pelo prestador',
};

const checks: Record<ClaimCheck, string> = {
  met: 'cumprido',
  exceeded: 'melhor do que o prometido',
  'not-met': 'não cumprido',
  'not-checked': 'ainda não medido',
  'not-applicable': 'não se aplica a esta chamada',
};

const asked: Record<Confidentiality, string> = {
  any: 'O escritório não exige um nível específico.',
  'end-to-end': 'O escritório exige a encriptação de ponta a ponta.',
  attested: 'O escritório exige atestar ele próprio as chaves de todos.',
  verified: 'O escritório exige que o código seja comparado.',
};

/** Portuguese words of the confidentiality report. */
const words = {
  title: 'Relatório de confidencialidade',
  consentTitle: 'O seu consentimento',
  consentAt: (date: Date) => `Dado antes de entrar, em ${moment.format(date)}:`,
  created: (date: Date) => `Emitido em ${moment.format(date)}.`,
  period: (start: Date, end: Date | null) =>
    end
      ? `Chamada de ${moment.format(start)}, terminada às ${time.format(end)}.`
      : `Chamada iniciada em ${moment.format(start)}, em curso.`,
  anonymous:
    'Este relatório não contém nomes, mensagens, endereços nem identificadores: apenas o que este dispositivo mediu.',
  levelsTitle: 'Nível ao longo da chamada',
  levelAt: (level: string, at: Date) => `${time.format(at)}: ${level}`,
  levels: levels as Record<Level, string>,
  asked,
  met: { true: 'É esse o caso.', false: 'Não é esse o caso.' },
  verificationTitle: 'Comparação dos códigos e mensagens',
  verification: ({ people, confirmed, mismatch }: SecurityReport['verification']) => {
    if (people === 0) return 'Não havia ninguém com quem comparar um código.';
    if (mismatch > 0) return 'Um código comparado era diferente: podia haver alguém no meio da ligação.';
    if (confirmed === people) return 'O código foi comparado com cada pessoa e era igual.';
    return confirmed === 0
      ? 'Nenhum código foi comparado.'
      : `Código comparado e igual com ${confirmed} de ${people} pessoas.`;
  },
  chat: {
    private: 'As mensagens eram encriptadas de ponta a ponta.',
    'not-private': 'As mensagens não chegavam a todos, por não ser possível encriptá-las para cada pessoa.',
    nobody: 'Não havia ninguém a quem escrever.',
  },
  connectionsTitle: 'Ligações medidas',
  connection: ({
    direction,
    topology,
    route,
    dtlsVersion,
    dtlsCipher,
    srtpProfile,
    ...one
  }: ReportedConnection) => {
    const said = (value: string) => (value === 'not-reported' ? notReported : value);
    const way = route.kind === 'not-reported' ? notReported : security.route[route.kind];
    return [
      direction === 'publish' ? 'Envio' : 'Receção',
      topology === 'peer' ? 'de dispositivo a dispositivo' : 'através do servidor do prestador',
      dtlsVersion === 'not-reported' ? `DTLS ${notReported}` : security.dtls[dtlsVersion],
      said(dtlsCipher),
      `${said(srtpProfile)} (${security.strength[one.comparedWithBaseline]})`,
      `percurso ${way}.`,
    ].join(', ');
  },
  sheetTitle: 'Ficha de confidencialidade',
  legend:
    'As seis perguntas que as ordens de advogados da Europa fazem a uma ferramenta de videoconferência. Cada resposta indica de onde vem.',
  unmeasured: 'Ainda não há medições sobre este ponto.',
  questions,
  marks,
  checks,
  claimsTitle: 'O que o prestador promete',
  source: (article: string) =>
    `Declarações da Vonage, artigo ${article} do seu apoio ao cliente, tal como publicadas e sem data.`,
  claims,
  serversTitle: 'Servidores contactados nesta chamada',
  noServers: 'Nenhum por enquanto.',
  anAddress: 'um endereço IP',
  unexpected: 'inesperado',
  unlisted: (count: number) =>
    count === 1
      ? 'E mais 1 contacto, além de cem servidores.'
      : `E mais ${count} contactos, além de cem servidores.`,
};

export const reportMessages: ReportMessages = words;
