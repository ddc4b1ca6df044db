import type { AwarenessGuidance, Regime } from '../pack.ts';

/** When an entity is aware, per regime (regulation 1.3, 4.1, 6). Guidance for the person who decides; never decided by a program. */
export const AWARENESS_2026_11: Readonly<Record<Exclude<Regime, 'GPAI'>, AwarenessGuidance>> = {
  NIS2: {
    question: 'Since when was there reasonable certainty that a significant incident occurred?',
    text: [
      'Neither the first alert nor the end of the forensics: reasonable certainty after a short, prompt assessment.',
      'What the incident is capable of counts; proof of the damage is not needed.',
    ],
    basis: 'NIS2 Art. 23(4); recitals of Implementing Regulation (EU) 2024/2690',
    sources: ['GK', 'S-DLA', 'S-BSI', 'S-ROEDL', 'S-ACN'],
  },
  DORA: {
    question: 'Since when was the entity aware of the incident?',
    text: [
      'Of the incident, not of its being major: the classification is a decision of its own.',
      'The cap on the initial notification counts from here. Waiting with the classification gains nothing.',
    ],
    basis: 'RTS 2025/301 Art. 5(1)(a)',
    sources: ['S-RTSR', 'S-DP'],
  },
  GDPR: {
    question: 'Since when was there reasonable certainty that a security incident compromised personal data?',
    text: [
      'After a tip or an alert a short investigation is allowed, started at once; deeper forensics come after.',
      'Somebody who shows proof makes the controller aware at once. A lost unencrypted medium: when the loss is noticed.',
      'A controller is in principle aware when its processor tells it, not when the processor found out.',
    ],
    basis: 'EDPB Guidelines 9/2022, section II.A',
    sources: ['S-EDPB'],
  },
  'CRA-V': {
    question: 'Since when did the manufacturer know that a vulnerability in its product is actively exploited?',
    text: ['Of the exploitation, not of the vulnerability alone.'],
    basis: 'CRA Art. 14(1), 14(2)',
    sources: ['S-CRA'],
  },
  'CRA-I': {
    question: 'Since when did the manufacturer know of a severe incident that touches the security of its product?',
    text: ['Severe: it harms, or can harm, the protection of important data or functions, or leads to malicious code.'],
    basis: 'CRA Art. 14(3) to 14(5)',
    sources: ['S-CRA', 'GK'],
  },
  AIA: {
    question: 'Since when did the provider know of the serious incident?',
    text: [
      'The report is made at once when the causal link is established or reasonably likely; the days are a ceiling.',
      'Plain days. An incomplete first report is allowed.',
    ],
    basis: 'AI Act Art. 73(2) to 73(5)',
    sources: ['S-AIA'],
  },
};
