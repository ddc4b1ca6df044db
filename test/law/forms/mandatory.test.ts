import { describe, expect, it } from 'vitest';
import { FORM_IDS, type FormId } from '../../../shared/law/forms/form-ids.ts';
import { FORMS } from '../../../shared/law/forms/forms.ts';
import { answer, draftOf, fieldOf, fullMaterial, known } from './sample-material.ts';

const CONTACT = ['entity.legalName', 'contact.name', 'contact.phone'];
const EW = ['ew.maliciousSuspected', 'ew.crossBorderPossible'];

/** What the law asks for of every report, with nothing known (regulation 1.2, 4, 6.2): written down once more, by hand. */
const MANDATORY: Readonly<Partial<Record<FormId, readonly string[]>>> = {
  'nis2-early-warning': [...EW, 'ew.summary', ...CONTACT, 'incident.reference', 'times.awareAt'],
  'nis2-incident-notification': [
    'in.updateOfEw',
    ...EW,
    'ew.summary',
    'in.severity',
    'in.impact',
    ...CONTACT,
    'incident.reference',
    'times.awareAt',
  ],
  'nis2-intermediate': [
    'ir.requestedBy',
    'ir.requestRef',
    'ir.status',
    ...EW,
    ...CONTACT,
    'incident.reference',
    'times.awareAt',
  ],
  'nis2-progress': ['pr.status', ...EW, ...CONTACT, 'incident.reference', 'times.awareAt'],
  'nis2-final': [
    'fr.description',
    'fr.rootCause',
    'fr.mitigations',
    ...EW,
    ...CONTACT,
    'incident.reference',
    'times.awareAt',
  ],
  'gdpr-33': [
    'gdpr.submissionType',
    'incident.reference',
    ...CONTACT.slice(0, 1),
    'gdpr.dpo',
    ...CONTACT.slice(1),
    'gdpr.breachKinds',
    'gdpr.nature',
    'decision.awareAt.GDPR',
    'gdpr.subjectCategories',
    'gdpr.subjectsApprox',
    'gdpr.recordCategories',
    'gdpr.recordsApprox',
    'gdpr.consequences',
    'gdpr.risk',
    'gdpr.measuresTaken',
  ],
  'gdpr-33-5': [
    'incident.reference',
    'gdpr.breachKinds',
    'gdpr.nature',
    'decision.awareAt.GDPR',
    'gdpr.consequences',
    'gdpr.risk',
    'gdpr.riskRationale',
    'gdpr.measuresTaken',
    'gdpr.notified',
  ],
  'gdpr-34': [
    'gdpr34.happened',
    'gdpr34.consequences',
    'gdpr34.measures',
    'gdpr34.advice',
    'gdpr.dpo',
    'entity.legalName',
    'incident.reference',
  ],
  'dora-late': ['dora.late.report', 'dora.late.due', 'dora.late.reasons', ...CONTACT, 'incident.reference'],
  'ai-act-73': [
    'aia.submissionType',
    'aia.role',
    'aia.harm',
    'aia.memberStates',
    'aia.course',
    'aia.causalLink',
    'aia.systemName',
    ...CONTACT,
    'incident.reference',
    'decision.awareAt.AIA',
  ],
  'gpai-incident': [
    'gpai.incident',
    'gpai.modelName',
    'aia.course',
    ...CONTACT,
    'incident.reference',
    'decision.awareAt.GPAI',
  ],
  'dora-clients': ['notice.happened', 'notice.financialInterests', 'notice.measures', ...CONTACT, 'incident.reference'],
  'cra-vulnerability-24': [
    'cra.productName',
    'cra.vulnerability',
    ...CONTACT,
    'incident.reference',
    'decision.awareAt.CRA-V',
  ],
  'cra-vulnerability-72': [
    'cra.productName',
    'cra.vulnerability',
    'cra.measuresTaken',
    'cra.userMeasures',
    ...CONTACT,
    'incident.reference',
    'decision.awareAt.CRA-V',
  ],
  'cra-vulnerability-final': [
    'cra.productName',
    'cra.description',
    'cra.update',
    'times.measureAvailableAt',
    ...CONTACT,
    'incident.reference',
    'decision.awareAt.CRA-V',
  ],
  'cra-incident-24': [
    'cra.productName',
    'cra.maliciousSuspected',
    ...CONTACT,
    'incident.reference',
    'decision.awareAt.CRA-I',
  ],
  'cra-incident-72': [
    'cra.productName',
    'cra.maliciousSuspected',
    'cra.nature',
    'cra.measuresTaken',
    'cra.userMeasures',
    ...CONTACT,
    'incident.reference',
    'decision.awareAt.CRA-I',
  ],
  'cra-incident-final': [
    'cra.productName',
    'cra.finalDescription',
    'cra.rootCause',
    'cra.mitigations',
    ...CONTACT,
    'incident.reference',
    'decision.awareAt.CRA-I',
  ],
};

