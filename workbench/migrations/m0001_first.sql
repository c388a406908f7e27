CREATE TABLE "workspace" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "purpose" TEXT,
  "currency" TEXT,
  "fiscal_start_month" INTEGER,
  "terms" TEXT,
  "settings" TEXT
) STRICT;

CREATE TABLE "place" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "kind" TEXT,
  "parent" TEXT REFERENCES "place" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "position" REAL
) STRICT;

CREATE TABLE "calendar" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "hours" TEXT,
  "opens_at" REAL,
  "holidays" TEXT
) STRICT;

CREATE TABLE "instrument" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "rank" INTEGER,
  "reference" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "rate" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "source" TEXT,
  "target" TEXT,
  "on" TEXT,
  "rate" TEXT
) STRICT;

CREATE TABLE "scheme" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "letters" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "dimension" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "key" TEXT,
  "kind" TEXT,
  "unit" TEXT,
  "step" TEXT,
  "lower" INTEGER,
  "upper" INTEGER,
  "classes" TEXT,
  "ordered" INTEGER,
  "question" TEXT,
  "basis" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "principle" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "statement" TEXT,
  "why" TEXT,
  "asks" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "person" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "skills" TEXT,
  "place" TEXT REFERENCES "place" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT
) STRICT;

CREATE TABLE "team" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "kind" TEXT,
  "parent" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "skills" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "role" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "short" TEXT,
  "kind" TEXT,
  "column_group" TEXT,
  "purpose" TEXT,
  "accountabilities" TEXT,
  "level" INTEGER,
  "reports_to" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "team" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "own_limit" TEXT,
  "members" TEXT,
  "quorum" INTEGER,
  "meets_every_days" INTEGER,
  "resolver" TEXT,
  "note" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "holding" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "role" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "person" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "starts" TEXT,
  "ends" TEXT,
  "acting" INTEGER,
  "condition" TEXT
) STRICT;

CREATE TABLE "absence" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "person" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "starts" TEXT,
  "ends" TEXT,
  "reason" TEXT,
  "substitute" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "authorised_before" INTEGER
) STRICT;

CREATE TABLE "membership" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "team" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "person" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "part" TEXT,
  "allocation" REAL,
  "starts" TEXT,
  "ends" TEXT
) STRICT;

CREATE TABLE "interaction" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "team" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "other" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "mode" TEXT,
  "purpose" TEXT,
  "until" TEXT
) STRICT;

CREATE TABLE "charter" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "team" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "purpose" TEXT,
  "customer" TEXT,
  "in_scope" TEXT,
  "out_of_scope" TEXT,
  "ways_of_working" TEXT,
  "tooling" TEXT,
  "budget" TEXT,
  "escalation_note" TEXT,
  "authority_note" TEXT,
  "version" TEXT,
  "signed_on" TEXT,
  "signed_authority" TEXT,
  "review_on" TEXT,
  "private_note" TEXT
) STRICT;

CREATE TABLE "quarter" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "starts" TEXT,
  "ends" TEXT,
  "status" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "theme" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "quarter" TEXT REFERENCES "quarter" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT,
  "statement" TEXT,
  "why" TEXT,
  "guardrails" TEXT,
  "sponsor" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "status" TEXT,
  "carried_from" TEXT REFERENCES "theme" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "reason" TEXT,
  "private_note" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "tier" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "rank" INTEGER,
  "criteria" TEXT,
  "decided_by" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "four_eyes" INTEGER,
  "position" REAL
) STRICT;

CREATE TABLE "section" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "parent" TEXT REFERENCES "section" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "position" REAL
) STRICT;

CREATE TABLE "decision" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "section" TEXT REFERENCES "section" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT,
  "description" TEXT,
  "examples" TEXT,
  "clause" TEXT,
  "instrument" TEXT REFERENCES "instrument" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "dimensions" TEXT,
  "tier" TEXT REFERENCES "tier" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "reversibility" TEXT,
  "sensitive" INTEGER,
  "reserved" TEXT,
  "requesters" TEXT,
  "includes_options" INTEGER,
  "includes_tax" INTEGER,
  "aggregation_days" INTEGER,
  "aggregation_cap" TEXT,
  "aggregation_per" TEXT,
  "see_document" TEXT,
  "owner_team" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "review_on" TEXT,
  "note" TEXT,
  "private_note" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "outcome" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "quarter" TEXT REFERENCES "quarter" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "theme" TEXT REFERENCES "theme" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT,
  "why" TEXT,
  "kind" TEXT,
  "unit" TEXT,
  "baseline" REAL,
  "target" REAL,
  "due" TEXT,
  "owner_role" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "owner_team" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "contributors" TEXT,
  "needs" TEXT,
  "grade" TEXT,
  "grade_reason" TEXT,
  "private_note" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "check_in" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "outcome" TEXT REFERENCES "outcome" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT,
  "value" REAL,
  "confidence" REAL,
  "note" TEXT
) STRICT;

