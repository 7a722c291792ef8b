import type { ErrorCode, ErrorFacts } from '../../error.ts';
import type { CallMessages, ErrorText, ErrorTexts } from '../messages.ts';
import { earlyErrors } from './errors.ts';
import { lobbyErrors, lobbyMessages } from './lobby.ts';
import { pictureNames } from './pictures.ts';

// Latin digits, because people read the SAS in them.
const locale = 'ar-u-nu-latn';
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
const plural = new Intl.PluralRules(locale);

/** Selects the Arabic plural form for this count; `#` stands for the number. */
export function counted(count: number, forms: Record<Intl.LDMLPluralRule, string>): string {
  return forms[plural.select(count)].replace('#', String(count));
}

const persons = (count: number) =>
  counted(count, {
    zero: 'لا أحد',
    one: 'شخص واحد',
    two: 'شخصان',
    few: '# أشخاص',
    many: '# شخصًا',
    other: '# شخص',
  });

// Durations are in the oblique case: they always follow a preposition or a verb.
const minutesOf = (count: number) =>
  counted(count, {
    zero: '# دقيقة',
    one: 'دقيقة واحدة',
    two: 'دقيقتين',
    few: '# دقائق',
    many: '# دقيقة',
    other: '# دقيقة',
  });

const hoursOf = (count: number) =>
  counted(count, {
    zero: '# ساعة',
    one: 'ساعة واحدة',
    two: 'ساعتين',
    few: '# ساعات',
    many: '# ساعة',
    other: '# ساعة',
  });

const secondsOf = (count: number) =>
  counted(count, {
    zero: '# ثانية',
    one: 'ثانية واحدة',
    two: 'ثانيتين',
    few: '# ثوانٍ',
    many: '# ثانية',
    other: '# ثانية',
  });

function inSeconds(seconds: number | undefined): string {
  if (!seconds) return 'يُرجى الانتظار لحظة، ثم إعادة المحاولة.';
  const wait = seconds < 60 ? secondsOf(seconds) : minutesOf(Math.ceil(seconds / 60));
  return `يُرجى إعادة المحاولة بعد ${wait}.`;
}

function inMinutes(minutes: number): string {
  if (minutes < 60) return minutesOf(minutes);
  const hours = hoursOf(Math.floor(minutes / 60));
  return minutes % 60 === 0 ? hours : `${hours} و${minutesOf(minutes % 60)}`;
}

/** The firm's page or server is at fault; the person can only contact the firm. */
const firmsFault = 'المشكلة من الموقع وليست منك. يُرجى إعادة المحاولة لاحقًا أو الاتصال بالمكتب.';

