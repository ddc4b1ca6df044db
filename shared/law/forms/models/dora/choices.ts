import { choices } from '../../field-kit.ts';

/** Choice lists of ITS (EU) 2025/302 Annex II. Codes are ours: the annex numbers nothing, and national formats differ. */
export const SUBMISSIONS = choices(
  ['initial', 'Initial notification', 'Erstmeldung'],
  ['intermediate', 'Intermediate report', 'Zwischenmeldung'],
  ['final', 'Final report', 'Abschlussmeldung'],
  [
    'reclassified',
    'Major incident reclassified as non-major',
    'Schwerwiegender Vorfall als nicht schwerwiegend neu eingestuft',
  ],
);

/** DORA Art. 2(1). */
export const ENTITY_TYPES = choices(
  ['credit-institution', 'Credit institution', 'Kreditinstitut'],
  ['payment-institution', 'Payment institution', 'Zahlungsinstitut'],
  ['exempted-payment-institution', 'Exempted payment institution', 'Ausgenommenes Zahlungsinstitut'],
  ['account-information-service-provider', 'Account information service provider', 'Kontoinformationsdienstleister'],
  ['e-money-institution', 'Electronic money institution', 'E-Geld-Institut'],
  ['exempted-e-money-institution', 'Exempted electronic money institution', 'Ausgenommenes E-Geld-Institut'],
  ['investment-firm', 'Investment firm', 'Wertpapierfirma'],
  ['crypto-asset-service-provider', 'Crypto-asset service provider', 'Anbieter von Kryptowerte-Dienstleistungen'],
  ['art-issuer', 'Issuer of asset-referenced tokens', 'Emittent vermögenswertereferenzierter Token'],
  ['central-securities-depository', 'Central securities depository', 'Zentralverwahrer'],
  ['central-counterparty', 'Central counterparty', 'Zentrale Gegenpartei'],
  ['trading-venue', 'Trading venue', 'Handelsplatz'],
  ['trade-repository', 'Trade repository', 'Transaktionsregister'],
  ['aifm', 'Manager of alternative investment funds', 'Verwalter alternativer Investmentfonds'],
  ['management-company', 'Management company', 'Verwaltungsgesellschaft'],
  ['data-reporting-service-provider', 'Data reporting service provider', 'Datenbereitstellungsdienst'],
  ['insurance', 'Insurance or reinsurance undertaking', 'Versicherungs- oder Rückversicherungsunternehmen'],
  [
    'insurance-intermediary',
    'Insurance, reinsurance or ancillary insurance intermediary',
    'Versicherungsvermittler, Rückversicherungsvermittler oder Versicherungsvermittler in Nebentätigkeit',
  ],
  ['iorp', 'Institution for occupational retirement provision', 'Einrichtung der betrieblichen Altersversorgung'],
  ['credit-rating-agency', 'Credit rating agency', 'Ratingagentur'],
  ['benchmark-administrator', 'Administrator of critical benchmarks', 'Administrator kritischer Referenzwerte'],
  ['crowdfunding-service-provider', 'Crowdfunding service provider', 'Schwarmfinanzierungsdienstleister'],
  ['securitisation-repository', 'Securitisation repository', 'Verbriefungsregister'],
);

export const CRITERIA = choices(
  [
    'clients',
    'Clients, financial counterparts and transactions',
    'Kunden, finanzielle Gegenparteien und Transaktionen',
  ],
  ['reputation', 'Reputational impact', 'Reputationsschaden'],
  ['duration', 'Duration and service downtime', 'Dauer und Ausfallzeiten'],
  ['geography', 'Geographical spread', 'Geografische Ausbreitung'],
  ['data-losses', 'Data losses', 'Datenverluste'],
  ['critical-services', 'Critical services affected', 'Betroffene kritische Dienste'],
  ['economic', 'Economic impact', 'Wirtschaftliche Auswirkungen'],
);

export const DISCOVERY = choices(
  ['it-security', 'IT security', 'IT-Sicherheit'],
  ['staff', 'Staff', 'Personal'],
  ['internal-audit', 'Internal audit', 'Interne Revision'],
  ['external-audit', 'External audit', 'Externe Prüfung'],
  ['clients', 'Clients', 'Kunden'],
  ['counterparts', 'Financial counterparts', 'Finanzielle Gegenparteien'],
  ['third-party', 'Third-party provider', 'Drittdienstleister'],
  ['attacker', 'Attacker', 'Angreifer'],
  ['monitoring', 'Monitoring systems', 'Überwachungssysteme'],
  ['authority', 'Authority or law enforcement', 'Behörde oder Strafverfolgung'],
  ['other', 'Other', 'Sonstiges'],
);