CREATE TABLE "edition" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "version" TEXT,
  "status" TEXT,
  "scheme" TEXT REFERENCES "scheme" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "owner" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "approving_body" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "approved_on" TEXT,
  "effective" TEXT,
  "expires" TEXT,
  "review_on" TEXT,
  "residual" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "residual_note" TEXT,
  "replaces" TEXT REFERENCES "edition" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "rule" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "edition" TEXT REFERENCES "edition" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "decision" TEXT REFERENCES "decision" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "label" TEXT,
  "kind" TEXT,
  "box" TEXT,
  "places" TEXT,
  "priority" INTEGER,
  "status" TEXT,
  "starts" TEXT,
  "ends" TEXT,
  "procedure" TEXT,
  "see_document" TEXT,
  "note" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "note" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "mark" TEXT,
  "text" TEXT,
  "edition" TEXT REFERENCES "edition" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "rule" TEXT REFERENCES "rule" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "role" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "position" REAL
) STRICT;

CREATE TABLE "delegation" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "from_role" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "to_role" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "to_person" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT,
  "decisions" TEXT,
  "rights" TEXT,
  "limits" TEXT,
  "places" TEXT,
  "starts" TEXT,
  "ends" TEXT,
  "reason" TEXT,
  "may_sub_delegate" INTEGER,
  "depth" INTEGER,
  "parent" TEXT REFERENCES "delegation" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "only_when_absent" INTEGER,
  "revoked_on" TEXT,
  "review_on" TEXT
) STRICT;

CREATE TABLE "separation" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "one" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "other" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "one_right" TEXT,
  "other_right" TEXT,
  "dynamic" INTEGER,
  "reason" TEXT
) STRICT;

CREATE TABLE "urgent_route" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "decision" TEXT REFERENCES "decision" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "tier" TEXT REFERENCES "tier" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "decided_by" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "consulted" TEXT,
  "condition" TEXT,
  "notice_days" INTEGER,
  "report_to" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "ratified_by" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "ratify_within_days" INTEGER
) STRICT;

CREATE TABLE "escalation_link" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "from_role" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "to_role" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "triggers" TEXT,
  "decision" TEXT REFERENCES "decision" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "section" TEXT REFERENCES "section" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "hours" REAL,
  "carries" TEXT,
  "reason" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "capacity" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "role" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "hours_a_week" REAL,
  "holders" INTEGER,
  "calendar" TEXT REFERENCES "calendar" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "cost_an_hour" REAL
) STRICT;

CREATE TABLE "volume" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "decision" TEXT REFERENCES "decision" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "cases_a_quarter" REAL,
  "mix" TEXT,
  "efforts" TEXT,
  "exception_probability" REAL,
  "disagreement_probability" REAL,
  "rework_probability" REAL
) STRICT;

CREATE TABLE "scenario" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "changes" TEXT,
  "base" TEXT REFERENCES "scenario" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "library_case" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "decision" TEXT REFERENCES "decision" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "facts" TEXT,
  "place" TEXT REFERENCES "place" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT,
  "expected" TEXT,
  "expected_rule" TEXT REFERENCES "rule" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "waiver" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "finding" TEXT,
  "subject" TEXT,
  "reason" TEXT,
  "until" TEXT,
  "by" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "record" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "decision" TEXT REFERENCES "decision" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "facts" TEXT,
  "problem" TEXT,
  "options" TEXT,
  "trade_offs" TEXT,
  "expected" TEXT,
  "actual" TEXT,
  "decided_by" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "decided_by_person" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "decided_on" TEXT,
  "consulted" TEXT,
  "informed" TEXT,
  "principles" TEXT,
  "bends_principles" INTEGER,
  "status" TEXT,
  "review_on" TEXT,
  "supersedes" TEXT REFERENCES "record" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "private_note" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "signal" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "team" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT,
  "noticed" TEXT,
  "status" TEXT,
  "response" TEXT,
  "answered" TEXT,
  "theme" TEXT REFERENCES "theme" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "outcome" TEXT REFERENCES "outcome" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "decision" TEXT REFERENCES "decision" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "record" TEXT REFERENCES "record" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "review" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "quarter" TEXT REFERENCES "quarter" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "held_on" TEXT,
  "status" TEXT,
  "working" TEXT,
  "friction" TEXT,
  "evolve" TEXT,
  "snapshot" TEXT
) STRICT;

