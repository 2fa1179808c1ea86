CREATE TABLE luma_midvalues (_id text, "timestamp" timestamp);