describe('mandatory fields', () => {
  it.each(Object.entries(MANDATORY))('%s with nothing on record', (form, expected) => {
    expect(draftOf(form as FormId, {}).missing.toSorted()).toEqual([...expected].toSorted());
  });

  it.each(FORM_IDS.filter((id) => id !== 'dora-reclassified'))(
    '%s is complete with everything on record, in both languages',
    (id) => {
      for (const language of ['en', 'de'] as const) {
        expect(draftOf(id, fullMaterial(FORMS[id], language), { language }).missing).toEqual([]);
      }
    },
  );

  it('a condition on a field nobody answered is open, and says on which field it hangs', () => {
    expect(fieldOf(draftOf('gdpr-33', {}), 'gdpr.lateReasons')).toMatchObject({
      mandatory: false,
      opensOn: ['gdpr.late'],
    });
    const late = draftOf('gdpr-33', { answers: [answer('gdpr.late', 'yes', 5)] });
    expect(late.missing).toContain('gdpr.lateReasons');
    expect(fieldOf(draftOf('gdpr-33', { answers: [answer('gdpr.late', 'no', 5)] }), 'gdpr.lateReasons')).toMatchObject({
      mandatory: false,
      opensOn: [],
    });
  });

  it('NIS2 takes "not known" for an answer; DORA wants an estimate (RTS 2025/301 Art. 1(3))', () => {
    const material = {
      known: [known('cause.maliciousSuspected', '', 5, 'unknown'), known('times.detectedAt', '', 6, 'unknown')],
    };
    expect(draftOf('nis2-early-warning', material).missing).not.toContain('ew.maliciousSuspected');
    expect(draftOf('dora-initial', material).missing).toContain('dora.2.2');
  });

  it('pitfall 18: the register entry is asked for though nothing was notified, and says why', () => {
    const draft = draftOf('gdpr-33-5', {
      known: [known('gdpr.risk', 'unlikely', 4)],
      answers: [answer('gdpr.notified', 'no', 5)],
    });
    expect(draft.missing).toContain('gdpr.riskRationale');
    expect(draft.notices.join(' ')).toContain('whether it was notified or not');
  });

  it('pitfall 18: 72 hours in the GDPR form, and 96 nowhere', () => {
    expect(fieldOf(draftOf('gdpr-33', {}), 'gdpr.late').label).toContain('72 hours');
    expect(JSON.stringify(FORMS)).not.toMatch(/\b96\b/);
  });

  it('pitfall 20: a CRA report goes to the platform, and its final report asks for the measure that starts the clock', () => {
    for (const id of FORM_IDS.filter((one) => one.startsWith('cra-')))
      expect(draftOf(id, {}).notices[0]).toContain('an e-mail to a CSIRT is not a filing');
    expect(draftOf('cra-vulnerability-final', {}).missing).toContain('times.measureAvailableAt');
  });

  it('pitfall 9: DORA forms cite the adopted texts, never a draft', () => {
    const text = JSON.stringify(FORMS);
    expect(text).not.toMatch(/JC 2024|2024\/1774/);
    expect(text).toContain('ITS (EU) 2025/302');
  });
});