CREATE TABLE "agreed_change" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "review" TEXT REFERENCES "review" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT,
  "owner" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "due" TEXT,
  "status" TEXT,
  "decision" TEXT REFERENCES "decision" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "position" REAL
) STRICT;

CREATE TABLE "guild" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "purpose" TEXT,
  "host" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "topics" TEXT,
  "meets_every_days" INTEGER,
  "last_met" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "guild_member" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "guild" TEXT REFERENCES "guild" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "person" TEXT REFERENCES "person" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "component" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "kind" TEXT,
  "owner" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "purpose" TEXT,
  "promise" TEXT,
  "documentation" TEXT,
  "found_at" TEXT,
  "status" TEXT,
  "position" REAL
) STRICT;

CREATE TABLE "adoption" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "component" TEXT REFERENCES "component" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "team" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "how" TEXT,
  "since" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "pool" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "unit" TEXT,
  "capacity" REAL,
  "reserved_share" REAL,
  "broker" TEXT REFERENCES "role" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "position" REAL
) STRICT;

CREATE TABLE "booking" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "pool" TEXT REFERENCES "pool" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "team" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "amount" REAL,
  "starts" TEXT,
  "ends" TEXT,
  "status" TEXT,
  "reason" TEXT
) STRICT;

CREATE TABLE "knowledge" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "kind" TEXT,
  "on" TEXT,
  "team" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "summary" TEXT,
  "influenced" TEXT
) STRICT;

CREATE TABLE "guardrail" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT,
  "kind" TEXT,
  "tier" TEXT REFERENCES "tier" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "decision" TEXT REFERENCES "decision" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "owner" TEXT REFERENCES "team" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "threshold" TEXT,
  "position" REAL
) STRICT;

CREATE INDEX "place_parent" ON "place" ("parent");

CREATE INDEX "person_place" ON "person" ("place");

CREATE INDEX "team_parent" ON "team" ("parent");

CREATE INDEX "role_reports_to" ON "role" ("reports_to");

CREATE INDEX "role_team" ON "role" ("team");

CREATE INDEX "holding_role" ON "holding" ("role");

CREATE INDEX "holding_person" ON "holding" ("person");

CREATE INDEX "absence_person" ON "absence" ("person");

CREATE INDEX "absence_substitute" ON "absence" ("substitute");

CREATE INDEX "membership_team" ON "membership" ("team");

CREATE INDEX "membership_person" ON "membership" ("person");

CREATE INDEX "interaction_team" ON "interaction" ("team");

CREATE INDEX "interaction_other" ON "interaction" ("other");

CREATE INDEX "charter_team" ON "charter" ("team");

CREATE INDEX "theme_quarter" ON "theme" ("quarter");

CREATE INDEX "theme_sponsor" ON "theme" ("sponsor");

CREATE INDEX "theme_carried_from" ON "theme" ("carried_from");

CREATE INDEX "tier_decided_by" ON "tier" ("decided_by");

CREATE INDEX "section_parent" ON "section" ("parent");

CREATE INDEX "decision_section" ON "decision" ("section");

CREATE INDEX "decision_instrument" ON "decision" ("instrument");

CREATE INDEX "decision_tier" ON "decision" ("tier");

CREATE INDEX "decision_owner_team" ON "decision" ("owner_team");

CREATE INDEX "outcome_quarter" ON "outcome" ("quarter");

CREATE INDEX "outcome_theme" ON "outcome" ("theme");

CREATE INDEX "outcome_owner_role" ON "outcome" ("owner_role");

CREATE INDEX "outcome_owner_team" ON "outcome" ("owner_team");

CREATE INDEX "check_in_outcome" ON "check_in" ("outcome");

CREATE INDEX "edition_scheme" ON "edition" ("scheme");

CREATE INDEX "edition_owner" ON "edition" ("owner");

CREATE INDEX "edition_approving_body" ON "edition" ("approving_body");

