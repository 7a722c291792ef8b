import type { ClaimCheck, ClaimKey, Mark, QuestionKey } from '../../report/provider-claims.ts';
import type { ReportedConnection, SecurityReport } from '../../report/report-types.ts';
import type { Confidentiality, Level } from '../../transport-security/confidentiality-level.ts';
import type { ReportMessages } from '../messages.ts';
import { callMessages, counted } from './call.ts';

const locale = 'ar-u-nu-latn';
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
    title: 'هل الشروط متاحة وواضحة؟',
    answers: {
      'set-by-firm': () => 'ينشر المكتب بيان الخصوصية الخاص به: الرابط في صفحة الاستقبال.',
      'stated-by-provider': () => 'ينشر مزوّد الخدمة شروطه وتدابيره الأمنية.',
    },
  },
  controller: {
    title: 'من المسؤول عن البيانات؟',
    answers: {
      'set-by-firm': () => 'المكتب، وفقًا لبيان الخصوصية الخاص به.',
      'stated-by-provider': () =>
        'يقول مزوّد الخدمة إنه يلتزم باللائحة الأوروبية العامة لحماية البيانات (RGPD).',
    },
  },
  storage: {
    title: 'أين تُحفظ البيانات؟',
    answers: {
      measured: (report) =>
        checkOf(report, 'ephemeral-keys') === 'not-met'
          ? 'في هذا المتصفح، كُتب شيء من المكالمة.'
          : 'لا تجد الصفحة في هذا المتصفح شيئًا من المكالمة: ' +
            'لا في التخزين، ولا في العنوان، ولا في سجل التصفح، ولا في ملفات تعريف ارتباط يمكنها قراءتها.',
      'stated-by-provider': () =>
        'يقول مزوّد الخدمة إنه لا يحتفظ لديه إلا بسجلات تقنية مجهولة الهوية ومشفّرة، لمدة 7 أيام، ' +
        'وإن بإمكانه البقاء داخل الاتحاد الأوروبي.',
    },
  },
  sharing: {
    title: 'هل تُشارَك البيانات أو تُباع؟',
    answers: {
      measured: ({ servers, unlistedContacts }) => {
        const others = servers.filter(({ expected }) => !expected).length + unlistedContacts;
        return others === 0
          ? 'في هذه المكالمة، لم تتصل هذه الصفحة إلا بالخوادم المتوقعة، المذكورة أدناه.'
          : 'في هذه المكالمة، اتصلت هذه الصفحة بخوادم لم تكن متوقعة، مذكورة أدناه.';
      },
      'stated-by-provider': () => 'يقول مزوّد الخدمة إنه لا يبيع شيئًا.',
    },
  },
  surveillance: {
    title: 'هل يمكن لأحد أن يتنصت؟',
    answers: {
      measured: ({ level }) => `${levels[level]}. ${security.meanings[level]}`,
      'stated-by-provider': () =>
        'يقول مزوّد الخدمة إن المفاتيح عشوائية وخاصة بكل مكالمة، وإن أحدًا لا يحتفظ بها.',
    },
  },
  security: {
    title: 'ما مستوى الأمان التقني؟',
    answers: {
      measured: ({ connections }) => [...new Set(connections.map((one) => words.connection(one)))].join(' '),
      'set-by-firm': () => 'يحدد المكتب من يدخل، وبأي دور.',
      'stated-by-provider': () =>
        'يعلن مزوّد الخدمة استخدام SRTP، وكذلك DTLS-SRTP، مع AES 128 بت وكذلك HMAC-SHA1.',
    },
  },
};

const claims: Record<ClaimKey, string> = {
  'authorised-endpoints': 'لا يدخل الغرفة إلا المصرح لهم.',
  roles: 'لكل مشارك دور، وليست له إلا صلاحيات هذا الدور.',
  srtp: 'يمر الصوت والصورة عبر SRTP، بمفاتيح يُتفق عليها عبر DTLS-SRTP.',
  'aes-128-hmac-sha1': 'يُشفّران بواسطة AES 128 بت، ويُتحقق من سلامتهما بواسطة HMAC-SHA1.',
  'peer-to-peer-keys': 'من جهاز إلى جهاز، حتى عبر مرحّل، لا توجد المفاتيح إلا لدى الطرفين، وهي مولّدة عشوائيًا.',
  'routed-keys': 'عند المرور عبر الخادم، يشارك الخادم في الاتفاق على المفاتيح.',
  'ephemeral-keys': 'لا تُستخدم المفاتيح إلا مرة واحدة، ولا تُحفظ في أي مكان.',
  'ip-addresses-only': 'من جهاز إلى جهاز، البيان الشخصي الوحيد هو عنوان IP.',
  'logs-seven-days': 'السجلات التقنية مجهولة الهوية ومشفّرة، وتُمحى بعد 7 أيام. ولا يُباع أي شيء.',
  'gdpr-eu':
    'تُحترم اللائحة الأوروبية العامة لحماية البيانات (RGPD)، ويمكن أن يمر كل شيء عبر الاتحاد الأوروبي.',
  certifications: 'SOC 1، وISO 27001 (التدقيق جارٍ في تاريخ النشر).',
};

