-- Children first: what another table refers to cannot go.
DROP TABLE "Availability";
DROP TABLE "Instructor";
DROP TABLE "Guardian";
DROP TABLE "Student";
DROP TABLE "User";
DROP TABLE "Org";
