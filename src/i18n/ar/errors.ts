import type { ErrorFacts } from '../../error.ts';
import type { ErrorTexts } from '../messages.ts';

/** Verbal nouns avoid the reader's gender. */
const deviceName = {
  camera: 'الكاميرا',
  microphone: 'الميكروفون',
  both: 'الكاميرا والميكروفون',
} as const;
const inUse = { camera: 'مستخدمة', microphone: 'مستخدم', both: 'مستخدمان' } as const;

function of(facts: ErrorFacts): keyof typeof deviceName {
  return facts.device ?? 'both';
}

/** Where to change the permission, in the current browser's terms. Names no side, because RTL mirrors it. */
function permissionSteps(userAgent: string): string {
  if (/iPhone|iPad/.test(userAgent)) {
    return 'يُرجى لمس «aA» في شريط العنوان، ثم «إعدادات موقع الويب»، والسماح باستخدام الكاميرا والميكروفون.';
  }
  if (/Android/.test(userAgent)) {
    return 'يُرجى فتح معلومات الموقع (الأيقونة المجاورة للعنوان)، ثم «الأذونات»، والسماح باستخدام الكاميرا والميكروفون.';
  }
  if (/Firefox/.test(userAgent)) {
    return (
      'يُرجى فتح أذونات الموقع (أيقونة الكاميرا أو الميكروفون المشطوبة بجوار العنوان)، ' +
      'وإزالة الحظر، ثم إعادة المحاولة.'
    );
  }
  if (/Safari/.test(userAgent) && !/Chrom/.test(userAgent)) {
    return (
      'من قائمة Safari، يُرجى اختيار «إعدادات لموقع الويب هذا»، ' + 'ثم السماح باستخدام الكاميرا والميكروفون.'
    );
  }
  return (
    'يُرجى فتح معلومات الموقع (الأيقونة المجاورة للعنوان)، ' +
    'والسماح باستخدام الكاميرا والميكروفون، ثم إعادة المحاولة.'
  );
}

/** Where the system's own permission is, in its terms. */
function systemSteps(userAgent: string): string {
  if (/Macintosh/.test(userAgent)) {
    return 'يُرجى السماح للمتصفح في إعدادات النظام، «الخصوصية والأمان»، ثم إعادة تشغيله.';
  }
  if (/Windows/.test(userAgent)) {
    return 'يُرجى السماح لتطبيقات سطح المكتب في الإعدادات، «الخصوصية والأمان»، ثم المحاولة من جديد.';
  }
  return 'يُرجى فتح أذونات المتصفح في إعدادات الجهاز، ثم المحاولة من جديد.';
}

/** Errors that can occur before the call: of the browser, its devices and the page. */
export const earlyErrors = {
  'insecure-context': () => ({
    title: 'هذه الصفحة غير آمنة.',
    advice:
      'لا يسمح المتصفح فيها باستخدام الكاميرا أو الميكروفون. ' +
      'يُرجى فتح العنوان الذي يبدأ بـ «https»، أو إبلاغ المكتب.',
  }),
  'secret-unsupported': () => ({
    title: 'لا يستطيع هذا المتصفح التشفير بالسر الخاص بهذا الموعد.',
    advice: 'يُرجى فتح هذا الرابط في إصدار حديث من Chrome أو Edge.',
  }),
  'secret-invalid': () => ({
    title: 'السر الخاص بهذا الموعد غير مكتمل.',
    advice: 'يُرجى فتح الرابط الوارد من المكتب كاملًا، أو طلب إرساله من جديد.',
  }),
  'browser-unsupported': () => ({
    title: 'لا يتيح هذا المتصفح مكالمات الفيديو.',
    advice: 'يُرجى تحديثه، أو فتح هذا الرابط في إصدار حديث من Chrome أو Edge أو Firefox أو Safari.',
  }),
  'camera-not-found': () => ({
    title: 'لم يُعثر على أي كاميرا.',
    advice: 'يُرجى توصيل كاميرا ثم تشغيلها من هنا، أو الانضمام إلى الموعد بالصوت فقط.',
  }),
  'microphone-not-found': () => ({
    title: 'لم يُعثر على أي ميكروفون.',
    advice:
      'يُرجى توصيل ميكروفون أو سماعة رأس ثم التشغيل من هنا. ' + 'من دون ميكروفون، ستظهر صورتك ولن يُسمع صوتك.',
  }),
  'permission-denied': (facts: ErrorFacts) => ({
    title: `رُفض الوصول إلى ${deviceName[of(facts)]}.`,
    advice: permissionSteps(navigator.userAgent),
  }),
  'frame-not-allowed': () => ({
    title: 'الصفحة المحيطة بهذه المكالمة لا تسمح باستخدام الكاميرا أو الميكروفون.',
    advice: 'المشكلة من الموقع وليست منك. يُرجى طلب رابط مباشر إلى الغرفة من المكتب.',
  }),
  'device-in-use': (facts: ErrorFacts) => ({
    title: `${deviceName[of(facts)]} ${inUse[of(facts)]} حاليًا في تطبيق آخر.`,
    advice: 'يُرجى إغلاق ذلك التطبيق، ثم إعادة المحاولة.',
  }),
  'device-failed': (facts: ErrorFacts) => ({
    title: `تعذّر تشغيل ${deviceName[of(facts)]}.`,
    advice: 'يُرجى اختيار جهاز آخر من القائمة، أو فصل هذا الجهاز ثم توصيله من جديد.',
  }),
  'system-denied': (facts: ErrorFacts) => ({
    title: `يرفض النظام وصول المتصفح إلى ${deviceName[of(facts)]}.`,
    advice: systemSteps(navigator.userAgent),
  }),
  'device-muted': (facts: ErrorFacts) => ({
    title: `لا إشارة من ${deviceName[of(facts)]}.`,
    advice: 'أوقف النظام الإشارة: زر في السماعة أو لوحة المفاتيح، أو مكالمة هاتفية. ستعود تلقائيًا.',
  }),
  'name-missing': () => ({
    title: 'لم يُذكر اسمك بعد.',
    advice: 'يُرجى كتابته، ثم الانضمام إلى الغرفة.',
  }),
  'consent-missing': () => ({
    title: 'موافقتك ناقصة.',
    advice: 'ضع علامة أو املأ ما يطلبه المكتب، ثم ادخل إلى القاعة.',
  }),
  'room-missing': () => ({
    title: 'لا تذكر هذه الصفحة الموعد المقصود.',
    advice: 'المشكلة من الموقع وليست منك. يُرجى إعادة المحاولة لاحقًا أو الاتصال بالمكتب.',
  }),
  'endpoint-missing': () => ({
    title: 'هذه الغرفة غير متصلة بالمكتب بعد.',
    advice: 'المشكلة من الموقع وليست منك. يُرجى إعادة المحاولة لاحقًا أو الاتصال بالمكتب.',
  }),
} satisfies ErrorTexts;