const errors = {
  'sdk-unreachable': () => ({
    title: 'تعذّر تحميل مكالمة الفيديو.',
    advice:
      'يُرجى التحقق من الاتصال بالإنترنت، ثم إعادة المحاولة. ' + 'وقد يكون السبب أيضًا برنامجًا لحجب المحتوى.',
  }),
  'endpoint-missing': () => ({
    title: 'هذه الغرفة غير متصلة بالمكتب بعد.',
    advice: firmsFault,
  }),
  'endpoint-unreachable': () => ({
    title: 'موقع المكتب لا يستجيب.',
    advice: 'يُرجى التحقق من الاتصال بالإنترنت، ثم إعادة المحاولة.',
  }),
  'endpoint-timeout': () => ({
    title: 'يستغرق موقع المكتب وقتًا طويلًا للرد.',
    advice: 'قد يكون اتصالك بطيئًا. يُرجى إعادة المحاولة بعد لحظة.',
  }),
  'endpoint-not-json': () => ({
    title: 'ردّ موقع المكتب بصفحة غير متوقعة.',
    advice: firmsFault,
  }),
  'endpoint-malformed': () => ({
    title: 'وصل رد الموقع غير مكتمل.',
    advice: 'يُرجى إعادة المحاولة. وإذا تكرر ذلك، يُرجى الاتصال بالمكتب.',
  }),
  'endpoint-too-large': () => ({ title: 'رد الموقع ليس الرد المتوقع.', advice: firmsFault }),
  'endpoint-invalid': () => ({ title: 'رد الموقع ليس الرد المتوقع.', advice: firmsFault }),
  'endpoint-blocked': () => ({
    title: 'حظر موقع المكتب طلب الدخول.',
    advice: `الرابط ليس هو السبب. ${firmsFault}`,
  }),
  'endpoint-not-found': () => ({
    title: 'لا يجد موقع المكتب خدمة الاتصال المرئي.',
    advice: `الرابط ليس هو السبب. ${firmsFault}`,
  }),
  'gateway-failed': ({ retryAfter }) => ({
    title: 'تعذّر الوصول إلى خادم المكتب.',
    advice: `أجاب بدلًا منه وسيط من الموقع أو من الشبكة المستخدمة. ${inSeconds(retryAfter)}`,
  }),
  'network-blocked': () => ({
    title: 'تطلب الشبكة المستخدمة إذنًا أولًا.',
    advice:
      'يُرجى فتح موقع آخر لتسجيل الدخول إلى الشبكة، أو اختيار شبكة أخرى، ثم إعادة المحاولة. المكتب ليس هو السبب.',
  }),
  unauthorized: () => ({
    title: 'هذا الرابط لا يتيح الدخول إلى الغرفة.',
    advice: 'يُرجى فتح الرابط الوارد من المكتب في المتصفح الذي فُتح فيه أول مرة، أو طلب رابط جديد.',
  }),
  refused: ({ message }) => ({
    title: 'لم يُقبل طلب دخولك.',
    advice: message ?? 'لمعرفة السبب، يُرجى الاتصال بالمكتب.',
  }),
  'room-not-found': () => ({
    title: 'لم يُعثر على هذا الموعد.',
    advice: 'يُرجى التحقق من الرابط الذي وصلك، أو طلب إرساله من جديد من المكتب.',
  }),
  'not-open-yet': ({ opensAt }) => ({
    title: 'لم تُفتح الغرفة بعد.',
    advice: opensAt ? `ستُفتح يوم ${time.format(opensAt)}.` : 'يُرجى العودة في وقت الموعد.',
  }),
  closed: () => ({
    title: 'انتهى هذا الموعد.',
    advice: 'لتحديد موعد آخر، يُرجى التواصل مع المكتب.',
  }),
  'room-full': () => ({
    title: 'الغرفة مكتملة العدد.',
    advice: 'يُرجى انتظار خروج أحد الحاضرين ثم إعادة المحاولة، أو الاتصال بالمكتب.',
  }),
  'rate-limited': ({ retryAfter }) => ({
    title: 'طلبات كثيرة في وقت قصير.',
    advice: inSeconds(retryAfter),
  }),
  'server-error': ({ retryAfter }) => ({
    title: 'يواجه موقع المكتب مشكلة.',
    advice: `${inSeconds(retryAfter)} وإذا استمر ذلك، يُرجى الاتصال بالمكتب.`,
  }),
  'token-expired': () => ({
    title: 'انتهت صلاحية إذن دخولك.',
    advice: 'يُرجى إعادة المحاولة، وسيُمنح لك إذن جديد.',
  }),
  'token-invalid': () => ({ title: 'لم يُتعرّف على إذن دخولك.', advice: firmsFault }),
  'session-mismatch': () => ({ title: 'إذن دخولك مخصص لغرفة أخرى.', advice: firmsFault }),
  'signalling-unreachable': () => ({
    title: 'تعذّر الاتصال بالغرفة.',
    advice: 'يُرجى التحقق من الاتصال بالإنترنت. وقد تحجب شبكة شركة أو VPN مكالمات الفيديو.',
  }),
  'connection-lost': () => ({
    title: 'انقطع الاتصال.',
    advice: 'يُرجى التحقق من الاتصال بالإنترنت، ثم الانضمام إلى الغرفة من جديد.',
  }),
  'media-failed': () => ({
    title: 'تعذّر نقل الصوت والصورة.',
    advice:
      'يُرجى إعادة المحاولة. قد تحجب شبكة شركة أو VPN مكالمات الفيديو، ' +
      'ويمكن تجربة الاتصال من دونهما أو عبر شبكة أخرى.',
  }),
  removed: ({ message }) => ({
    title: 'أخرجك المضيف من الغرفة.',
    advice: message ?? 'لمعرفة السبب، يُرجى الاتصال بالمكتب.',
  }),
  'not-connected': () => ({
    title: 'أنت خارج الغرفة.',
    advice: 'يُرجى الانضمام إليها أولًا.',
  }),
  'not-allowed': () => ({ title: 'هذا الإجراء غير متاح لك.', advice: 'يُرجى طلبه من المضيف.' }),
  'breakout-impossible': () => ({
    title: 'الحديث الجانبي غير ممكن في هذه المكالمة.',
    advice:
      'يمر الصوت والصورة عبر خادم سيرسلهما أيضًا إلى من هم قيد الانتظار. ' + 'يُرجى التحدث خارج هذه الغرفة.',
  }),
  'screen-unsupported': () => ({
    title: 'لا يتيح هذا الجهاز عرض شاشته.',
    advice: 'افتح الغرفة على حاسوب، في إصدار حديث من Chrome أو Edge أو Firefox أو Safari.',
  }),
  'screen-failed': () => ({
    title: 'تعذّرت مشاركة الشاشة.',
    advice:
      'أعد المحاولة. على أجهزة Mac، اسمح للمتصفح أولًا من إعدادات النظام، الخصوصية والأمن، تسجيل الشاشة.',
  }),
  'sending-suspended': () => ({
    title: 'لا يُرسل أي شيء من جهتك حاليًا.',
    advice: 'يُرجى قراءة السبب ثم اتخاذ القرار: يُستأنف الإرسال بموافقتك.',
  }),
  'message-invalid': () => ({
    title: 'لا يمكن إرسال هذه الرسالة.',
    advice: 'طول الرسالة من حرف واحد إلى 20000 حرف.',
  }),
  aborted: () => ({
    title: 'أُلغي الدخول.',
    advice: 'يمكنك الانضمام إلى الغرفة في أي وقت.',
  }),
} satisfies ErrorTexts;

