ALTER TABLE "scheme" ADD COLUMN "family" TEXT;
UPDATE "scheme" SET "family" = 'own';

ALTER TABLE "role" ADD COLUMN "heads_function" INTEGER;
UPDATE "role" SET "heads_function" = 0;

ALTER TABLE "charter" ADD COLUMN "claims" TEXT;
ALTER TABLE "charter" ADD COLUMN "owns" TEXT;
UPDATE "charter" SET "claims" = '[]', "owns" = '[]';

ALTER TABLE "tier" ADD COLUMN "conditions" TEXT;
UPDATE "tier" SET "conditions" = '[]';

ALTER TABLE "edition" ADD COLUMN "bars_requester" INTEGER;
ALTER TABLE "edition" ADD COLUMN "bars_recommender" INTEGER;
UPDATE "edition" SET "bars_requester" = 0, "bars_recommender" = 0;

ALTER TABLE "rule" ADD COLUMN "instrument" TEXT REFERENCES "instrument" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "rule_instrument" ON "rule" ("instrument");

ALTER TABLE "delegation" ADD COLUMN "consent_of" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "delegation" ADD COLUMN "consented_on" TEXT;
ALTER TABLE "delegation" ADD COLUMN "instrument" TEXT REFERENCES "instrument" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "delegation" ADD COLUMN "note" TEXT;
UPDATE "delegation" SET "note" = '';
CREATE INDEX "delegation_consent_of" ON "delegation" ("consent_of");
CREATE INDEX "delegation_instrument" ON "delegation" ("instrument");

ALTER TABLE "urgent_route" ADD COLUMN "limits" TEXT;
UPDATE "urgent_route" SET "limits" = '[]';

ALTER TABLE "library_case" ADD COLUMN "expected_kind" TEXT;
ALTER TABLE "library_case" ADD COLUMN "more_places" TEXT;
ALTER TABLE "library_case" ADD COLUMN "requester" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "library_case" ADD COLUMN "requesting_role" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "library_case" ADD COLUMN "subject" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "library_case" ADD COLUMN "absent" TEXT;
ALTER TABLE "library_case" ADD COLUMN "earlier" TEXT;
ALTER TABLE "library_case" ADD COLUMN "waited_hours" REAL;
ALTER TABLE "library_case" ADD COLUMN "urgent" INTEGER;
UPDATE "library_case" SET "more_places" = '[]', "absent" = '[]', "earlier" = '[]', "urgent" = 0;
CREATE INDEX "library_case_requester" ON "library_case" ("requester");
CREATE INDEX "library_case_requesting_role" ON "library_case" ("requesting_role");
CREATE INDEX "library_case_subject" ON "library_case" ("subject");

ALTER TABLE "record" ADD COLUMN "places" TEXT;
UPDATE "record" SET "places" = '[]';

CREATE TABLE "certificate" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "edition" TEXT REFERENCES "edition" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT,
  "fingerprint" TEXT,
  "method" TEXT,
  "domains" TEXT,
  "decisions" INTEGER,
  "rows" INTEGER,
  "regions" INTEGER,
  "checks" TEXT,
  "waivers" TEXT,
  "position" REAL
) STRICT;
CREATE INDEX "certificate_edition" ON "certificate" ("edition");
