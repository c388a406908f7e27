ALTER TABLE "volume" ADD COLUMN "refusal_probability" REAL;
ALTER TABLE "volume" ADD COLUMN "arrivals" TEXT;
ALTER TABLE "volume" ADD COLUMN "profile" TEXT;
ALTER TABLE "volume" ADD COLUMN "every_days" INTEGER;
ALTER TABLE "volume" ADD COLUMN "first_on" TEXT;
ALTER TABLE "volume" ADD COLUMN "recorded" TEXT;
ALTER TABLE "volume" ADD COLUMN "revision_by" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
UPDATE "volume" SET "arrivals" = 'random', "profile" = '[]', "recorded" = '[]';
CREATE INDEX "volume_revision_by" ON "volume" ("revision_by");
