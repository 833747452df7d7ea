-- Phase 2: the rows from before, by the offset of their school.
UPDATE "Booking"
SET "startAtUtc" = (
    SELECT strftime('%Y-%m-%dT%H:%M:%SZ', "Booking"."startAt", -"Org"."utcOffsetMinutes" || ' minutes')
    FROM "Student" JOIN "Org" ON "Org"."id" = "Student"."orgId"
    WHERE "Student"."id" = "Booking"."studentId"
)
WHERE "startAtUtc" IS NULL;