const marks: Record<Mark, string> = {
  measured: 'مقيس الآن',
  'set-by-firm': 'حدده المكتب',
  'stated-by-provider': 'بحسب مزوّد الخدمة',
};

const checks: Record<ClaimCheck, string> = {
  met: 'تم الوفاء به',
  exceeded: 'أفضل مما وُعد به',
  'not-met': 'لم يتم الوفاء به',
  'not-checked': 'لم يُقَس بعد',
  'not-applicable': 'لا ينطبق على هذه المكالمة',
};

const asked: Record<Confidentiality, string> = {
  any: 'لا يشترط المكتب مستوى معينًا.',
  'end-to-end': 'يشترط المكتب التشفير من طرف إلى طرف.',
  attested: 'يشترط المكتب أن يشهد بنفسه لمفاتيح الجميع.',
  verified: 'يشترط المكتب مقارنة الرمز.',
};

/** Arabic words of the confidentiality report. */
const words: ReportMessages = {
  title: 'تقرير السرية',
  consentTitle: 'موافقتك',
  consentAt: (date: Date) => `أُعطيت قبل الدخول في ${moment.format(date)}:`,
  created: (date: Date) => `تاريخ الإعداد: ${moment.format(date)}.`,
  period: (start: Date, end: Date | null) =>
    end
      ? `بدأت المكالمة في ${moment.format(start)}، وانتهت في الساعة ${time.format(end)}.`
      : `بدأت المكالمة في ${moment.format(start)}، وهي جارية.`,
  anonymous: 'لا يتضمن هذا التقرير أي اسم أو رسالة أو عنوان أو معرّف، بل يتضمن فقط ما قاسه هذا الجهاز.',
  levelsTitle: 'المستوى خلال المكالمة',
  levelAt: (level: string, at: Date) => `${time.format(at)}: ${level}`,
  levels: levels as Record<Level, string>,
  asked,
  met: { true: 'وهذا متحقق.', false: 'وهذا غير متحقق.' },
  verificationTitle: 'مقارنة الرموز والرسائل',
  verification: ({ people, confirmed, mismatch }: SecurityReport['verification']) => {
    if (people === 0) return 'لم يكن هناك من يُقارن معه رمز.';
    if (mismatch > 0) return 'كان أحد الرموز المقارنة مختلفًا: ربما كان هناك من يتوسط بينكم.';
    if (confirmed === people) return 'تمت مقارنة الرمز مع كل مشارك، وكان متطابقًا.';
    return confirmed === 0
      ? 'لم تتم مقارنة أي رمز.'
      : `تمت مقارنة الرمز وكان متطابقًا مع ${confirmed} من أصل ${people}.`;
  },
  chat: {
    private: 'كانت الرسائل مشفّرة من طرف إلى طرف.',
    'not-private': 'لم تكن الرسائل تصل إلى الجميع، لتعذّر تشفيرها لكل مشارك.',
    nobody: 'لم يكن هناك من يُكتب إليه.',
  },
  connectionsTitle: 'الاتصالات المقيسة',
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
    // The right-to-left mark keeps neighbouring Latin names in Arabic order.
    return [
      direction === 'publish' ? 'إرسال' : 'استقبال',
      topology === 'peer' ? 'من جهاز إلى جهاز' : 'عبر خادم مزوّد الخدمة',
      dtlsVersion === 'not-reported' ? `DTLS ${notReported}` : security.dtls[dtlsVersion],
      said(dtlsCipher),
      `${said(srtpProfile)} (${security.strength[one.comparedWithBaseline]})`,
      `المسار: ${way}.`,
    ].join('،\u200f ');
  },
  sheetTitle: 'بطاقة السرية',
  legend:
    'الأسئلة الستة التي تطرحها نقابات المحامين في أوروبا على أدوات مكالمات الفيديو. ' +
    'وكل إجابة تذكر مصدرها.',
  unmeasured: 'لم يُقَس شيء في هذا الشأن بعد.',
  questions,
  marks,
  checks,
  claimsTitle: 'ما يعد به مزوّد الخدمة',
  source: (article: string) =>
    `تصريحات Vonage، المقال ${article} من صفحات المساعدة لديها، كما نُشرت ومن دون تاريخ.`,
  claims,
  serversTitle: 'الخوادم التي جرى الاتصال بها في هذه المكالمة',
  noServers: 'لا شيء حتى الآن.',
  anAddress: 'عنوان IP',
  unexpected: 'غير متوقع',
  unlisted: (count: number) =>
    counted(count, {
      zero: 'ولا اتصالات أخرى بعد أول مئة خادم.',
      one: 'واتصال آخر بعد أول مئة خادم.',
      two: 'واتصالان آخران بعد أول مئة خادم.',
      few: 'و# اتصالات أخرى بعد أول مئة خادم.',
      many: 'و# اتصالًا آخر بعد أول مئة خادم.',
      other: 'و# اتصال آخر بعد أول مئة خادم.',
    }),
};

export const reportMessages: ReportMessages = words;