CREATE INDEX "edition_residual" ON "edition" ("residual");

CREATE INDEX "edition_replaces" ON "edition" ("replaces");

CREATE INDEX "rule_edition" ON "rule" ("edition");

CREATE INDEX "rule_decision" ON "rule" ("decision");

CREATE INDEX "note_edition" ON "note" ("edition");

CREATE INDEX "note_rule" ON "note" ("rule");

CREATE INDEX "note_role" ON "note" ("role");

CREATE INDEX "delegation_from_role" ON "delegation" ("from_role");

CREATE INDEX "delegation_to_role" ON "delegation" ("to_role");

CREATE INDEX "delegation_to_person" ON "delegation" ("to_person");

CREATE INDEX "delegation_parent" ON "delegation" ("parent");

CREATE INDEX "separation_one" ON "separation" ("one");

CREATE INDEX "separation_other" ON "separation" ("other");

CREATE INDEX "urgent_route_decision" ON "urgent_route" ("decision");

CREATE INDEX "urgent_route_tier" ON "urgent_route" ("tier");

CREATE INDEX "urgent_route_decided_by" ON "urgent_route" ("decided_by");

CREATE INDEX "urgent_route_report_to" ON "urgent_route" ("report_to");

CREATE INDEX "urgent_route_ratified_by" ON "urgent_route" ("ratified_by");

CREATE INDEX "escalation_link_from_role" ON "escalation_link" ("from_role");

CREATE INDEX "escalation_link_to_role" ON "escalation_link" ("to_role");

CREATE INDEX "escalation_link_decision" ON "escalation_link" ("decision");

CREATE INDEX "escalation_link_section" ON "escalation_link" ("section");

CREATE INDEX "capacity_role" ON "capacity" ("role");

CREATE INDEX "capacity_calendar" ON "capacity" ("calendar");

CREATE INDEX "volume_decision" ON "volume" ("decision");

CREATE INDEX "scenario_base" ON "scenario" ("base");

CREATE INDEX "library_case_decision" ON "library_case" ("decision");

CREATE INDEX "library_case_place" ON "library_case" ("place");

CREATE INDEX "library_case_expected_rule" ON "library_case" ("expected_rule");

CREATE INDEX "waiver_by" ON "waiver" ("by");

CREATE INDEX "record_decision" ON "record" ("decision");

CREATE INDEX "record_decided_by" ON "record" ("decided_by");

CREATE INDEX "record_decided_by_person" ON "record" ("decided_by_person");

CREATE INDEX "record_supersedes" ON "record" ("supersedes");

CREATE INDEX "signal_team" ON "signal" ("team");

CREATE INDEX "signal_theme" ON "signal" ("theme");

CREATE INDEX "signal_outcome" ON "signal" ("outcome");

CREATE INDEX "signal_decision" ON "signal" ("decision");

CREATE INDEX "signal_record" ON "signal" ("record");

CREATE INDEX "review_quarter" ON "review" ("quarter");

CREATE INDEX "agreed_change_review" ON "agreed_change" ("review");

CREATE INDEX "agreed_change_owner" ON "agreed_change" ("owner");

CREATE INDEX "agreed_change_decision" ON "agreed_change" ("decision");

CREATE INDEX "guild_host" ON "guild" ("host");

CREATE INDEX "guild_member_guild" ON "guild_member" ("guild");

CREATE INDEX "guild_member_person" ON "guild_member" ("person");

CREATE INDEX "component_owner" ON "component" ("owner");

CREATE INDEX "adoption_component" ON "adoption" ("component");

CREATE INDEX "adoption_team" ON "adoption" ("team");

CREATE INDEX "pool_broker" ON "pool" ("broker");

CREATE INDEX "booking_pool" ON "booking" ("pool");

CREATE INDEX "booking_team" ON "booking" ("team");

CREATE INDEX "knowledge_team" ON "knowledge" ("team");

CREATE INDEX "guardrail_tier" ON "guardrail" ("tier");

CREATE INDEX "guardrail_decision" ON "guardrail" ("decision");

CREATE INDEX "guardrail_owner" ON "guardrail" ("owner");

CREATE TABLE journal_step (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'abandoned'))
) STRICT;

CREATE TABLE journal_change (
  step INTEGER NOT NULL REFERENCES journal_step (id),
  number INTEGER NOT NULL,
  entity TEXT NOT NULL,
  row TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (step, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_step_state ON journal_step (state, id);