/** Every error code has its text; a missing one is a compile error. */
const allErrors: Record<ErrorCode, (facts: ErrorFacts) => ErrorText> = {
  ...lobbyErrors,
  ...earlyErrors,
  ...errors,
};

/** Arabic words of everything after the press on *الانضمام*. */
export const callMessages: CallMessages = {
  ...lobbyMessages,
  errors: allErrors,
  pictures: pictureNames,
  /** Formats a time of day, with seconds for a measurement. Takes milliseconds since the epoch. */
  timeOf: (at: number) => clock.format(at),
  secondOf: (at: number) => seconds.format(at),
  listOf: (names: readonly string[]) => list.format(names),
  requesting: 'جارٍ طلب الدخول من المكتب…',
  retryIn: (duration) => `محاولة جديدة بعد ${duration}.`,
  connecting: 'جارٍ الاتصال بالغرفة…',
  waitingTitle: 'أنت في غرفة الانتظار',
  waitingText: 'سيُسمح لك بالدخول في أقرب وقت ممكن. يمكنك ترك هذه الصفحة مفتوحة.',
  earlyTitle: 'لم تُفتح الغرفة بعد',
  opensAt: (date: Date) => `ستُفتح يوم ${time.format(date)}. يُرجى ترك هذه الصفحة مفتوحة: سيكون دخولك تلقائيًا.`,
  waitingSince: (minutes: number) => (minutes < 1 ? 'منذ لحظات' : `منذ ${minutesOf(minutes)}`),
  planned: (startsAt: Date, late: number) =>
    late < 1
      ? `الموعد محدد في الساعة ${clock.format(startsAt)}.`
      : `الموعد محدد في الساعة ${clock.format(startsAt)}. وقد تأخر بمقدار ${inMinutes(late)}.`,
  startedLate: (late: number) => `بدأ متأخرًا بمقدار ${inMinutes(late)}`,
  reconnecting: 'انقطع الاتصال. نعمل على استعادته…',
  alone: 'لا أحد غيرك في الغرفة.',
  onlyObservers: 'لا أحد هنا تمكن رؤيته أو سماعه: الحاضرون يتابعون فقط.',
  onlyObserversHint: 'أسماؤهم في قائمة المشاركين.',
  aloneHint: 'سيظهر الطرف الآخر هنا فور وصوله.',
  you: 'أنت',
  toolbar: 'أدوات التحكم في المكالمة',
  stage: 'المكالمة',
  leave: 'مغادرة',
  selfView: 'صورتك',
  moveSelfView: 'تحريك صورتك',
  isMuted: 'الميكروفون مكتوم',
  cameraIsOffOf: 'الكاميرا متوقفة',
  isSpeaking: 'جارٍ التحدث',
  isStalled: 'الصورة متوقفة',
  guest: 'ضيف',
  settings: 'الإعدادات',
  people: 'المشاركون',
  sameName: 'الرقم مضاف هنا: آخرون يحملون الاسم نفسه',
  host: 'المضيف',
  observer: 'متابعة من دون ظهور ولا صوت',
  guestsWaiting: (count: number) =>
    counted(count, {
      zero: 'لا أحد في الانتظار',
      one: 'شخص واحد في الانتظار',
      two: 'شخصان في الانتظار',
      few: '# أشخاص في الانتظار',
      many: '# شخصًا في الانتظار',
      other: '# شخص في الانتظار',
    }),
  invitedAs: (name: string) => `الدعوة باسم ${name}`,
  notifyMe: 'تنبيهي',
  notifyHint: 'سيُعلمك إشعار من النظام بأن شخصًا ينتظر، من دون ذكر اسمه.',
  notification: {
    title: 'شخص ينتظر عند المدخل',
    text: 'يُرجى فتح مكالمة الفيديو للسماح له بالدخول.',
  },
  admit: 'السماح بالدخول',
  admitName: (name: string) => `السماح بالدخول: ${name}`,
  admitAll: 'السماح بدخول الجميع',
  refuse: 'رفض',
  refuseName: (name: string) => `رفض دخول ${name}`,
  mute: 'كتم الميكروفون',
  muteName: (name: string) => `كتم الميكروفون: ${name}`,
  muteAll: 'كتم كل الميكروفونات',
  remove: 'إخراج',
  removeName: (name: string) => `إخراج ${name} من الغرفة`,
  lock: 'قفل الغرفة',
  endForAll: 'إنهاء الموعد للجميع',
  breakout: {
    title: 'حديث جانبي',
    hint: 'يُرجى تحديد من يستمر الحديث معهم. سيبقى الآخرون قيد الانتظار، بلا صوت ولا صورة.',
    nobody: 'اختر شخصًا واحدًا على الأقل.',
    begin: 'بدء حديث جانبي',
    end: 'إنهاء الحديث الجانبي',
    member: 'في حديث جانبي',
    onHold: 'قيد الانتظار',
    among: (names: string) => `في حديث جانبي مع ${names}`,
    amongText: 'الآخرون قيد الانتظار: لا يرونك ولا يسمعونك.',
    onHoldTitle: 'أنت قيد الانتظار',
    onHoldText: 'المضيف في حديث جانبي. سيعود صوته وصورته هنا من دون أي إجراء منك.',
    onHoldMedia: 'وحتى ذلك الحين، لا أحد يراك أو يسمعك.',
    over: 'انتهى الحديث الجانبي. الجميع يرونك ويسمعونك من جديد.',
    overMuted:
      'غادر مضيف الحديث الجانبي، فانتهى هذا الحديث. أُوقف الميكروفون والكاميرا لديك، ' +
      'ويمكنك إعادة تشغيلهما متى أردت التحدث إلى الجميع.',
  },
  reason: 'السبب (اختياري، وسيطّلع عليه الشخص المعني)',
  questions: {
    remove: (name: string) => ({
      title: `إخراج ${name} من الغرفة؟`,
      text: 'سيُبلَّغ هذا الشخص بذلك، ولن يتمكن من العودة بالرابط نفسه.',
    }),
    refuse: (name: string) => ({
      title: `رفض دخول ${name}؟`,
      text: 'سيُبلَّغ هذا الشخص بذلك.',
    }),
    end: {
      title: 'إنهاء الموعد للجميع؟',
      text: 'سيخرج الجميع من الغرفة، ولن يتمكن أحد من العودة إليها.',
    },
  },
  close: 'إغلاق',
  muted: 'كُتم صوت ميكروفونك. يمكنك تشغيله من جديد عندما تريد الكلام.',
  mutedByHost: 'كتم المضيف الميكروفون لديك. يمكنك إعادة تشغيله متى أردت التحدث.',
  ending: (minutes: number) => `ينتهي الموعد بعد ${minutesOf(minutes)}.`,
  deviceLost: {
    camera: 'فُصلت الكاميرا. يُرجى إعادة توصيلها أو اختيار كاميرا أخرى من الإعدادات.',
    microphone: 'فُصل الميكروفون. يُرجى إعادة توصيله أو اختيار ميكروفون آخر من الإعدادات.',
  },
  deviceReplaced: (label: string) => `فُصل جهاز. البديل: ${label}.`,
  devicePlugged: (label: string) => `جهاز جديد: ${label}.`,
  useDevice: 'استخدامه',
  participants: (count: number) => persons(Math.max(count, 1)),
  others: (count: number) =>
    counted(count, {
      zero: 'لا أحد',
      one: 'شخص آخر',
      two: 'شخصان آخران',
      few: '# أشخاص آخرين',
      many: '# شخصًا آخرين',
      other: '# شخص آخر',
    }),
  elapsed: 'مدة المكالمة',
  ended: {
    left: 'غادرت الغرفة.',
    ended: 'انتهى الموعد.',
    removed: 'أخرجك المضيف من الغرفة.',
    lost: 'انقطع الاتصال.',
  },
  endedDuration: (minutes: number) =>
    minutes < 1 ? 'استغرقت المكالمة أقل من دقيقة.' : `استغرقت المكالمة ${minutesOf(minutes)}.`,
  endedFreed: 'أُغلقت الكاميرا والميكروفون لديك.',
  callFirm: 'الاتصال بالمكتب:',
  comeBack: 'العودة إلى الغرفة',
  back: 'رجوع',
  security: {
    title: 'سرية المكالمة',
    button: 'عرض القياسات',
    levels: {
      verifying: 'جارٍ التحقق…',
      'end-to-end-verified': 'مشفّرة من طرف إلى طرف · تم التحقق',
      'end-to-end-attested': 'مشفّرة من طرف إلى طرف · بشهادة المكتب',
      'end-to-end': 'مشفّرة من متصفح إلى متصفح · بانتظار التحقق',
      'end-to-end-secret': 'مشفّرة من طرف إلى طرف · سر مشترك',
      'to-media-server': 'مشفّرة حتى الخادم',
      unverifiable: 'يتعذر التحقق من أحد الأشخاص',
      unprotected: 'مكالمة غير محمية',
    },
    meanings: {
      verifying:
        'لم يُقَس شيء بعد، أو أن القياس لا يكفي للحكم. ' + 'يُرجى عدم تبادل أي معلومة سرية قبل انتهاء التحقق.',
      'end-to-end-verified': 'المفاتيح لدى أجهزتكم وحدها، وقد قارنت الرمز: لا أحد بينكم.',
      'end-to-end-attested':
        'الصوت والصورة مشفّران من متصفح إلى متصفح، وخادم المكتب يشهد لمن تعود المفاتيح: لا يستطيع مزوّد الاتصال المرئي وحده أن يتوسط بينكم. يعتمد ذلك على الثقة بالمكتب؛ أما مقارنة الرمز فتُظهره دون الاعتماد على كلام أحد.',
      'end-to-end':
        'الصوت والصورة مشفّران من متصفح إلى متصفح (DTLS-SRTP) بمفاتيح تتغير مع كل مكالمة ولا تُحفظ في أي مكان. ومقارنة الرمز وحدها تُظهر أن هذه المفاتيح هي مفاتيح من تتحدث معه.',
      'end-to-end-secret': 'يمر الصوت والصورة عبر خادم مزوّد الخدمة، وليس لديه السر اللازم لقراءتهما.',
      'to-media-server':
        'الصوت والصورة مشفّران حتى خادم مزوّد الخدمة، وهو يعيد تشفيرهما لكل مشارك: ' +
        'ليس هذا تشفيرًا من طرف إلى طرف.',
      unverifiable:
        'برنامج أحد الأشخاص لا يعلن أي شهادة: الاتصال مشفّر، لكن مزوّد الخدمة وحده يقول مع من. ولا يمكن مقارنة الرمز.',
      unprotected:
        'أحد الاتصالات غير مشفّر كما وُعد به. يُرجى عدم قول أي شيء سري، ' +
        'ومغادرة الغرفة، والاتصال بالمكتب هاتفيًا.',
    },
    unknownReceiver: 'طلب شخص ليس في الغرفة استقبال الصوت والصورة. ولم يُرسل إليه أي شيء.',
    refused:
      'رُفض اتصال واحد على الأقل قبل أي صوت أو صورة: شهادته مفقودة أو مزدوجة أو تغيّرت. قد يكون هناك من يحاول التوسط بينكما.',
    alone: 'لا أحد غيرك هنا: لا شيء يمكن قياسه بعد.',
    secret: {
      pending: 'السر المشترك: في انتظار الطرف الآخر.',
      matched: 'السر المشترك: هو نفسه لدى الطرفين.',
      mismatched:
        'السر المشترك: ليس لدى الطرف الآخر السر نفسه، فلا تمكنك رؤيته ولا سماعه. ' +
        'يُرجى أن يعيد كل منكما فتح رابط الموعد.',
    },
    fallen: (level: string) => `تنبيه: انخفضت حماية المكالمة. ${level}.`,
    measuredAt: (time: string) => `وقت القياس: ${time}`,
    notReported: 'لا يذكره هذا المتصفح',
    sends: (name: string) => `إلى ${name}`,
    receives: (name: string) => `من ${name}`,
    mediaServer: 'خادم مزوّد الخدمة',
    unknownPerson: 'شخص مجهول',
    facts: {
      key: 'الاتفاق على المفاتيح',
      cipher: 'تشفير الاتفاق',
      media: 'تشفير الصوت والصورة',
      route: 'المسار',
    },
    dtls: { '1.3': 'DTLS 1.3', '1.2': 'DTLS 1.2', 'below-1.2': 'DTLS أقدم من 1.2' },
    strength: {
      stronger: 'أفضل مما وُعد به',
      equal: 'كما وُعد به: AES 128 بت، HMAC-SHA1',
      weaker: 'أقل مما وُعد به',
      'not-reported': 'لا تمكن مقارنته بالوعد',
    },
    route: {
      direct: 'مباشر، من جهاز إلى جهاز',
      relay: 'عبر مرحّل TURN ليست لديه المفاتيح',
    },
  },
  report: {
    sheet: 'بطاقة السرية والتقرير',
    coming: 'جارٍ تحميل البطاقة…',
    what: 'يعرض التقرير ما قاسه هذا الجهاز. ولا يتضمن أي اسم أو رسالة أو عنوان.',
    save: 'حفظ تقرير السرية',
    print: 'طباعة',
    data: 'حفظ البيانات (JSON)',
  },
  attestation: {
    cut: (other) => `${other} لا يراك ولا يسمعك.`,
    missingMark: 'لا يشهد له المكتب',
    typed: 'اسم غير متحقق منه',
    device: 'جهاز آخر',
    title: 'لا يشهد لهم المكتب',
    unattested: (name) => `${name}: المكتب لا يشهد لهذا الاتصال. لا يُرسل إليه شيء ولا يُعرض منه شيء.`,
    hidden: (other, name) => `${other} على اتصال أيضًا بـ ${name} الذي لا تراه.`,
    missing: (other, name) => `${other} لا يرى ${name} الذي تراه أنت.`,
    alone: 'هناك شخص متصل لا يشهد له المكتب.',
    aloneHint: 'لا يُرسل إليه شيء. إن كان هو الشخص المنتظر فاطلب منه فتح رابطه من جديد.',
    ending:
      'لم يعد هذا الجهاز قادرًا على الوصول إلى المكتب. بعد دقائق لن يراك الآخرون ولن يسمعوك: تحقق من اتصالك أو افتح رابط الموعد من جديد.',
  },
  code: {
    title: (name: string) => `هل أنت فعلًا وحدك مع ${name}؟`,
    how: 'يقرأ كل طرف صفّه بصوت مسموع، ثم يلمس الصف الذي يقرؤه الطرف الآخر. إذا وجده كل منكما، فلا أحد يتوسط بينكما.',
    own: 'يُرجى قراءة هذا الصف بصوت مسموع',
    choose: (name: string) => `يُرجى لمس الصف الذي تسمعه من ${name}`,
    none: 'لا شيء من هذه الصفوف',
    waiting: (name: string) =>
      `في انتظار ${name}: يُرجى أن تطلب من الطرف الآخر لمس الدرع في أعلى المكالمة أيضًا.`,
    wanted: (name: string) => `ورد من ${name} اقتراح بمقارنة الرمز.`,
    begin: 'مقارنة',
    again: 'المقارنة من جديد',
    noLine: (name: string) => `جارٍ إنشاء الخط الخاص مع ${name}…`,
    lineUnavailable: (name: string) => `يتعذر إنشاء خط خاص مع ${name}: المقارنة غير ممكنة حاليًا.`,
    confirmed: (name: string) => `تمت المقارنة: لا أحد بينك وبين ${name}.`,
    returned: (name: string) => `غادر ${name}؛ يوجد الآن شخص بالاسم نفسه، ولم تتم المقارنة معه بعد.`,
    attempts: (count: number) => {
      const said = counted(count, {
        zero: 'لم تتعذر أي مقارنة.',
        one: 'تعذّر إتمام مقارنة واحدة.',
        two: 'تعذّر إتمام مقارنتين.',
        few: 'تعذّر إتمام # مقارنات.',
        many: 'تعذّر إتمام # مقارنة.',
        other: 'تعذّر إتمام # مقارنة.',
      });
      return count === 1
        ? said
        : `${said} إذا تكرر ذلك، فقد يكون هناك من يحاول تخمين الرمز: يُرجى الاتصال هاتفيًا.`;
    },
    causes: {
      mismatch: (name: string) => `لم تسمع الصف الصحيح من ${name}.`,
      told: (name: string) => `لم يُسمع الصف الصحيح لدى ${name}.`,
      certificate: (name: string) => `تغيّر المفتاح المعلن باسم ${name} أثناء المكالمة.`,
      failed: (name: string) => `ما وصل باسم ${name} أثناء المقارنة مزوّر.`,
    },
    undo: 'إذا كان ذلك خطأ، فيُرجى المقارنة من جديد: يجب أن يؤكد كل منكما الرمز نفسه.',
  },
  chat: {
    title: 'الرسائل',
    private: 'تمر عبر خط خاص مشفّر من متصفح إلى متصفح، وتختفي مع انتهاء المكالمة.',
    nobody: 'لا أحد يمكنه قراءة رسائلك بعد.',
    noLine: (names: string) =>
      `يتعذر إنشاء خط خاص مع ${names}. رسائلك في الانتظار، ولا تُرسل عبر أي طريق آخر.`,
    direct: 'فتح خط مباشر',
    directHint: 'سيُظهر هذا الخط عنوان IP الخاص بك لهذا الشخص. ويجب أن يفتحه كل منكما.',
    field: 'رسالتك',
    send: 'إرسال',
    unread: (count: number) =>
      counted(count, {
        zero: 'لا رسائل غير مقروءة',
        one: 'رسالة واحدة غير مقروءة',
        two: 'رسالتان غير مقروءتين',
        few: '# رسائل غير مقروءة',
        many: '# رسالة غير مقروءة',
        other: '# رسالة غير مقروءة',
      }),
    sending: 'جارٍ الإرسال…',
    withheld: (names: string) => `لم تُسلَّم إلى ${names}.`,
    fault: (name: string) => `استُبعد محتوى وارد باسم ${name}: فقد عُدّل أو كُرر أو أُدخل في الطريق.`,
    times: (count: number) =>
      counted(count, {
        zero: '(# مرة)',
        one: '(مرة واحدة)',
        two: '(مرتين)',
        few: '(# مرات)',
        many: '(# مرة)',
        other: '(# مرة)',
      }),
  },
  sendPolicy: {
    suspended: 'الميكروفون والكاميرا موقوفان مؤقتًا.',
    why: 'لماذا؟',
    verifying: 'الميكروفون والكاميرا في انتظار التحقق من الاتصال.',
    level: (level: string) => ({
      title: 'الحماية ليست بالمستوى المطلوب',
      text:
        `الحالة المقيسة: ${level}. لا يُرسل أي شيء. ` +
        'يمكنك انتظار عودة الحماية، أو مغادرة الغرفة، أو المتابعة رغم ذلك.',
    }),
    toAttest: {
      title: 'المكتب لا يشهد للجميع',
      text: 'يشترط هذا الموعد أن يشهد المكتب لمفاتيح الجميع. انتظر، أو قارن الرمز مع الشخص الآخر: ولكي تتمكن من قراءته سيُرسل إليه صوتك وحده، دون صورة أو رسائل.',
    },
    unattested: (name) => ({
      title: 'المكتب لا يشهد لأحد الاتصالات',
      text: `سينقل خادم المزوّد صوتك وصورتك أيضًا إلى اتصال باسم ${name} لا يشهد له المكتب. لا يُرسل شيء ما دام موجودًا.`,
    }),
    toCompare: {
      title: 'مقارنة الرمز أولًا',
      text: 'يشترط هذا الموعد أن تتم مقارنة الرمز مع الطرف الآخر. ولكي تتمكن من قراءته، سيُرسل إليه صوتك وحده؛ ولا تُرسل صورة ولا رسالة قبل المقارنة.',
    },
    compare: 'المقارنة شفهيًا',
    soundOnly: 'يُرسل صوتك وحده إلى أن تتم المقارنة.',
    mismatch: {
      title: 'قد يكون هناك من يتوسط بينكما',
      text: (cause: string) =>
        `${cause} توقّف كل إرسال من جهتك إلى الجميع. يُرجى مغادرة الغرفة والاتصال هاتفيًا.`,
    },
    reported: (count: number) =>
      counted(count, {
        zero: 'ورد هذا التنبيه # مرة.',
        one: 'ورد هذا التنبيه مرة واحدة.',
        two: 'ورد هذا التنبيه مرتين.',
        few: 'ورد هذا التنبيه # مرات.',
        many: 'ورد هذا التنبيه # مرة.',
        other: 'ورد هذا التنبيه # مرة.',
      }),
    returned: (name: string) => ({
      title: `هل هذا الشخص هو فعلًا ${name}؟`,
      text: `غادر ${name}؛ يوجد الآن شخص بالاسم نفسه، ولم تتم المقارنة معه بعد. ولا يُرسل أي شيء حتى تقبل ذلك.`,
    }),
    tooManyParticipants: (expected: number) => ({
      title: 'الحاضرون أكثر من المتوقع',
      text:
        `العدد المتوقع في هذا الموعد: ${persons(expected)}. ` +
        'يُرجى الاطلاع على قائمة الحاضرين قبل المتابعة. وحتى ذلك الحين، لا يُرسل أي شيء.',
    }),
    duplicateIdentity: (name: string) => ({
      title: `حضور مكرر باسم ${name}`,
      text:
        'يُستخدم إذن الدخول نفسه في اتصالين. يُرجى سؤال هذا الشخص إن كان هو فعلًا. ' +
        'وحتى ذلك الحين، لا يُرسل أي شيء.',
    }),
    unknownReceiver: (count: number) => ({
      title: 'شخص مجهول يريد استقبال هذه المكالمة',
      text: `${count === 1 ? 'يؤدي اتصال واحد' : `عدد الاتصالات ${count}، وهي تؤدي`} إلى شخص ليس في الغرفة. لم يُرسل إليه أي شيء، ولا يُرسل شيء إلى أحد حتى يصدر قرارك. الأسلم: مغادرة الغرفة والاتصال هاتفيًا.`,
    }),
    unverifiable: (name: string) => ({
      title: `يتعذر التحقق من ${name}`,
      text: 'يستخدم هذا الشخص برنامجًا آخر: مزوّد الخدمة وحده يقول إنه هو. ولا يُرسل إليه أي شيء حتى تقبل ذلك.',
    }),
    recording: {
      title: 'بدأ تسجيل المكالمة',
      text: 'تُسجَّل المكالمة لدى مزوّد الخدمة. الميكروفون والكاميرا موقوفان حتى موافقتك.',
    },
    accept: 'المتابعة رغم ذلك',
    consent: 'أوافق على تسجيلي',
    look: 'عرض التفاصيل',
    people: 'عرض الحاضرين',
  },
  recordingOn: 'التسجيل جارٍ',
  privacyScreen: {
    button: 'توقف مؤقت',
    hint: 'يوقف صوتك وصورتك ويغطي الشاشة',
    title: 'توقف سري مؤقت',
    text: 'لا أحد يراك أو يسمعك، ولا يظهر شيء من المكالمة هنا ولا يُسمع.',
    back: 'استئناف المكالمة',
  },
  screen: {
    label: 'الشاشة',
    start: 'مشاركة الشاشة',
    stop: 'إيقاف مشاركة الشاشة',
    on: 'أنت تشارك شاشتك.',
    end: 'إيقاف',
    of: (name: string) => `شاشة ${name}`,
  },
  fullScreen: { start: 'ملء الشاشة', stop: 'الخروج من ملء الشاشة' },
  pictureInPicture: 'صورة داخل صورة',
  quality: {
    poor: 'اتصال ضعيف',
    advice: 'اتصالك ضعيف. أطفئ الكاميرا للحفاظ على جودة الصوت.',
    better: 'عاد الاتصال كافيًا.',
  },
  sound: {
    blocked: 'متصفحك يمنع الصوت.',
    play: 'تشغيل الصوت',
    hint: 'متصفحك يمنع الصوت. اضغط في أي مكان داخل المكالمة لتشغيله.',
    back: 'الصوت يعمل الآن.',
  },
  shortcuts: {
    title: 'اختصارات لوحة المفاتيح',
    use: 'استخدام مفتاح لكل أمر',
    hint: 'حرف واحد، عندما يكون التركيز على مكالمة الفيديو وأنت لا تكتب. فارغ: بلا اختصار.',
    taken: (label: string) => `هذا الحرف مستخدم بالفعل لـ«${label}».`,
  },
  announce: {
    muted: (name: string) => `أوقف ${name} الميكروفون.`,
    unmuted: (name: string) => `أعاد ${name} تشغيل الميكروفون.`,
    sharing: (name: string) => `يشارك ${name} شاشته.`,
    sharingOver: (name: string) => `لم يعد ${name} يشارك شاشته.`,
    message: (name: string) => `رسالة جديدة من ${name}.`,
    recording: 'المكالمة قيد التسجيل.',
    joined: (name: string) => `انضم إلى الغرفة ${name}.`,
    left: (name: string) => `غادر الغرفة ${name}.`,
    connected: 'أنت في الغرفة.',
    waiting: (name: string) => `في الانتظار عند المدخل: ${name}.`,
  },
};
