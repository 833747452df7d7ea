DROP TABLE evaluations;
DROP TABLE benchmark_runs;
