import type { ErrorTexts, LobbyMessages } from '../messages.ts';

/** The only errors that can occur before the other words are loaded. */
export const lobbyErrors = {
  'script-unreachable': () => ({
    title: 'تعذّر تحميل الغرفة.',
    advice: 'يُرجى التحقق من الاتصال بالإنترنت، ثم إعادة المحاولة.',
  }),
  'script-missing': () => ({
    title: 'ملفات خدمة الاتصال المرئي ناقصة في الموقع.',
    advice: 'المشكلة من الموقع وليست منك. يُرجى الاتصال بالمكتب.',
  }),
} satisfies ErrorTexts;

export const lobbyMessages: LobbyMessages = {
  title: 'موعدك عبر الفيديو',
  name: 'اسمك',
  nameHint: 'مطلوب. كما سيظهر للطرف الآخر.',
  nameMissing: 'يُرجى كتابة اسمك ليعرف الآخرون من أنت.',
  join: 'الانضمام',
  joining: 'جارٍ فتح الغرفة…',
  loading: 'جارٍ التحميل…',
  cancel: 'إلغاء',
  retry: 'إعادة المحاولة',
  showPreview: 'التحقق من الكاميرا والميكروفون',
  previewHint: 'هذه الصورة لا يراها أحد غيرك.',
  previewLabel: 'صورتك كما سيراها الآخرون',
  previewOpening: 'يُرجى الإجابة عن سؤال المتصفح…',
  cameraIsOff: 'الكاميرا متوقفة.',
  camera: 'الكاميرا',
  microphone: 'الميكروفون',
  speaker: 'مكبّر الصوت',
  systemChoice: 'اختيار النظام',
  turnCameraOff: 'إيقاف الكاميرا',
  turnCameraOn: 'تشغيل الكاميرا',
  mute: 'كتم الميكروفون',
  unmute: 'تشغيل الميكروفون',
  heard: 'الميكروفون يلتقط الصوت.',
  devices: 'اختيار الأجهزة',
  privacy: 'السرية',
  newWindow: 'نافذة جديدة',
  privacyHint: 'لا تعمل الكاميرا ولا الميكروفون إلا بطلب منك.',
  errors: lobbyErrors as ErrorTexts,
};
