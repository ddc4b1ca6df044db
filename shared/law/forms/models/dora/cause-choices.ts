import { choices } from '../../field-kit.ts';

/** Root causes, ITS (EU) 2025/302 Annex II, 4.1 to 4.3. Only the malicious rows were seen in a source; the others are unconfirmed. */
export const CAUSES = choices(
  ['malicious', 'Malicious actions', 'Böswillige Handlungen'],
  ['process-failure', 'Process failure', 'Prozessversagen'],
  ['system-failure', 'System failure or malfunction', 'Systemausfall oder -fehlfunktion'],
  ['human-error', 'Human error', 'Menschliches Versagen'],
  ['external-event', 'External event', 'Externes Ereignis'],
);

export const DETAILED_CAUSES = choices(
  ['malicious-internal', 'Malicious: deliberate internal actions', 'Böswillig: vorsätzliche interne Handlungen'],
  [
    'malicious-physical',
    'Malicious: deliberate physical damage, manipulation or theft',
    'Böswillig: vorsätzliche physische Beschädigung, Manipulation oder Diebstahl',
  ],
  ['malicious-fraud', 'Malicious: fraudulent actions', 'Böswillig: betrügerische Handlungen'],
  [
    'process-monitoring',
    'Process: insufficient or failed monitoring and control',
    'Prozess: unzureichende oder versagende Überwachung und Kontrolle',
  ],
  [
    'process-roles',
    'Process: insufficient or unclear roles and responsibilities',
    'Prozess: unzureichende oder unklare Aufgaben und Zuständigkeiten',
  ],
  ['process-risk', 'Process: ICT risk management', 'Prozess: IKT-Risikomanagement'],
  [
    'process-operations',
    'Process: ICT operations and ICT security operations',
    'Prozess: IKT-Betrieb und IKT-Sicherheitsbetrieb',
  ],
  ['process-projects', 'Process: ICT project management', 'Prozess: IKT-Projektmanagement'],
  [
    'process-policies',
    'Process: internal policies, procedures and documentation',
    'Prozess: interne Richtlinien, Verfahren und Dokumentation',
  ],
  [
    'process-development',
    'Process: acquisition, development and maintenance of ICT systems',
    'Prozess: Beschaffung, Entwicklung und Wartung von IKT-Systemen',
  ],
  ['process-other', 'Process: other', 'Prozess: Sonstiges'],
  ['system-hardware-capacity', 'System: hardware capacity and performance', 'System: Hardwarekapazität und -leistung'],
  ['system-hardware-maintenance', 'System: hardware maintenance', 'System: Hardwarewartung'],
  ['system-hardware-ageing', 'System: hardware obsolescence or ageing', 'System: veraltete oder alternde Hardware'],
  [
    'system-software',
    'System: software compatibility or configuration',
    'System: Softwarekompatibilität oder -konfiguration',
  ],
  ['system-software-performance', 'System: software performance', 'System: Softwareleistung'],
  ['system-network', 'System: network configuration', 'System: Netzkonfiguration'],
  ['system-damage', 'System: physical damage', 'System: physische Beschädigung'],
  ['system-other', 'System: other', 'System: Sonstiges'],
  ['human-omission', 'Human: omission', 'Mensch: Unterlassen'],
  ['human-mistake', 'Human: mistake', 'Mensch: Irrtum'],
  ['human-skills', 'Human: skills and knowledge', 'Mensch: Fähigkeiten und Kenntnisse'],
  ['human-resources', 'Human: inadequate resources', 'Mensch: unzureichende Mittel'],
  ['human-communication', 'Human: miscommunication', 'Mensch: Kommunikationsfehler'],
  ['human-other', 'Human: other', 'Mensch: Sonstiges'],
  ['external-nature', 'External: natural disaster or force majeure', 'Extern: Naturkatastrophe oder höhere Gewalt'],
  ['external-third-party', 'External: third-party failure', 'Extern: Ausfall eines Dritten'],
  ['external-other', 'External: other', 'Extern: Sonstiges'],
);

export const ADDITIONAL_CAUSES = choices(
  ['monitoring-policy', 'Monitoring of policy adherence', 'Überwachung der Einhaltung von Richtlinien'],
  ['monitoring-third-parties', 'Monitoring of third-party providers', 'Überwachung von Drittdienstleistern'],
  [
    'monitoring-remediation',
    'Monitoring and verification of the remediation of vulnerabilities',
    'Überwachung und Prüfung der Behebung von Schwachstellen',
  ],
  ['identity-access', 'Identity and access management', 'Identitäts- und Zugriffsmanagement'],
  ['cryptography', 'Encryption and cryptography', 'Verschlüsselung und Kryptografie'],
  ['logging', 'Logging', 'Protokollierung'],
  ['risk-tolerance', 'Specifying risk tolerance levels', 'Festlegung der Risikotoleranz'],
  ['threat-assessment', 'Vulnerability and threat assessments', 'Bewertung von Schwachstellen und Bedrohungen'],
  ['risk-treatment', 'Risk treatment measures', 'Risikobehandlungsmaßnahmen'],
  ['residual-risk', 'Management of residual ICT risks', 'Umgang mit IKT-Restrisiken'],
  ['patching', 'Vulnerability and patch management', 'Schwachstellen- und Patch-Management'],
  ['change', 'Change management', 'Änderungsmanagement'],
  ['capacity', 'Capacity and performance management', 'Kapazitäts- und Leistungsmanagement'],
  [
    'assets',
    'ICT asset management and information classification',
    'IKT-Asset-Management und Informationsklassifizierung',
  ],
  ['backup', 'Backup and restore', 'Sicherung und Wiederherstellung'],
  ['error-handling', 'Error handling', 'Fehlerbehandlung'],
  [
    'development',
    'Acquisition, development and maintenance of ICT systems',
    'Beschaffung, Entwicklung und Wartung von IKT-Systemen',
  ],
  ['testing', 'Software testing', 'Softwaretests'],
  ['other', 'Other', 'Sonstiges'],
);