export const FIGURES = choices(
  ['clients-actual', 'Clients: actual figures', 'Kunden: tatsächliche Zahlen'],
  ['clients-estimate', 'Clients: estimates', 'Kunden: Schätzungen'],
  ['clients-none', 'Clients: no impact', 'Kunden: keine Auswirkungen'],
  ['counterparts-actual', 'Counterparts: actual figures', 'Gegenparteien: tatsächliche Zahlen'],
  ['counterparts-estimate', 'Counterparts: estimates', 'Gegenparteien: Schätzungen'],
  ['counterparts-none', 'Counterparts: no impact', 'Gegenparteien: keine Auswirkungen'],
  ['transactions-actual', 'Transactions: actual figures', 'Transaktionen: tatsächliche Zahlen'],
  ['transactions-estimate', 'Transactions: estimates', 'Transaktionen: Schätzungen'],
  ['transactions-none', 'Transactions: no impact', 'Transaktionen: keine Auswirkungen'],
);

export const REPUTATION = choices(
  ['media', 'Reflected in the media', 'Niederschlag in den Medien'],
  [
    'complaints',
    'Repetitive complaints of different clients or counterparts',
    'Wiederholte Beschwerden verschiedener Kunden oder Gegenparteien',
  ],
  [
    'regulatory',
    'Unable, or likely to be unable, to meet regulatory requirements',
    'Regulatorische Anforderungen werden nicht oder wahrscheinlich nicht erfüllt',
  ],
  [
    'client-loss',
    'Loss of clients or counterparts, or likely loss, with material impact',
    'Verlust von Kunden oder Gegenparteien, oder wahrscheinlicher Verlust, mit wesentlichen Auswirkungen',
  ],
);

export const ACTUAL_OR_ESTIMATE = choices(
  ['actual', 'Actual figures', 'Tatsächliche Zahlen'],
  ['estimates', 'Estimates', 'Schätzungen'],
  ['both', 'Actual figures and estimates', 'Tatsächliche Zahlen und Schätzungen'],
  ['none', 'No information available', 'Keine Informationen verfügbar'],
);

export const STATE_IMPACTS = choices(
  ['clients', 'Clients', 'Kunden'],
  ['counterparts', 'Financial counterparts', 'Finanzielle Gegenparteien'],
  ['branch', 'Branch of the financial entity', 'Zweigniederlassung des Finanzunternehmens'],
  ['group', 'Financial entities of the group', 'Finanzunternehmen der Gruppe'],
  ['fmi', 'Financial market infrastructure', 'Finanzmarktinfrastruktur'],
  [
    'shared-third-party',
    'Third-party providers shared with other financial entities',
    'Mit anderen Finanzunternehmen gemeinsam genutzte Drittdienstleister',
  ],
);

export const DATA_LOSSES = choices(
  ['availability', 'Availability', 'Verfügbarkeit'],
  ['authenticity', 'Authenticity', 'Authentizität'],
  ['integrity', 'Integrity', 'Integrität'],
  ['confidentiality', 'Confidentiality', 'Vertraulichkeit'],
);

export const INCIDENT_TYPES = choices(
  ['cybersecurity', 'Cybersecurity-related', 'Cybersicherheitsbezogen'],
  ['process-failure', 'Process failure', 'Prozessversagen'],
  ['system-failure', 'System failure', 'Systemausfall'],
  ['external-event', 'External event', 'Externes Ereignis'],
  ['payment-related', 'Payment-related', 'Zahlungsbezogen'],
  ['other', 'Other', 'Sonstiges'],
);

export const THREATS = choices(
  ['social-engineering', 'Social engineering, including phishing', 'Social Engineering einschließlich Phishing'],
  ['ddos', '(D)DoS', '(D)DoS'],
  ['identity-theft', 'Identity theft', 'Identitätsdiebstahl'],
  [
    'encryption',
    'Data encryption for impact, including ransomware',
    'Datenverschlüsselung mit Schadwirkung, einschließlich Ransomware',
  ],
  ['hijacking', 'Resource hijacking', 'Übernahme von Ressourcen'],
  ['exfiltration', 'Data exfiltration and manipulation', 'Datenabfluss und -manipulation'],
  ['destruction', 'Data destruction', 'Datenvernichtung'],
  ['defacement', 'Defacement', 'Defacement'],
  ['supply-chain', 'Supply-chain attack', 'Angriff auf die Lieferkette'],
  ['other', 'Other', 'Sonstiges'],
);

export const YES_NO_INFORMATION = choices(
  ['yes', 'Yes', 'Ja'],
  ['no', 'No', 'Nein'],
  ['not-available', 'Information not available', 'Informationen nicht verfügbar'],
);

export const AUTHORITIES = choices(
  ['police', 'Police or law enforcement', 'Polizei oder Strafverfolgung'],
  ['csirt', 'CSIRT', 'CSIRT'],
  ['data-protection', 'Data protection authority', 'Datenschutzbehörde'],
  ['cyber-agency', 'National cybersecurity agency', 'Nationale Cybersicherheitsbehörde'],
  ['none', 'None', 'Keine'],
  ['other', 'Other', 'Sonstige'],
);
