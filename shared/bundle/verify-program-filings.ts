/** The part of `verify.py` that judges filings by what people had signed (docs/FORMAT.md 7.4). See verify-program.ts. */
export const VERIFY_FILINGS_TEXT = String.raw`class Filings:
    """Filings of versions that two people had not locked. Warnings: about what the record says, not whether it is intact."""
    def __init__(self): self.drafts, self.signed = {}, []

    def take(self, index, kind, at, body, person, roles):
        if kind == "notification.drafted": self.drafts[index] = (at, body)
        if kind in ("notification.reviewed", "notification.locked"): self.signed.append((at, kind, body, person, body["as"] in roles))
        if kind != "notification.filed" or "draft" not in body: return
        _, draft = self.drafts.get(body["draft"], (None, {}))
        what, where = "the filing of %s names entry %s" % (body["stage"], body["draft"]), "data/ledger/entries.jsonl entry %d" % index
        says = [body.get(name, draft.get(name, default)) == draft.get(name, default) for name, default in (("language", "en"), ("textSha256", None))]
        if draft and not all(says): say("WARN FILING_UNLOCKED %s: %s by another language or another text than it has" % (where, what))
        elif "unlockedReason" not in body and not (draft and self.locked(body["draft"], draft, body["filedAt"])):
            say("WARN FILING_UNLOCKED %s: %s, which %s, and gives no reason" % (where, what, "two people had not locked when it was filed" if draft else "is no kept version"))

    def locked(self, index, draft, filed):
        """By who held the role, in both seats, by two people, in time; what was recorded more than a minute later does not count."""
        until = milliseconds(filed) + 60000
        about = [one for one in self.signed if one[2]["draft"] == index and one[2]["textSha256"] == draft["textSha256"] and one[4] and milliseconds(one[0]) <= until]
        stands = lambda body: milliseconds(body["expiresAt"]) > milliseconds(filed) and body.get("language", draft.get("language", "en")) == draft.get("language", "en")
        seat = lambda role: {person for _, kind, body, person, _ in about if kind == "notification.locked" and body["as"] == role and stands(body)}
        heard = any(kind == "notification.reviewed" and body["as"] == "dpo" for _, kind, body, _, _ in about)
        newer = any(other > index and milliseconds(at) <= until and self.same(body, draft) for other, (at, body) in self.drafts.items())
        two = any(one != other for one in seat("legal") for other in seat("regulatory-officer"))
        return two and not newer and (heard or not draft.get("form", draft.get("stage", "").lower().replace(".", "-")).startswith("gdpr-"))

    def same(self, one, other):
        """Versions of one report, of one entity, in one language. Where one has no form, the stage says which report it is."""
        name = "form" if "form" in one and "form" in other else "stage"
        return one.get(name) == other.get(name) and one["entity"] == other["entity"] and one.get("language", "en") == other.get("language", "en")


`;
