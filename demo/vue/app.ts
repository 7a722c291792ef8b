import { createApp } from 'vue';
import Consultation from './Consultation.vue';

createApp(Consultation).mount('#app');
