DROP TABLE issues;
DROP TABLE projects;
